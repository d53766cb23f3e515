package dev.keystile.webauthn.der;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CRL;
import java.security.cert.Certificate;
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
        Certificate certificate = parse(der, CertificateFactory::generateCertificate);
        if (certificate instanceof X509Certificate x509) {
            return x509;
        }
        throw new MalformedException(Format.X509, "", "not a certificate");
    }

    /**
     * The revocation list that some bytes encode. Neither its signature nor its validity is checked.
     *
     * @throws MalformedException ({@link Format#X509} or {@link Format#DER}) for anything else
     */
    public static X509CRL revocationList(ByteString der) throws MalformedException {
        CRL list = parse(der, CertificateFactory::generateCRL);
        if (list instanceof X509CRL x509) {
            return x509;
        }
        throw new MalformedException(Format.X509, "", "not a revocation list");
    }

    private interface Parser<T> {
        T parse(CertificateFactory factory, InputStream der) throws GeneralSecurityException;
    }

    private static <T> T parse(ByteString der, Parser<T> parser) throws MalformedException {
        DerReader.requireWellFormed(der, MAX_DEPTH);
        CertificateFactory factory = factory();
        try {
            return parser.parse(factory, new ByteArrayInputStream(der.toByteArray()));
        } catch (GeneralSecurityException | RuntimeException e) {
            // The platform's parser throws more than it declares when extensions are malformed.
            throw new MalformedException(Format.X509, "", "the platform cannot read it", e);
        }
    }

    private static CertificateFactory factory() {
        try {
            return CertificateFactory.getInstance("X.509");
        } catch (CertificateException e) {
            throw new IllegalStateException("This Java platform lacks X.509, which every one must have", e);
        }
    }
}
