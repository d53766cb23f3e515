package dev.keystile.webauthn.attestation;

import java.security.cert.X509Certificate;
import java.util.Set;

/**
 * Where trust in authenticators comes from
 * (<a href="https://www.w3.org/TR/webauthn-3/#reg-ceremony-attestation-trust-anchors">L3 §7.1 step 23</a>): a set of
 * certificates, or metadata of many vendors. It is asked once for every correct statement except those of format
 * {@code none} and of unknown formats, while the ceremony waits: it answers from memory and does no I/O.
 */
@FunctionalInterface
public interface TrustAnchorSource {

    /**
     * What is known of this authenticator.
     *
     * @param subject an authenticator whose statement is correct
     * @return never null
     */
    TrustAnchors find(AttestationSubject subject);

    /** Knows no authenticator. */
    static TrustAnchorSource none() {
        return subject -> new TrustAnchors.Unknown();
    }

    /**
     * Trusts every path that ends at one of these certificates, whatever the authenticator. A statement without a path
     * stays unknown.
     *
     * @param certificates roots, intermediates or attestation certificates themselves
     */
    static TrustAnchorSource of(Set<X509Certificate> certificates) {
        TrustAnchors.Known known = new TrustAnchors.Known(certificates, "a configured trust anchor");
        return subject -> subject.certificates().isEmpty() ? new TrustAnchors.Unknown() : known;
    }
}
