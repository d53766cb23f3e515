package dev.keystile.webauthn.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.upokecenter.cbor.CBORObject;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Each format holds what its section of L3 §8 verifies, as other people's parsers read it. */
class AttestationFormatsTest {
    private static final UUID AAGUID = UUID.fromString("0d2f6c1b-77aa-4d5f-8a10-92b1c4e0f7d3");

    private final AttestationAuthority authority =
            AttestationAuthority.builder().intermediate(true).seed(3).build();
    private final WebAuthnClient client = WebAuthnClient.at(Ceremonies.ORIGIN);

    @Nested
    class Tpm {

        @ParameterizedTest
        @CsvSource({
            "RS256, RS256, SHA256withRSA, SHA-256",
            "RS256, RS1, SHA1withRSA, SHA-1",
            "ES256, RS256, SHA256withRSA, SHA-256",
            "ES384, ES384, SHA384withECDSA, SHA-384",
            "ES256, ES256, SHA256withECDSA, SHA-256"
        })
        void certifiesTheCredentialsPublicArea(
                Algorithm credential, Algorithm attestationKey, String jcaName, String hash) throws Exception {
            Ceremonies.Registration registration = register(Attestation.tpm(authority, attestationKey), credential);

            CBORObject statement = registration.statement();
            assertThat(statement.get("ver").AsString()).isEqualTo("2.0");
            assertThat(statement.get("alg").AsInt32()).isEqualTo(attestationKey.cose());
            byte[] certInfo = statement.get("certInfo").GetByteString();
            verify(
                    jcaName,
                    registration.chain().get(0),
                    certInfo,
                    statement.get("sig").GetByteString());

            ByteBuffer attest = ByteBuffer.wrap(certInfo);
            assertThat(attest.getInt()).isEqualTo(0xff544347);
            assertThat(attest.getShort()).isEqualTo((short) 0x8017);
            assertThat(sized(attest)).hasSize(34);
            assertThat(sized(attest)).isEqualTo(Bytes.digest(hash, registration.signed()));
            attest.position(attest.position() + 17 + 8);
            byte[] pubArea = statement.get("pubArea").GetByteString();
            assertThat(sized(attest)).isEqualTo(Bytes.concat(new byte[] {0, 0x0b}, Bytes.sha256(pubArea)));
            sized(attest);
            assertThat(attest.hasRemaining()).isFalse();
            assertPublicAreaIsCredentials(ByteBuffer.wrap(pubArea), registration);
        }

        @Test
        void hasAnAttestationKeyCertificateAsTheProfileSays() throws Exception {
            Ceremonies.Registration registration = register(Attestation.tpm(authority), Algorithm.ES256);

            JcaX509CertificateHolder leaf =
                    new JcaX509CertificateHolder(registration.chain().get(0));
            assertThat(leaf.getSubject().getRDNs()).isEmpty();
            Extension alternativeName = leaf.getExtension(Extension.subjectAlternativeName);
            assertThat(alternativeName.isCritical()).isTrue();
            RDN[] names = directoryName(alternativeName);
            assertThat(names).hasSize(1);
            assertThat(names[0].getTypesAndValues())
                    .extracting(each -> each.getType().getId())
                    .containsExactlyInAnyOrder("2.23.133.2.1", "2.23.133.2.2", "2.23.133.2.3");
            assertThat(ExtendedKeyUsage.fromExtensions(leaf.getExtensions())
                            .hasKeyPurposeId(KeyPurposeId.getInstance(new ASN1ObjectIdentifier("2.23.133.8.3"))))
                    .isTrue();
            Ceremonies.validate(registration.chain(), authority.root());
        }

        @Test
        void writesSeparateNamesAsOtherMakersDo() throws Exception {
            Ceremonies.Registration registration =
                    register(Attestation.tpm(authority), Algorithm.ES256, TpmFault.separateNames());

            JcaX509CertificateHolder leaf =
                    new JcaX509CertificateHolder(registration.chain().get(0));
            assertThat(directoryName(leaf.getExtension(Extension.subjectAlternativeName)))
                    .hasSize(3);
        }

        @Test
        void namesTheObjectByAnotherHash() {
            CBORObject statement = register(
                            Attestation.tpm(authority), Algorithm.ES256, TpmFault.nameAlgorithm(TpmHash.SHA384))
                    .statement();

            ByteBuffer pubArea = ByteBuffer.wrap(statement.get("pubArea").GetByteString());
            assertThat(pubArea.getShort(2)).isEqualTo((short) 0x000c);
            byte[] name = Bytes.concat(new byte[] {0, 0x0c}, Bytes.digest("SHA-384", pubArea.array()));
            assertThat(statement.get("certInfo").GetByteString()).containsSequence(name);
        }

        @Test
        void hasNoKeysThatATpmHasNot() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> register(Attestation.tpm(authority), Algorithm.ED25519))
                    .withMessageContaining("a TPM has RSA keys");
        }

        private static RDN[] directoryName(Extension alternativeName) {
            GeneralName name =
                    GeneralNames.getInstance(alternativeName.getParsedValue()).getNames()[0];
            assertThat(name.getTagNo()).isEqualTo(GeneralName.directoryName);
            return X500Name.getInstance(name.getName()).getRDNs();
        }

        private static void assertPublicAreaIsCredentials(ByteBuffer area, Ceremonies.Registration registration)
                throws Exception {
            short type = area.getShort();
            assertThat(area.getShort()).isEqualTo((short) 0x000b);
            area.getInt();
            sized(area);
            assertThat(area.getInt()).isEqualTo(0x0010_0010);
            CBORObject key = registration.coseKey();
            if (type == 0x0001) {
                assertThat(area.getShort()).isEqualTo((short) 2048);
                assertThat(area.getInt()).isZero();
                assertThat(sized(area)).isEqualTo(parameter(key, -1));
                assertThat(parameter(key, -2)).containsExactly(1, 0, 1);
            } else {
                assertThat(type).isEqualTo((short) 0x0023);
                assertThat((int) area.getShort())
                        .isEqualTo(key.get(CBORObject.FromObject(-1)).AsInt32() == 1 ? 3 : 4);
                assertThat(area.getShort()).isEqualTo((short) 0x0010);
                assertThat(sized(area)).isEqualTo(parameter(key, -2));
                assertThat(sized(area)).isEqualTo(parameter(key, -3));
            }
            assertThat(area.hasRemaining()).isFalse();
        }

        private static byte[] sized(ByteBuffer structure) {
            byte[] bytes = new byte[structure.getShort()];
            structure.get(bytes);
            return bytes;
        }
    }

    @Nested
    class AndroidKey {
        private final Attestation attestation = Attestation.androidKey(authority);

        @Test
        void certifiesAndUsesTheCredentialsKey() throws Exception {
            Ceremonies.Registration registration = register(attestation, Algorithm.ES256);

            X509Certificate leaf = registration.chain().get(0);
            CBORObject statement = registration.statement();
            verify(
                    "SHA256withECDSA",
                    leaf,
                    registration.signed(),
                    statement.get("sig").GetByteString());
            assertThat(((ECPublicKey) leaf.getPublicKey()).getW().getAffineX())
                    .isEqualTo(new BigInteger(1, parameter(registration.coseKey(), -2)));
            Ceremonies.validate(registration.chain(), authority.root());
        }

        @Test
        void describesAKeyThatWasGeneratedInHardwareForSigning() throws Exception {
            Ceremonies.Registration registration = register(attestation, Algorithm.ES256);

            ASN1Sequence description = description(registration);
            assertThat(description.size()).isEqualTo(8);
            assertThat(ASN1Enumerated.getInstance(description.getObjectAt(1)).intValueExact())
                    .isEqualTo(1);
            assertThat(ASN1OctetString.getInstance(description.getObjectAt(4)).getOctets())
                    .isEqualTo(Bytes.sha256(registration.clientDataJson()));
            ASN1Sequence hardware = ASN1Sequence.getInstance(description.getObjectAt(7));
            ASN1Set purposes = ASN1Set.getInstance(authorization(hardware, 1), true);
            assertThat(ASN1Integer.getInstance(purposes.getObjectAt(0)).intValueExact())
                    .isEqualTo(2);
            assertThat(ASN1Integer.getInstance(authorization(hardware, 702), true)
                            .intValueExact())
                    .isZero();
        }

        @Test
        void putsEverythingIntoTheSoftwareListOnRequest() throws Exception {
            ASN1Sequence description =
                    description(register(attestation, Algorithm.ES256, AndroidKeyFault.enforcedBySoftware()));

            assertThat(ASN1Sequence.getInstance(description.getObjectAt(7))).isEmpty();
            ASN1Sequence software = ASN1Sequence.getInstance(description.getObjectAt(6));
            assertThat(ASN1Integer.getInstance(authorization(software, 702), true)
                            .intValueExact())
                    .isZero();
        }

        @Test
        void certifiesAStrangersKeyConsistentlyOnRequest() throws Exception {
            Ceremonies.Registration registration = register(attestation, Algorithm.ES256, ChainFault.strangersKey());

            X509Certificate leaf = registration.chain().get(0);
            verify(
                    "SHA256withECDSA",
                    leaf,
                    registration.signed(),
                    registration.statement().get("sig").GetByteString());
            assertThat(((ECPublicKey) leaf.getPublicKey()).getW().getAffineX())
                    .isNotEqualTo(new BigInteger(1, parameter(registration.coseKey(), -2)));
        }

        private static ASN1Sequence description(Ceremonies.Registration registration) throws Exception {
            return ASN1Sequence.getInstance(
                    new JcaX509CertificateHolder(registration.chain().get(0))
                            .getExtension(new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.1.17"))
                            .getParsedValue());
        }

        private static ASN1TaggedObject authorization(ASN1Sequence list, int tag) {
            return Arrays.stream(list.toArray())
                    .map(ASN1TaggedObject::getInstance)
                    .filter(element -> element.getTagNo() == tag)
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void appleCertifiesTheCredentialsKeyAndTheNonce() throws Exception {
        Ceremonies.Registration registration = register(Attestation.apple(authority), Algorithm.ES256);

        assertThat(registration.statement().getKeys()).containsExactly(CBORObject.FromObject("x5c"));
        JcaX509CertificateHolder leaf =
                new JcaX509CertificateHolder(registration.chain().get(0));
        ASN1Sequence extension =
                ASN1Sequence.getInstance(leaf.getExtension(new ASN1ObjectIdentifier("1.2.840.113635.100.8.2"))
                        .getParsedValue());
        ASN1TaggedObject nonce = ASN1TaggedObject.getInstance(extension.getObjectAt(0));
        assertThat(nonce.getTagNo()).isEqualTo(1);
        assertThat(ASN1OctetString.getInstance(nonce, true).getOctets()).isEqualTo(Bytes.sha256(registration.signed()));
        Ceremonies.validate(registration.chain(), authority.root());
    }

    @Test
    void fidoU2fSignsTheRawRegistrationMessage() throws Exception {
        Ceremonies.Registration registration = register(Attestation.fidoU2f(authority), Algorithm.ES256);

        CBORObject statement = registration.statement();
        assertThat(statement.getKeys())
                .containsExactlyInAnyOrder(CBORObject.FromObject("x5c"), CBORObject.FromObject("sig"));
        assertThat(registration.chain()).hasSize(1);
        byte[] message = Bytes.concat(
                new byte[1],
                Bytes.sha256(Ceremonies.RP_ID.getBytes()),
                Bytes.sha256(registration.clientDataJson()),
                registration.credentialId(),
                new byte[] {4},
                parameter(registration.coseKey(), -2),
                parameter(registration.coseKey(), -3));
        verify(
                "SHA256withECDSA",
                registration.chain().get(0),
                message,
                statement.get("sig").GetByteString());
        Ceremonies.validate(registration.chain(), authority.root());
    }

    @Test
    void fidoU2fUsesAKeyOnAnotherCurveOnRequest() throws Exception {
        Ceremonies.Registration registration =
                register(Attestation.fidoU2f(authority), Algorithm.ES256, ChainFault.keyOnCurveOf(Algorithm.ES384));

        ECPublicKey key = (ECPublicKey) registration.chain().get(0).getPublicKey();
        assertThat(key.getParams().getCurve().getField().getFieldSize()).isEqualTo(384);
    }

    @Test
    void safetyNetSignsAVerdictForTheNonce() throws Exception {
        Clock clock = Clock.fixed(Instant.parse("2024-05-06T07:08:09Z"), ZoneOffset.UTC);
        Ceremonies.Registration registration =
                register(Attestation.androidSafetyNet(authority, clock), Algorithm.ES256);

        String[] jws = new String(registration.statement().get("response").GetByteString()).split("\\.");
        JsonNode header = Ceremonies.json(new String(Base64.getUrlDecoder().decode(jws[0])));
        JsonNode payload = Ceremonies.json(new String(Base64.getUrlDecoder().decode(jws[1])));
        X509Certificate leaf = Ceremonies.certificate(
                Base64.getDecoder().decode(header.get("x5c").get(0).asString()));
        assertThat(header.get("alg").asString()).isEqualTo("RS256");
        verify(
                "SHA256withRSA",
                leaf,
                (jws[0] + "." + jws[1]).getBytes(),
                Base64.getUrlDecoder().decode(jws[2]));
        assertThat(leaf.getSubjectAlternativeNames().iterator().next().get(1)).isEqualTo("attest.android.com");
        assertThat(Base64.getDecoder().decode(payload.get("nonce").asString()))
                .isEqualTo(Bytes.sha256(registration.signed()));
        assertThat(payload.get("ctsProfileMatch").asBoolean()).isTrue();
        assertThat(payload.get("timestampMs").asLong()).isEqualTo(clock.millis());
    }

    @Test
    void compoundHoldsTheStatementsOfSeveralFormats() throws Exception {
        Ceremonies.Registration registration = register(
                Attestation.compound(Attestation.self(), Attestation.packed(authority)),
                Algorithm.ES256,
                CompoundFault.inside(1, Fault.statement("alg").is(-8L)));

        CBORObject statements = registration.statement();
        assertThat(registration.attestationObject().get("fmt").AsString()).isEqualTo("compound");
        assertThat(statements.size()).isEqualTo(2);
        assertThat(statements.get(0).get("fmt").AsString()).isEqualTo("packed");
        assertThat(statements.get(0).get("attStmt").get("alg").AsInt32()).isEqualTo(-7);
        assertThat(statements.get(1).get("attStmt").get("alg").AsInt32()).isEqualTo(-8);
        verify(
                "SHA256withECDSA",
                Ceremonies.certificate(
                        statements.get(1).get("attStmt").get("x5c").get(0).GetByteString()),
                registration.signed(),
                statements.get(1).get("attStmt").get("sig").GetByteString());
    }

    @Test
    void rsaKeysOfTpmsAreTheCredentials() throws Exception {
        Ceremonies.Registration registration =
                register(Attestation.tpm(authority), Algorithm.RS256, TpmFault.publicAreaOfStranger(Algorithm.RS256));

        byte[] pubArea = registration.statement().get("pubArea").GetByteString();
        RSAPublicKey attestationKey = (RSAPublicKey) registration.chain().get(0).getPublicKey();
        assertThat(attestationKey.getModulus().bitLength()).isEqualTo(2048);
        assertThat(Arrays.copyOfRange(pubArea, pubArea.length - 256, pubArea.length))
                .isNotEqualTo(parameter(registration.coseKey(), -1));
    }

    private Ceremonies.Registration register(Attestation attestation, Algorithm algorithm, Fault... faults) {
        SoftwareAuthenticator authenticator = SoftwareAuthenticator.builder()
                .aaguid(AAGUID)
                .algorithms(algorithm)
                .attestation(attestation)
                .seed(5)
                .build();
        return Ceremonies.Registration.of(client.create(Ceremonies.creation(algorithm), authenticator, faults));
    }

    private static void verify(String algorithm, X509Certificate certificate, byte[] signed, byte[] signature)
            throws Exception {
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(certificate.getPublicKey());
        verifier.update(signed);
        assertThat(verifier.verify(signature)).isTrue();
    }

    private static byte[] parameter(CBORObject coseKey, int label) {
        return coseKey.get(CBORObject.FromObject(label)).GetByteString();
    }
}
