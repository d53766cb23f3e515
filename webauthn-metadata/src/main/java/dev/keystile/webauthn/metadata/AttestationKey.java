package dev.keystile.webauthn.metadata;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.cose.CoseKey;
import dev.keystile.webauthn.der.DerReader;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;

/** The public key of an attestation certificate. */
record AttestationKey(PublicKey key) {

    static AttestationKey of(X509Certificate certificate) {
        return new AttestationKey(certificate.getPublicKey());
    }

    /**
     * The SHA-1 hash of the key's bits, 20 bytes: method 1 of RFC 5280 §4.2.1.2. It names a key, and proves nothing. Empty for a
     * key whose bits are no whole bytes, which none that signs has.
     */
    Optional<ByteString> identifier() {
        try {
            DerReader info = new DerReader(ByteString.copyOf(key.getEncoded())).readSequence();
            info.skip();
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            info.readBitString().feed(sha1);
            return Optional.of(ByteString.copyOf(sha1.digest()));
        } catch (MalformedException e) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java platform lacks SHA-1, which every one must have", e);
        }
    }

    /** Whether one of the algorithms can be used with this key. */
    boolean fitsOneOf(Set<CoseAlgorithm> algorithms) {
        return algorithms.stream().anyMatch(this::fits);
    }

    private boolean fits(CoseAlgorithm algorithm) {
        try {
            return CoseKey.of(key, algorithm).algorithm().equals(algorithm);
        } catch (MalformedException e) {
            return false;
        }
    }
}
