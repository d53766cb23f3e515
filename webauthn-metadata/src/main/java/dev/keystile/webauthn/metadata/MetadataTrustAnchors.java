package dev.keystile.webauthn.metadata;

import dev.keystile.webauthn.attestation.AttestationFormat;
import dev.keystile.webauthn.attestation.AttestationSubject;
import dev.keystile.webauthn.attestation.AttestationType;
import dev.keystile.webauthn.attestation.TrustAnchorSource;
import dev.keystile.webauthn.attestation.TrustAnchors;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Judges authenticators by their model's metadata: a {@link TrustAnchorSource} whose anchors are the entries' attestation root
 * certificates, as far as the {@link MetadataPolicy} accepts the entry.
 *
 * <p>U2F authenticators are looked up by their attestation certificate's key, since nobody signed their AAGUID, and so are others
 * with the zero AAGUID; all others by their AAGUID. Either way the same policy applies. Where several metadata sources are given,
 * or one holds several entries for a model, a model that any of them refuses is refused.
 *
 * <p>The codes of a refusal, which end up in {@code TrustFailure.Refused}: {@code metadata-status} for a status that
 * the policy refuses, {@code metadata-status-missing} for none of those that it requires, {@code metadata-outdated}
 * for a statement older than an update in effect (MDS §3.1.4), {@code metadata-attestation-type}, {@code
 * metadata-algorithm} and {@code metadata-attestation-algorithm} for what the statement does not list, {@code
 * metadata-entry-unreadable} for an entry that was skipped.
 *
 * <p>Safe for use by several threads, as far as the sources are.
 */
public final class MetadataTrustAnchors implements TrustAnchorSource {
    private final List<Supplier<MetadataIndex>> sources;
    private final MetadataPolicy policy;
    private final Clock clock;

    private MetadataTrustAnchors(List<Supplier<MetadataIndex>> sources, MetadataPolicy policy, Clock clock) {
        this.sources = List.copyOf(sources);
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * From one source.
     *
     * @param source the present metadata, such as {@code service::index}; asked for each authenticator, so it should
     *     answer at once
     * @param policy what is asked of an entry
     * @param clock tells which status reports are in effect, by the day in UTC
     */
    public static MetadataTrustAnchors of(Supplier<MetadataIndex> source, MetadataPolicy policy, Clock clock) {
        return new MetadataTrustAnchors(List.of(source), policy, clock);
    }

    /**
     * From several sources, of which each may know other models.
     *
     * @param sources the present metadata of each; asked for each authenticator
     * @param policy what is asked of an entry
     * @param clock tells which status reports are in effect, by the day in UTC
     */
    public static MetadataTrustAnchors of(List<Supplier<MetadataIndex>> sources, MetadataPolicy policy, Clock clock) {
        return new MetadataTrustAnchors(sources, policy, clock);
    }

    @Override
    public TrustAnchors find(AttestationSubject subject) {
        List<MetadataEntry> entries = new ArrayList<>(1);
        for (Supplier<MetadataIndex> source : sources) {
            MetadataIndex index = source.get();
            if (isUnreadable(index, subject)) {
                return new TrustAnchors.Refused(
                        "metadata-entry-unreadable", "the metadata entry of the authenticator's model cannot be read");
            }
            entries.addAll(entries(index, subject));
        }
        return entries.isEmpty() ? new TrustAnchors.Unknown() : judge(entries, subject);
    }

    private static List<MetadataEntry> entries(MetadataIndex index, AttestationSubject subject) {
        if (isIdentifiedByAaguid(subject)) {
            return index.find(subject.aaguid());
        }
        Optional<ByteString> identifier = keyIdentifier(subject);
        return identifier.isPresent() ? index.find(identifier.get()) : List.of();
    }

    private static boolean isUnreadable(MetadataIndex index, AttestationSubject subject) {
        return isIdentifiedByAaguid(subject)
                ? index.isUnreadable(subject.aaguid())
                : keyIdentifier(subject).filter(index::isUnreadable).isPresent();
    }

    /** The signature of a U2F attestation does not cover the AAGUID, so that anybody could claim any. */
    private static boolean isIdentifiedByAaguid(AttestationSubject subject) {
        return !subject.aaguid().isZero() && !subject.format().equals(AttestationFormat.FIDO_U2F);
    }

    private static Optional<ByteString> keyIdentifier(AttestationSubject subject) {
        return subject.certificates().isEmpty()
                ? Optional.empty()
                : AttestationKey.of(subject.certificates().get(0)).identifier();
    }

    private TrustAnchors judge(List<MetadataEntry> entries, AttestationSubject subject) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Set<X509Certificate> anchors = new LinkedHashSet<>();
        for (MetadataEntry entry : entries) {
            Optional<TrustAnchors> refusal = refusalByStatus(entry, subject, today)
                    .or(() -> refusalByAttestationType(entry, subject))
                    .or(() -> refusalByAlgorithm(entry, subject));
            if (refusal.isPresent()) {
                return refusal.get();
            }
            anchors.addAll(anchors(entry));
        }
        return new TrustAnchors.Known(anchors, entries.get(0).description());
    }

    private static List<X509Certificate> anchors(MetadataEntry entry) {
        return entry.metadataStatement() == null
                ? List.of()
                : entry.metadataStatement().attestationRootCertificates();
    }

    private Optional<TrustAnchors> refusalByStatus(MetadataEntry entry, AttestationSubject subject, LocalDate today) {
        Set<X509Certificate> attestation = new LinkedHashSet<>(subject.certificates());
        attestation.addAll(anchors(entry));
        Optional<StatusReport> report = policy.status().refusal(entry.statusReports(), today, attestation);
        if (report.isPresent()) {
            return refused(
                    "metadata-status",
                    entry,
                    "is reported as " + report.get().status()
                            + (report.get().effectiveDate() == null
                                    ? ""
                                    : " since " + report.get().effectiveDate()));
        }
        if (!policy.status().isQualified(entry.statusReports(), today)) {
            return refused("metadata-status-missing", entry, "has none of the required statuses");
        }
        return isOutdated(entry, today)
                ? refused("metadata-outdated", entry, "is described in an older version than it has an update for")
                : Optional.empty();
    }

    /** MDS §3.1.4: a statement that was not raised to the version of an update is not to be used. */
    private static boolean isOutdated(MetadataEntry entry, LocalDate today) {
        MetadataStatement statement = entry.metadataStatement();
        BigInteger described = statement == null ? null : statement.authenticatorVersion();
        return described != null
                && entry.statusReports().stream()
                        .filter(report -> report.status().equals(AuthenticatorStatus.UPDATE_AVAILABLE))
                        .filter(report -> report.isInEffectOn(today))
                        .map(StatusReport::authenticatorVersion)
                        .anyMatch(version -> version != null && version.compareTo(described) > 0);
    }

    private Optional<TrustAnchors> refusalByAttestationType(MetadataEntry entry, AttestationSubject subject) {
        MetadataStatement statement = entry.metadataStatement();
        if (statement == null || !policy.checksAttestationTypes()) {
            return Optional.empty();
        }
        // Whether a certificate was made for a batch, by a privacy CA or for one credential, not every format tells.
        boolean listed = subject.type() == AttestationType.SELF
                ? statement.attestationTypes().contains("basic_surrogate")
                : statement.attestationTypes().stream().anyMatch(Set.of("basic_full", "attca", "anonca")::contains);
        return listed
                ? Optional.empty()
                : refused(
                        "metadata-attestation-type",
                        entry,
                        "does not make attestations of type " + subject.type() + ", only "
                                + statement.attestationTypes());
    }

    private Optional<TrustAnchors> refusalByAlgorithm(MetadataEntry entry, AttestationSubject subject) {
        MetadataStatement statement = entry.metadataStatement();
        if (statement == null || !policy.checksAlgorithms()) {
            return Optional.empty();
        }
        Set<CoseAlgorithm> algorithms = statement.coseAlgorithms();
        if (!algorithms.contains(subject.credentialAlgorithm())) {
            return refused(
                    "metadata-algorithm",
                    entry,
                    "does not make keys for " + subject.credentialAlgorithm() + ", only for " + algorithms);
        }
        return isAttestedByAnotherKind(subject, algorithms)
                ? refused("metadata-attestation-algorithm", entry, "does not attest by other than " + algorithms)
                : Optional.empty();
    }

    /**
     * Whether the attestation's signature or certificate is for an algorithm that is none of the model's. Elsewhere than in
     * these two formats the attesting key is the credential key, or belongs to a platform and not to the authenticator.
     */
    private static boolean isAttestedByAnotherKind(AttestationSubject subject, Set<CoseAlgorithm> algorithms) {
        if (!subject.format().equals(AttestationFormat.PACKED)
                && !subject.format().equals(AttestationFormat.FIDO_U2F)) {
            return false;
        }
        CoseAlgorithm attested = subject.statementAlgorithm();
        return (attested != null && !algorithms.contains(attested))
                || (!subject.certificates().isEmpty()
                        && !AttestationKey.of(subject.certificates().get(0)).fitsOneOf(algorithms));
    }

    private static Optional<TrustAnchors> refused(String code, MetadataEntry entry, String predicate) {
        return Optional.of(new TrustAnchors.Refused(code, entry.description() + ' ' + predicate));
    }
}
