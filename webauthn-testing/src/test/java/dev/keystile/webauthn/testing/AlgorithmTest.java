package dev.keystile.webauthn.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.upokecenter.cbor.CBOREncodeOptions;
import com.upokecenter.cbor.CBORObject;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Signatures verify under the key that the authenticator data carry, decoded by another CBOR reader. */
class AlgorithmTest {
    private final WebAuthnClient client = WebAuthnClient.at(Ceremonies.ORIGIN);

    static Stream<Algorithm> supported() {
        return Arrays.stream(Algorithm.values()).filter(Algorithm::isSupported);
    }

    @Test
    void everyJvmHasTheClassicalOnes() {
        assertThat(supported())
                .contains(
                        Algorithm.ES256,
                        Algorithm.ES384,
                        Algorithm.ES512,
                        Algorithm.ESP256,
                        Algorithm.ESP384,
                        Algorithm.ESP512,
                        Algorithm.EDDSA,
                        Algorithm.ED25519,
                        Algorithm.ED448,
                        Algorithm.RS256,
                        Algorithm.RS384,
                        Algorithm.RS512,
                        Algorithm.RS1,
                        Algorithm.PS256,
                        Algorithm.PS384,
                        Algorithm.PS512);
        if (Runtime.version().feature() >= 24) {
            assertThat(supported()).contains(Algorithm.ML_DSA_44, Algorithm.ML_DSA_65, Algorithm.ML_DSA_87);
        }
    }

    @ParameterizedTest
    @MethodSource("supported")
    void signsUnderTheAttestedKey(Algorithm algorithm) throws Exception {
        SoftwareAuthenticator authenticator =
                SoftwareAuthenticator.builder().algorithms(algorithm).build();
        Ceremonies.Registration registration =
                Ceremonies.Registration.of(client.create(Ceremonies.creation(algorithm), authenticator));

        JsonNode response =
                Ceremonies.json(client.get(Ceremonies.request(), authenticator)).get("response");

        CBORObject coseKey = registration.coseKey();
        assertThat(coseKey.get(CBORObject.FromObject(3)).AsInt32()).isEqualTo(algorithm.cose());
        assertThat(coseKey.EncodeToBytes(new CBOREncodeOptions("ctap2Canonical=true")))
                .isEqualTo(Cbor.write(
                        algorithm.coseKey(authenticator.newestCredential().publicKey())));
        PublicKey key = publicKey(coseKey);
        assertThat(key).isEqualTo(authenticator.newestCredential().publicKey());
        Signature signature = signature(algorithm);
        signature.initVerify(key);
        signature.update(Ceremonies.bytes(response, "authenticatorData"));
        signature.update(Bytes.sha256(Ceremonies.bytes(response, "clientDataJSON")));
        assertThat(signature.verify(Ceremonies.bytes(response, "signature"))).isTrue();
    }

    /** Of the RSA algorithms only the one whose signatures are random as well: their keys are slow to make. */
    static Stream<Algorithm> supportedAndQuick() {
        return supported().filter(algorithm -> algorithm == Algorithm.PS256 || !algorithm.isRsa());
    }

    @ParameterizedTest
    @MethodSource("supportedAndQuick")
    void repeatsItselfWithTheSameSeed(Algorithm algorithm) {
        assertThat(ceremonies(algorithm)).isEqualTo(ceremonies(algorithm));
    }

    private String ceremonies(Algorithm algorithm) {
        SoftwareAuthenticator authenticator = SoftwareAuthenticator.builder()
                .algorithms(algorithm)
                .attestation(Attestation.self())
                .seed(42)
                .build();
        return client.create(Ceremonies.creation(algorithm), authenticator)
                + client.get(Ceremonies.request(), authenticator);
    }

    private static Signature signature(Algorithm algorithm) throws Exception {
        return switch (algorithm) {
            case ES256, ESP256, ES256K -> Signature.getInstance("SHA256withECDSA");
            case ES384, ESP384 -> Signature.getInstance("SHA384withECDSA");
            case ES512, ESP512 -> Signature.getInstance("SHA512withECDSA");
            case EDDSA, ED25519, ED448 -> Signature.getInstance("EdDSA");
            case RS256 -> Signature.getInstance("SHA256withRSA");
            case RS384 -> Signature.getInstance("SHA384withRSA");
            case RS512 -> Signature.getInstance("SHA512withRSA");
            case RS1 -> Signature.getInstance("SHA1withRSA");
            case PS256 -> pss(MGF1ParameterSpec.SHA256, 32);
            case PS384 -> pss(MGF1ParameterSpec.SHA384, 48);
            case PS512 -> pss(MGF1ParameterSpec.SHA512, 64);
            case ML_DSA_44, ML_DSA_65, ML_DSA_87 -> Signature.getInstance("ML-DSA");
        };
    }

    private static Signature pss(MGF1ParameterSpec mask, int saltLength) throws Exception {
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(new PSSParameterSpec(mask.getDigestAlgorithm(), "MGF1", mask, saltLength, 1));
        return signature;
    }

    private static PublicKey publicKey(CBORObject coseKey) throws Exception {
        int keyType = coseKey.get(CBORObject.FromObject(1)).AsInt32();
        return switch (keyType) {
            case 1 ->
                rawKey(
                        "Ed",
                        coseKey.get(CBORObject.FromObject(-1)).AsInt32() == 6 ? "1.3.101.112" : "1.3.101.113",
                        parameter(coseKey, -2));
            case 2 -> ecKey(coseKey);
            case 3 ->
                KeyFactory.getInstance("RSA")
                        .generatePublic(new RSAPublicKeySpec(
                                new BigInteger(1, parameter(coseKey, -1)), new BigInteger(1, parameter(coseKey, -2))));
            case 7 ->
                rawKey(
                        "ML-DSA",
                        "2.16.840.1.101.3.4.3."
                                + (17
                                        - 48
                                        - coseKey.get(CBORObject.FromObject(3)).AsInt32()),
                        parameter(coseKey, -1));
            default -> throw new AssertionError("key type " + keyType);
        };
    }

    private static PublicKey ecKey(CBORObject coseKey) throws Exception {
        String[] curves = {"", "secp256r1", "secp384r1", "secp521r1"};
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec(
                curves[coseKey.get(CBORObject.FromObject(-1)).AsInt32()]));
        ECPoint point =
                new ECPoint(new BigInteger(1, parameter(coseKey, -2)), new BigInteger(1, parameter(coseKey, -3)));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
    }

    private static PublicKey rawKey(String family, String oid, byte[] raw) throws Exception {
        SubjectPublicKeyInfo info =
                new SubjectPublicKeyInfo(new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid)), raw);
        return KeyFactory.getInstance(family.equals("Ed") ? "EdDSA" : family)
                .generatePublic(new X509EncodedKeySpec(info.getEncoded()));
    }

    private static byte[] parameter(CBORObject coseKey, int label) {
        return coseKey.get(CBORObject.FromObject(label)).GetByteString();
    }
}
