package dev.keystile.webauthn.attestation;

import dev.keystile.webauthn.der.X509;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An attestation trust path, held against the certificates where it may end
 * (<a href="https://www.w3.org/TR/webauthn-3/#reg-ceremony-assess-trust">L3 §7.1 step 24</a>, RFC 5280 §6). Every certificate
 * that came must be valid at the time, those that the path does not need as well. Revocation is the business of whoever gives
 * the anchors.
 */
final class TrustPath {

    private final List<X509Certificate> certificates;
    private final boolean rootAllowed;
    private final Instant at;
    private final KnownPaths knownPaths;

    /**
     * @param certificates {@code x5c}, at least one
     * @param rootAllowed whether a self-issued certificate may stand behind the first
     * @param at the time that validity is judged at
     * @param knownPaths the paths that were found valid before; this one comes to be among them
     */
    TrustPath(List<X509Certificate> certificates, boolean rootAllowed, Instant at, KnownPaths knownPaths) {
        this.certificates = certificates;
        this.rootAllowed = rootAllowed;
        this.at = at;
        this.knownPaths = knownPaths;
    }

    /** The verdict with these anchors. */
    AttestationTrust assess(TrustAnchors.Known known) {
        Set<X509Certificate> anchors = known.certificates();
        for (int i = 0; i < certificates.size(); i++) {
            X509Certificate certificate = certificates.get(i);
            if (!rootAllowed && i > 0 && isSelfIssued(certificate)) {
                return new AttestationTrust.Unverified(new TrustFailure.RootInPath(i));
            }
            Instant notBefore = certificate.getNotBefore().toInstant();
            Instant notAfter = certificate.getNotAfter().toInstant();
            if (at.isBefore(notBefore) || at.isAfter(notAfter)) {
                return new AttestationTrust.Unverified(
                        new TrustFailure.CertificateOutsideValidity(i, notBefore, notAfter, at));
            }
        }
        if (anchors.isEmpty()) {
            return new AttestationTrust.Unverified(new TrustFailure.NoAnchor());
        }
        X509Certificate attestationCertificate = certificates.get(0);
        return anchors.contains(attestationCertificate)
                ? new AttestationTrust.Verified(attestationCertificate, known.description())
                : chain(known);
    }

    private static boolean isSelfIssued(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    /** The path proper: from the attestation certificate up to the first that is an anchor itself, or to the last that came. */
    private AttestationTrust chain(TrustAnchors.Known known) {
        Set<X509Certificate> anchors = known.certificates();
        int length = 1;
        while (length < certificates.size() && !anchors.contains(certificates.get(length))) {
            length++;
        }
        Set<X509Certificate> ends = length < certificates.size() ? Set.of(certificates.get(length)) : anchors;
        try {
            X509Certificate anchor = anchor(certificates.subList(0, length), ends);
            return new AttestationTrust.Verified(anchor, known.description());
        } catch (CertPathValidatorException e) {
            int index = Math.max(e.getIndex(), 0);
            return new AttestationTrust.Unverified(
                    e.getReason() == PKIXReason.NO_TRUST_ANCHOR
                            ? new TrustFailure.NoAnchor()
                            : new TrustFailure.PathBroken(
                                    index, StatementInput.legible(String.valueOf(e.getMessage()))));
        }
    }

    private X509Certificate anchor(List<X509Certificate> path, Set<X509Certificate> ends)
            throws CertPathValidatorException {
        X509Certificate known = knownPaths.anchor(path, ends, at);
        if (known != null) {
            return known;
        }
        X509Certificate anchor = validate(path, trustAnchors(ends));
        knownPaths.add(path, ends, anchor, at);
        return anchor;
    }

    private X509Certificate validate(List<X509Certificate> path, Set<TrustAnchor> anchors)
            throws CertPathValidatorException {
        try {
            CertPath certPath = X509.path(path);
            PKIXParameters parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(at));
            PKIXCertPathValidatorResult result = (PKIXCertPathValidatorResult)
                    CertPathValidator.getInstance("PKIX").validate(certPath, parameters);
            return result.getTrustAnchor().getTrustedCert();
        } catch (CertPathValidatorException e) {
            throw e;
        } catch (RuntimeException e) {
            // The platform's validator throws more than it declares when extensions are malformed.
            throw new CertPathValidatorException("the platform cannot validate the path", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java platform cannot validate certificate paths", e);
        }
    }

    private static Set<TrustAnchor> trustAnchors(Set<X509Certificate> certificates) {
        return certificates.stream()
                .map(certificate -> new TrustAnchor(certificate, null))
                .collect(Collectors.toSet());
    }
}
