package dev.keystile.webauthn.metadata;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.der.X509;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks the certificates of a chain against the lists of those who issued them, RFC 5280 §6.3: lists that were passed in, and
 * if none of them counts, those that the certificate says where to fetch.
 */
final class RevocationLists {
    private static final int MAXIMUM_FETCHES = 4;
    private static final int CRL_SIGN = 6;
    private static final Set<String> SIGNATURES = Set.of(
            "SHA256WITHRSA", "SHA384WITHRSA", "SHA512WITHRSA", "SHA256WITHECDSA", "SHA384WITHECDSA", "SHA512WITHECDSA");

    private final List<X509CRL> passedIn;
    private final MetadataFetch fetch;
    private final MetadataLimits limits;
    private final RevocationPolicy policy;
    private final Instant at;
    private final Instant now;

    /**
     * @param at the moment at which a list must not have expired
     * @param now the moment at which a list must have begun; later than the other when a BLOB is verified again that was good
     *     before
     */
    RevocationLists(
            List<X509CRL> passedIn,
            MetadataFetch fetch,
            MetadataLimits limits,
            RevocationPolicy policy,
            Instant at,
            Instant now) {
        this.passedIn = passedIn;
        this.fetch = fetch;
        this.limits = limits;
        this.policy = policy;
        this.at = at;
        this.now = now;
    }

    void check(SignerChain chain) throws MetadataRefusedException {
        if (policy instanceof RevocationPolicy.Unchecked) {
            return;
        }
        for (int i = 0; i < chain.path().size(); i++) {
            check(chain.path().get(i), chain.issuer(i));
        }
    }

    private void check(X509Certificate certificate, X509Certificate issuer) throws MetadataRefusedException {
        List<String> reasons = new ArrayList<>();
        List<X509CRL> lists = usable(passedInBy(issuer), certificate, issuer, reasons);
        if (lists.isEmpty()) {
            lists = usable(fetched(certificate, reasons), certificate, issuer, reasons);
        }
        X509CRL newest = lists.stream()
                .max(Comparator.comparing(X509CRL::getThisUpdate))
                .orElseThrow(() -> new MetadataRefusedException(
                        new MetadataFailure.RevocationUnknown(subject(certificate), reasons)));
        refuseIfRevoked(certificate, newest);
    }

    private List<X509CRL> passedInBy(X509Certificate issuer) {
        return passedIn.stream().filter(list -> isOf(issuer, list)).toList();
    }

    private static boolean isOf(X509Certificate issuer, X509CRL list) {
        return list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
    }

    private static void refuseIfRevoked(X509Certificate certificate, X509CRL list) throws MetadataRefusedException {
        X509CRLEntry entry = list.getRevokedCertificate(certificate.getSerialNumber());
        if (entry != null) {
            throw new MetadataRefusedException(new MetadataFailure.CertificateRevoked(
                    subject(certificate),
                    certificate.getSerialNumber(),
                    entry.getRevocationDate().toInstant()));
        }
    }

    /** The lists that count for a certificate. A list that is too old still counts where it says that it is revoked. */
    private List<X509CRL> usable(
            List<X509CRL> lists, X509Certificate certificate, X509Certificate issuer, List<String> reasons)
            throws MetadataRefusedException {
        List<X509CRL> usable = new ArrayList<>();
        for (X509CRL list : lists) {
            String problem = problem(list, certificate, issuer);
            if (problem != null) {
                reasons.add(problem);
                continue;
            }
            String outdated = outdated(list);
            if (outdated != null) {
                refuseIfRevoked(certificate, list);
                reasons.add(outdated);
                continue;
            }
            usable.add(list);
        }
        return usable;
    }

    private static @Nullable String problem(X509CRL list, X509Certificate certificate, X509Certificate issuer) {
        if (!isOf(issuer, list)) {
            return "the list is of another issuer";
        }
        boolean[] usage = issuer.getKeyUsage();
        if (usage != null && !usage[CRL_SIGN]) {
            return "the issuer may not sign revocation lists";
        }
        if (!SIGNATURES.contains(list.getSigAlgName().toUpperCase(Locale.ROOT))) {
            return "the list is signed by " + list.getSigAlgName();
        }
        try {
            list.verify(issuer.getPublicKey());
            Set<String> critical = list.getCriticalExtensionOIDs();
            if (critical != null
                    && !Set.of(DistributionPoints.ISSUING_DISTRIBUTION_POINT).containsAll(critical)) {
                return "the list has critical extensions that are not understood";
            }
            return DistributionPoints.scope(list).covers(certificate)
                    ? null
                    : "the list does not cover the certificate";
        } catch (GeneralSecurityException | RuntimeException e) {
            // The platform's parser is another's code: whatever it throws, the list is not vouched for.
            return "the list's signature is not the issuer's";
        } catch (MalformedException e) {
            return e.getMessage();
        }
    }

    private @Nullable String outdated(X509CRL list) {
        Instant thisUpdate = list.getThisUpdate().toInstant();
        if (thisUpdate.isAfter(now)) {
            return "the list is valid only from " + thisUpdate + " on";
        }
        Optional<Instant> nextUpdate = Optional.ofNullable(list.getNextUpdate()).map(Date::toInstant);
        if (policy instanceof RevocationPolicy.TolerateExpired tolerant) {
            return nextUpdate.isPresent() && nextUpdate.get().isBefore(at.minus(tolerant.by()))
                    ? "the list expired at " + nextUpdate.get() + ", longer ago than is tolerated"
                    : null;
        }
        if (nextUpdate.isEmpty()) {
            return "the list does not say until when it is valid";
        }
        return nextUpdate.get().isBefore(at) ? "the list expired at " + nextUpdate.get() : null;
    }

    private List<X509CRL> fetched(X509Certificate certificate, List<String> reasons) {
        List<X509CRL> lists = new ArrayList<>();
        try {
            List<URI> uris = DistributionPoints.of(certificate);
            if (uris.isEmpty()) {
                reasons.add("the certificate does not say where its issuer's list is");
            }
            for (URI uri : uris.subList(0, Math.min(uris.size(), MAXIMUM_FETCHES))) {
                fetch(uri, reasons).ifPresent(lists::add);
            }
        } catch (MalformedException e) {
            reasons.add(e.getMessage());
        }
        return lists;
    }

    private Optional<X509CRL> fetch(URI uri, List<String> reasons) {
        try {
            ByteString der =
                    Fetching.document(fetch, MetadataRequest.Kind.REVOCATION_LIST, uri, limits.revocationList());
            return Optional.of(X509.revocationList(der));
        } catch (IOException | MalformedException e) {
            reasons.add(uri + ": " + e.getMessage());
        } catch (MetadataRefusedException e) {
            reasons.add(uri + ": " + e.failure().message());
        }
        return Optional.empty();
    }

    private static String subject(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }
}
