package dev.keystile.webauthn.der;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.security.cert.CertPath;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gate to the platform's X.509 parsers, which by themselves also read PEM, lists of PKCS #7, indefinite lengths and only
 * the first of several structures. Here it is one structure in DER and nothing else.
 */
public final class X509 {
    /** Certificates and revocation lists have about ten levels. */
    private static final int MAX_DEPTH = 32;

    private static final @Nullable Provider JDK = Security.getProvider("SUN");

    private X509() {}

    /**
     * The certificate that some bytes encode. Neither its signature nor its validity is checked.
     *
     * @param der one DER structure, which nothing follows
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
     * @param der one DER structure, which nothing follows
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

    /**
     * Certificates one after another as the path that they may be; nothing about it is checked.
     *
     * @param certificates the one to be certified first, each issuer behind what it issued
     */
    public static CertPath path(List<X509Certificate> certificates) {
        try {
            return factory().generateCertPath(certificates);
        } catch (CertificateException e) {
            throw new IllegalStateException("This Java platform takes no certificates of its own for a path", e);
        }
    }

    private static InputStream wellFormed(ByteString der) throws MalformedException {
        DerReader.requireWellFormed(der, MAX_DEPTH);
        return new ByteArrayInputStream(der.toByteArray());
    }

    /** The platform's parser throws more than it declares when extensions are malformed. */
    private static MalformedException unreadable(Exception cause) {
        return new MalformedException(Format.X509, "", "the platform cannot read it", cause);
    }

    /**
     * The JDK's own parser, where there is one, so that installing another provider changes neither what is read nor how fast:
     * Conscrypt's certificates are slow to compare.
     */
    private static CertificateFactory factory() {
        try {
            return JDK == null ? CertificateFactory.getInstance("X.509") : CertificateFactory.getInstance("X.509", JDK);
        } catch (CertificateException e) {
            throw new IllegalStateException("This Java platform lacks X.509, which every one must have", e);
        }
    }
}
