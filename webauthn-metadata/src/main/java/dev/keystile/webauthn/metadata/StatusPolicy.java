package dev.keystile.webauthn.metadata;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which status reports make an authenticator model unacceptable. The specification leaves that to the relying party
 * (<a href="https://fidoalliance.org/specs/mds/fido-metadata-service-v3.1.1-ps-20260105.html#sctn-mds-blob-proc-rules">MDS
 * §3.2</a>); {@link #strict()} is the choice made here.
 *
 * @param refused the statuses that refuse a model
 * @param required when not empty, the statuses of which a model must have one. Of certifications by the FIDO Alliance only the
 *     latest counts.
 * @param considered which reports count as refusing
 * @param compromisedBatchesOnly whether a report of {@link AuthenticatorStatus#ATTESTATION_KEY_COMPROMISE} that names a
 *     certificate refuses only what was attested with it, as the specification suggests, instead of the whole model
 */
public record StatusPolicy(
        Set<AuthenticatorStatus> refused,
        Set<AuthenticatorStatus> required,
        Considered considered,
        boolean compromisedBatchesOnly) {

    /** Which of a model's reports are looked at for refused statuses. Reports that are not in effect never are. */
    public enum Considered {
        /**
         * Every one. An update that mends a weakness leaves the devices weak that never got it, and nothing in WebAuthn
         * tells the two apart.
         */
        EVERY_REPORT,
        /**
         * Those since the latest {@link AuthenticatorStatus#UPDATE_AVAILABLE}, which by the specification addresses at
         * least the issues reported before it.
         */
        SINCE_LATEST_UPDATE,
        /**
         * The latest one only, which by the specification reflects the current status. A certification that is reported
         * after a weakness then hides it.
         */
        LATEST_REPORT
    }

    private static final Set<AuthenticatorStatus> UNSAFE = Set.of(
            AuthenticatorStatus.REVOKED,
            AuthenticatorStatus.ATTESTATION_KEY_COMPROMISE,
            AuthenticatorStatus.USER_VERIFICATION_BYPASS,
            AuthenticatorStatus.USER_KEY_REMOTE_COMPROMISE,
            AuthenticatorStatus.USER_KEY_PHYSICAL_COMPROMISE);

    /** What a model has instead of a certification. */
    private static final Set<AuthenticatorStatus> WITHOUT_CERTIFICATE = Set.of(
            AuthenticatorStatus.NOT_FIDO_CERTIFIED,
            AuthenticatorStatus.SELF_ASSERTION_SUBMITTED,
            AuthenticatorStatus.RETIRED,
            AuthenticatorStatus.REVOKED);

    /** Copies the sets. */
    public StatusPolicy {
        refused = Set.copyOf(refused);
        required = Set.copyOf(required);
        Objects.requireNonNull(considered, "considered");
    }

    /**
     * Refuses a model as soon as it was reported revoked, compromised, or its user verification bypassed, whatever was
     * reported later; requires no certification; accepts retired models.
     */
    public static StatusPolicy strict() {
        return new StatusPolicy(UNSAFE, Set.of(), Considered.EVERY_REPORT, false);
    }

    /**
     * The same, refusing these statuses.
     *
     * @param statuses these, instead of those refused so far
     */
    public StatusPolicy refusing(AuthenticatorStatus... statuses) {
        return new StatusPolicy(Set.of(statuses), required, considered, compromisedBatchesOnly);
    }

    /**
     * The same, accepting only models with one of these statuses, for example certifications.
     *
     * @param statuses these, instead of those required so far; none requires nothing
     */
    public StatusPolicy requiring(AuthenticatorStatus... statuses) {
        return new StatusPolicy(refused, Set.of(statuses), considered, compromisedBatchesOnly);
    }

    /** The same, looking at other reports. */
    public StatusPolicy considering(Considered considered) {
        return new StatusPolicy(refused, required, considered, compromisedBatchesOnly);
    }

    /** The same, refusing the batch instead of the model where a compromised attestation key is reported with its certificate. */
    public StatusPolicy refusingCompromisedBatchesOnly() {
        return new StatusPolicy(refused, required, considered, true);
    }

    /**
     * The report that refuses a model.
     *
     * @param reports what is reported of the model, in the metadata's order
     * @param day the present day
     * @param attestation the certificates that the authenticator at hand was attested with, its trust anchors included
     */
    Optional<StatusReport> refusal(List<StatusReport> reports, LocalDate day, Collection<X509Certificate> attestation) {
        return relevant(inEffect(reports, day)).stream()
                .filter(report -> refused.contains(report.status()))
                .filter(report -> !compromisedBatchesOnly || concerns(report, attestation))
                .findFirst();
    }

    /** Whether a model has one of the required statuses, if any is required. */
    boolean isQualified(List<StatusReport> reports, LocalDate day) {
        if (required.isEmpty()) {
            return true;
        }
        Set<AuthenticatorStatus> statuses = new HashSet<>();
        for (StatusReport report : chronological(inEffect(reports, day))) {
            if (isFidoCertification(report.status())) {
                statuses.removeIf(StatusPolicy::isFidoCertification);
            }
            statuses.add(report.status());
        }
        return statuses.stream().anyMatch(required::contains);
    }

    private static boolean isFidoCertification(AuthenticatorStatus status) {
        return status.value().startsWith("FIDO_CERTIFIED") || WITHOUT_CERTIFICATE.contains(status);
    }

    private static List<StatusReport> inEffect(List<StatusReport> reports, LocalDate day) {
        return reports.stream().filter(report -> report.isInEffectOn(day)).toList();
    }

    private List<StatusReport> relevant(List<StatusReport> inEffect) {
        return switch (considered) {
            case EVERY_REPORT -> inEffect;
            case SINCE_LATEST_UPDATE -> sinceLatestUpdate(chronological(inEffect));
            case LATEST_REPORT -> {
                List<StatusReport> ordered = chronological(inEffect);
                yield ordered.subList(Math.max(0, ordered.size() - 1), ordered.size());
            }
        };
    }

    private static List<StatusReport> sinceLatestUpdate(List<StatusReport> ordered) {
        for (int i = ordered.size() - 1; i >= 0; i--) {
            if (ordered.get(i).status().equals(AuthenticatorStatus.UPDATE_AVAILABLE)) {
                return ordered.subList(i + 1, ordered.size());
            }
        }
        return ordered;
    }

    /**
     * By effective date, where there is one. Reports of one day keep the metadata's order, and one without date its place
     * behind the one it follows there.
     */
    private static List<StatusReport> chronological(List<StatusReport> reports) {
        record Dated(StatusReport report, LocalDate date) {}
        List<Dated> dated = new ArrayList<>(reports.size());
        LocalDate last = LocalDate.MIN;
        for (StatusReport report : reports) {
            last = report.effectiveDate() == null ? last : report.effectiveDate();
            dated.add(new Dated(report, last));
        }
        return dated.stream()
                .sorted((one, other) -> one.date().compareTo(other.date()))
                .map(Dated::report)
                .toList();
    }

    private static boolean concerns(StatusReport report, Collection<X509Certificate> attestation) {
        boolean namesBatch = report.certificate() != null || report.batchCertificate() != null;
        return !report.status().equals(AuthenticatorStatus.ATTESTATION_KEY_COMPROMISE)
                || !namesBatch
                || mayBeAmong(attestation, report.certificate())
                || mayBeAmong(attestation, report.batchCertificate());
    }

    private static boolean mayBeAmong(Collection<X509Certificate> certificates, @Nullable String base64) {
        if (base64 == null) {
            return false;
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(base64);
            for (X509Certificate certificate : certificates) {
                if (Arrays.equals(certificate.getEncoded(), encoded)) {
                    return true;
                }
            }
            return false;
        } catch (IllegalArgumentException | CertificateEncodingException e) {
            // What cannot be read cannot clear anybody.
            return true;
        }
    }
}
