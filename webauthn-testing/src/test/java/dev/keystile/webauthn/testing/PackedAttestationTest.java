package dev.keystile.webauthn.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.upokecenter.cbor.CBORObject;
import java.security.Signature;
import java.security.cert.CertPathValidatorException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;

class PackedAttestationTest {
    private static final UUID AAGUID = UUID.fromString("8ac3e2f4-1d20-4f3b-9c55-0d1f6c8b7a11");

    private final AttestationAuthority authority =
            AttestationAuthority.builder().intermediate(true).seed(7).build();
    private final SoftwareAuthenticator authenticator = SoftwareAuthenticator.builder()
            .aaguid(AAGUID)
            .attestation(Attestation.packed(authority))
            .seed(8)
            .build();
    private final WebAuthnClient client = WebAuthnClient.at(Ceremonies.ORIGIN);

    @Test
    void signsWithTheCertifiedKey() throws Exception {
        Ceremonies.Registration registration = register();

        CBORObject statement = registration.statement();
        assertThat(registration.attestationObject().get("fmt").AsString()).isEqualTo("packed");
        assertThat(statement.get("alg").AsInt32()).isEqualTo(-7);
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initVerify(registration.chain().get(0));
        signature.update(registration.signed());
        assertThat(signature.verify(statement.get("sig").GetByteString())).isTrue();
    }

    @Test
    void carriesAChainThatPkixAccepts() throws Exception {
        List<X509Certificate> chain = register().chain();

        assertThat(chain).hasSize(2);
        Ceremonies.validate(chain, authority.root());
        assertThat(chain.get(0)).isEqualTo(authenticator.attestationCertificate());
        assertThat(chain.get(1)).isEqualTo(authority.intermediate().orElseThrow());
    }

    @Test
    void certifiesWhatTheSpecificationDemands() throws Exception {
        X509Certificate leaf = register().chain().get(0);
        X509CertificateHolder holder = new X509CertificateHolder(leaf.getEncoded());

        assertThat(holder.getVersionNumber()).isEqualTo(3);
        assertThat(holder.getSubject())
                .hasToString("C=AA,O=Keystile Testing,OU=Authenticator Attestation,CN=Software Authenticator");
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
        assertThat(ASN1OctetString.getInstance(holder.getExtension(new ASN1ObjectIdentifier("1.3.6.1.4.1.45724.1.1.4"))
                                .getParsedValue())
                        .getOctets())
                .isEqualTo(Bytes.of(AAGUID));
    }

    @Test
    void isTheSameCertificateEachTime() {
        assertThat(register().statement().get("x5c"))
                .isEqualTo(register().statement().get("x5c"));
    }

    @Test
    void breaksOneCertificateAndSignsItProperly() throws Exception {
        List<X509Certificate> chain = register(ChainFault.leaf().expired()).chain();

        assertThatExceptionOfType(CertPathValidatorException.class)
                .isThrownBy(() -> Ceremonies.validate(chain, authority.root()))
                .satisfies(e -> assertThat(e.getReason()).isEqualTo(CertPathValidatorException.BasicReason.EXPIRED));
        chain.get(0).verify(chain.get(1).getPublicKey());
    }

    @Test
    void breaksTheIntermediate() throws Exception {
        List<X509Certificate> chain =
                register(ChainFault.intermediate().authority(false)).chain();

        assertThatExceptionOfType(CertPathValidatorException.class)
                .isThrownBy(() -> Ceremonies.validate(chain, authority.root()));
        chain.get(0).verify(chain.get(1).getPublicKey());
        chain.get(1).verify(authority.root().getPublicKey());
    }

    @Test
    void includesTheRootOnRequest() throws Exception {
        List<X509Certificate> chain = register(ChainFault.rootIncluded()).chain();

        assertThat(chain).hasSize(3).last().isEqualTo(authority.root());
    }

    @Test
    void givesNothingAwayWhenNobodyAsked() {
        String options = Ceremonies.creation().replace("direct", "none");

        assertThat(Ceremonies.Registration.of(client.create(options, authenticator))
                        .attestationObject()
                        .get("fmt")
                        .AsString())
                .isEqualTo("none");
    }

    @Test
    void picksTheFormatThatTheRelyingPartyPrefers() {
        String options =
                Ceremonies.creation().replace("\"direct\"", "\"direct\", \"attestationFormats\": [\"tpm\", \"none\"]");
        SoftwareAuthenticator versatile =
                authenticator.withAttestation(Attestation.packed(authority), Attestation.none());

        assertThat(Ceremonies.Registration.of(client.create(options, versatile))
                        .attestationObject()
                        .get("fmt")
                        .AsString())
                .isEqualTo("none");
    }

    private Ceremonies.Registration register(Fault... faults) {
        return Ceremonies.Registration.of(client.create(Ceremonies.creation(), authenticator, faults));
    }
}
