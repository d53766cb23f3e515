package dev.keystile.webauthn.testing;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts of an X.509 certificate before they are signed. */
final class CertificateDraft {
    static final String BASIC_CONSTRAINTS = "2.5.29.19";
    static final String KEY_USAGE = "2.5.29.15";
    static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
    static final String AAGUID = "1.3.6.1.4.1.45724.1.1.4";
    private static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";
    private static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";

    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_CERT_SIGN = 5;
    private static final int CRL_SIGN = 6;

    int version = 3;
    DistinguishedName subject;
    DistinguishedName issuer;
    Instant notBefore;
    Instant notAfter;
    PublicKey publicKey;
    SigningKey issuerKey;
    BigInteger serialNumber;
    final Map<String, Extension> extensions = new LinkedHashMap<>();
    /** What follows the certificate where nothing may. */
    byte[] leftover = {};

    /** An extension; the value is what stands inside the octet string. */
    record Extension(boolean critical, byte[] value) {}

    private CertificateDraft(
            DistinguishedName subject,
            PublicKey publicKey,
            DistinguishedName issuer,
            SigningKey issuerKey,
            Instant notBefore,
            Instant notAfter) {
        this.subject = subject;
        this.publicKey = publicKey;
        this.issuer = issuer;
        this.issuerKey = issuerKey;
        this.notBefore = notBefore;
        this.notAfter = notAfter;
        this.serialNumber = serialNumber(subject, publicKey);
    }

    /** A certificate authority's certificate, self-signed when it is its own issuer. */
    static CertificateDraft ofAuthority(
            DistinguishedName subject,
            PublicKey publicKey,
            DistinguishedName issuer,
            SigningKey issuerKey,
            Instant notBefore,
            Instant notAfter) {
        CertificateDraft draft = new CertificateDraft(subject, publicKey, issuer, issuerKey, notBefore, notAfter);
        draft.basicConstraints(true);
        draft.extension(KEY_USAGE, true, Der.namedBits(KEY_CERT_SIGN, CRL_SIGN));
        draft.identifyKeys(!publicKey.equals(issuerKey.publicKey()));
        return draft;
    }

    /** A certificate of something that certifies no others. */
    static CertificateDraft ofEndEntity(
            DistinguishedName subject,
            PublicKey publicKey,
            DistinguishedName issuer,
            SigningKey issuerKey,
            Instant notBefore,
            Instant notAfter) {
        CertificateDraft draft = new CertificateDraft(subject, publicKey, issuer, issuerKey, notBefore, notAfter);
        draft.basicConstraints(false);
        draft.extension(KEY_USAGE, true, Der.namedBits(DIGITAL_SIGNATURE));
        draft.identifyKeys(true);
        return draft;
    }

    void basicConstraints(boolean authority) {
        extension(BASIC_CONSTRAINTS, true, authority ? Der.sequence(Der.bool(true)) : Der.sequence());
    }

    void extension(String oid, boolean critical, byte[] value) {
        extensions.put(oid, new Extension(critical, value));
    }

    private void identifyKeys(boolean issuedByOther) {
        extension(SUBJECT_KEY_IDENTIFIER, false, Der.octetString(keyIdentifier(publicKey)));
        if (issuedByOther) {
            byte[] issuerIdentifier = keyIdentifier(issuerKey.publicKey());
            extension(AUTHORITY_KEY_IDENTIFIER, false, Der.sequence(Der.implicit(0, issuerIdentifier)));
        }
    }

    /** The first method of RFC 5280 §4.2.1.2. */
    private static byte[] keyIdentifier(PublicKey key) {
        return Bytes.digest("SHA-1", Der.subjectPublicKey(key.getEncoded()));
    }

    byte[] signed(SecureRandom random) {
        byte[] toBeSigned = toBeSigned();
        byte[] signature = issuerKey.sign(random, toBeSigned);
        return Bytes.concat(
                Der.sequence(toBeSigned, issuerKey.algorithm().x509Identifier(), Der.bitString(signature)), leftover);
    }

    byte[] toBeSigned() {
        List<byte[]> parts = new ArrayList<>();
        if (version > 1) {
            parts.add(Der.explicit(0, Der.integer(version - 1)));
        }
        parts.add(Der.integer(serialNumber));
        parts.add(issuerKey.algorithm().x509Identifier());
        parts.add(issuer.encoded());
        parts.add(Der.sequence(Der.time(notBefore), Der.time(notAfter)));
        parts.add(subject.encoded());
        parts.add(publicKey.getEncoded());
        if (version > 2 && !extensions.isEmpty()) {
            parts.add(Der.explicit(3, Der.sequence(encodedExtensions())));
        }
        return Der.sequence(parts);
    }

    /** The same for the same subject and key, so that what is issued again is the same certificate. */
    private static BigInteger serialNumber(DistinguishedName subject, PublicKey publicKey) {
        byte[] digest = Bytes.sha256(subject.encoded(), publicKey.getEncoded());
        return new BigInteger(1, digest).shiftRight(128).setBit(126).clearBit(127);
    }

    private List<byte[]> encodedExtensions() {
        List<byte[]> encoded = new ArrayList<>();
        extensions.forEach((oid, extension) -> encoded.add(
                extension.critical()
                        ? Der.sequence(Der.oid(oid), Der.bool(true), Der.octetString(extension.value()))
                        : Der.sequence(Der.oid(oid), Der.octetString(extension.value()))));
        return encoded;
    }
}
