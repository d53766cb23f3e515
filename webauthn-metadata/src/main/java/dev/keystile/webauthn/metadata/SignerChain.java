package dev.keystile.webauthn.metadata;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A signer's certificates up to, not including, the root they lead to; verified by RFC 5280 except for revocation.
 *
 * @param path the signer's own certificate first; empty when the root itself is the signer
 * @param root the trusted root
 */
record SignerChain(List<X509Certificate> path, X509Certificate root) {
    private static final int DNS_NAME = 2;
    private static final int DIGITAL_SIGNATURE = 0;

    /**
     * The chain from the first of some certificates, each certified by the next, to the nearest trusted root. What comes after
     * it, such as the root itself or its certificate by an older root, is not needed.
     */
    static SignerChain of(List<X509Certificate> certificates, MetadataSigner signer, Instant at)
            throws MetadataRefusedException {
        if (signer.roots().contains(certificates.get(0))) {
            return ofRoot(certificates.get(0), signer, at);
        }
        String reason = "none of them certifies any of its certificates";
        for (int length = 1; length <= certificates.size(); length++) {
            List<X509Certificate> path = certificates.subList(0, length);
            for (X509Certificate root : signer.roots()) {
                if (!root.getSubjectX500Principal().equals(path.get(length - 1).getIssuerX500Principal())) {
                    continue;
                }
                String problem = problem(path, root, at);
                if (problem == null) {
                    return new SignerChain(List.copyOf(path), root).checked(signer);
                }
                reason = problem;
            }
        }
        throw new MetadataRefusedException(new MetadataFailure.ChainNotTrusted(reason));
    }

    /** The chain of a BLOB that a root signed itself, as one without certificates is. */
    static SignerChain ofRoot(X509Certificate root, MetadataSigner signer, Instant at) throws MetadataRefusedException {
        String problem = validityProblem(root, at);
        if (problem != null) {
            throw new MetadataRefusedException(new MetadataFailure.ChainNotTrusted(problem));
        }
        return new SignerChain(List.of(), root).checked(signer);
    }

    X509Certificate signer() {
        return path.isEmpty() ? root : path.get(0);
    }

    X509Certificate issuer(int index) {
        return index + 1 < path.size() ? path.get(index + 1) : root;
    }

    private static @Nullable String problem(List<X509Certificate> path, X509Certificate root, Instant at) {
        String rootProblem = validityProblem(root, at);
        if (rootProblem != null) {
            return rootProblem;
        }
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(at));
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
            return null;
        } catch (CertPathValidatorException e) {
            String detail = e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ")";
            return "certificate " + e.getIndex() + ": " + e.getMessage() + detail;
        } catch (GeneralSecurityException | RuntimeException e) {
            // The platform's validator is another's code: whatever it throws, it does not vouch for this path.
            return String.valueOf(e.getMessage());
        }
    }

    private static @Nullable String validityProblem(X509Certificate root, Instant at) {
        try {
            root.checkValidity(Date.from(at));
            return null;
        } catch (CertificateException e) {
            return "the root " + e.getMessage();
        }
    }

    private SignerChain checked(MetadataSigner expected) throws MetadataRefusedException {
        boolean[] usage = signer().getKeyUsage();
        if (usage != null && !usage[DIGITAL_SIGNATURE]) {
            throw new MetadataRefusedException(
                    new MetadataFailure.ChainNotTrusted("the signer's key is not for signatures"));
        }
        List<String> names = dnsNames(signer());
        Set<String> accepted = expected.dnsNames().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        if (!accepted.isEmpty()
                && names.stream().map(name -> name.toLowerCase(Locale.ROOT)).noneMatch(accepted::contains)) {
            throw new MetadataRefusedException(new MetadataFailure.SignerNotExpected(names, expected.dnsNames()));
        }
        return this;
    }

    private static List<String> dnsNames(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                for (List<?> alternative : alternatives) {
                    if (Integer.valueOf(DNS_NAME).equals(alternative.get(0))) {
                        names.add((String) alternative.get(1));
                    }
                }
            }
        } catch (CertificateParsingException e) {
            return List.of();
        }
        return List.copyOf(names);
    }
}
