package dev.keystile.fuzz;

import dev.keystile.webauthn.bytes.ByteString;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A root, a certificate under it that says where its revocation list is, and that list. */
public final class TestCertification {
    private static final X500Name ROOT = new X500Name("CN=Example Root");
    private static final TestCertification INSTANCE = new TestCertification();

    private final KeyPair rootKeys;
    private final KeyPair keys;

    /** The root's certificate, signed by itself. */
    public final X509Certificate root;

    /** The certificate under it. */
    public final X509Certificate certificate;

    /** The root's revocation list, in DER. */
    public final ByteString revocationList;

    private TestCertification() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            rootKeys = generator.generateKeyPair();
            keys = generator.generateKeyPair();
            root = certificate(ROOT, rootKeys, true);
            certificate = certificate(new X500Name("CN=Example"), keys, false);
            revocationList = list();
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one of this process. */
    public static TestCertification get() {
        return INSTANCE;
    }

    /** A signature by the certificate's key: r and s side by side, as in JSON Web Signatures. */
    public byte[] sign(byte[] data) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(keys.getPrivate());
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private X509Certificate certificate(X500Name subject, KeyPair subjectKeys, boolean authority)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        JcaX509v3CertificateBuilder draft = new JcaX509v3CertificateBuilder(
                ROOT,
                BigInteger.valueOf(authority ? 1 : 2),
                Date.from(Samples.NOW.minusSeconds(86_400)),
                Date.from(Samples.NOW.plusSeconds(86_400)),
                subject,
                subjectKeys.getPublic());
        draft.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        if (!authority) {
            draft.addExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
                new DistributionPoint(listName(), null, null)
            }));
        }
        return new JcaX509CertificateConverter().getCertificate(draft.build(signer()));
    }

    private ByteString list() throws OperatorCreationException, IOException {
        X509v2CRLBuilder draft = new X509v2CRLBuilder(ROOT, Date.from(Samples.NOW));
        draft.setNextUpdate(Date.from(Samples.NOW.plusSeconds(86_400)));
        draft.addCRLEntry(BigInteger.TEN, Date.from(Samples.NOW), CRLReason.keyCompromise);
        draft.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.ONE));
        draft.addExtension(
                Extension.issuingDistributionPoint, true, new IssuingDistributionPoint(listName(), false, false));
        return ByteString.copyOf(draft.build(signer()).getEncoded());
    }

    private static DistributionPointName listName() {
        return new DistributionPointName(new GeneralNames(
                new GeneralName(GeneralName.uniformResourceIdentifier, "http://example.org/root.crl")));
    }

    private ContentSigner signer() throws OperatorCreationException {
        return new JcaContentSignerBuilder("SHA256withECDSA").build(rootKeys.getPrivate());
    }
}
