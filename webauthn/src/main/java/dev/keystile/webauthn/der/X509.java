package dev.keystile.webauthn.der;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;

/**
 * The gate to the platform's X.509 parsers, which by themselves also read PEM, lists of PKCS #7, indefinite lengths and only
 * the first of several structures. Here it is one structure in DER and nothing else.
 */
public final class X509 {
    /** Certificates and revocation lists have about ten levels. */
    private static final int MAX_DEPTH = 32;

    private X509() {}

    /**
     * The certificate that some bytes encode. Neither its signature nor its validity is checked.
     *
     * @throws MalformedException ({@link Format#X509} or {@link Format#DER}) for anything else
     */
    public static X509Certificate certificate(ByteString der) throws MalformedException {
        InputStream wellFormed = wellFormed(der);
        CertificateFactory factory = factory();
        try {
            if (factory.generateCertificate(wellFormed) instanceof X509Certificate certificate) {
                return certificate;
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            throw unreadable(e);
        }
        throw new MalformedException(Format.X509, "", "not a certificate");
    }

    /**
     * The revocation list that some bytes encode. Neither its signature nor its validity is checked.
     *
     * @throws MalformedException ({@link Format#X509} or {@link Format#DER}) for anything else
     */
    public static X509CRL revocationList(ByteString der) throws MalformedException {
        InputStream wellFormed = wellFormed(der);
        CertificateFactory factory = factory();
        try {
            if (factory.generateCRL(wellFormed) instanceof X509CRL list) {
                return list;
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            throw unreadable(e);
        }
        throw new MalformedException(Format.X509, "", "not a revocation list");
    }

    private static InputStream wellFormed(ByteString der) throws MalformedException {
        DerReader.requireWellFormed(der, MAX_DEPTH);
        return new ByteArrayInputStream(der.toByteArray());
    }

    /** The platform's parser throws more than it declares when extensions are malformed. */
    private static MalformedException unreadable(Exception cause) {
        return new MalformedException(Format.X509, "", "the platform cannot read it", cause);
    }

    private static CertificateFactory factory() {
        try {
            return CertificateFactory.getInstance("X.509");
        } catch (CertificateException e) {
            throw new IllegalStateException("This Java platform lacks X.509, which every one must have", e);
        }
    }
}
