package dev.keystile.fuzz;

import dev.keystile.webauthn.bytes.ByteString;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A revocation list with one entry and an extension. */
final class RevocationListSample {
    private RevocationListSample() {}

    static ByteString encoded() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            KeyPair keys = generator.generateKeyPair();
            Date now = Date.from(Samples.NOW);
            X509v2CRLBuilder list = new X509v2CRLBuilder(new X500Name("CN=Example"), now);
            list.setNextUpdate(Date.from(Samples.NOW.plusSeconds(86_400)));
            list.addCRLEntry(BigInteger.TEN, now, CRLReason.keyCompromise);
            list.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.ONE));
            return ByteString.copyOf(list.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                    .getEncoded());
        } catch (GeneralSecurityException | OperatorCreationException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
