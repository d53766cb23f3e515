package dev.keystile.webauthn.testing;

import com.upokecenter.cbor.CBORObject;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Options as a relying party would write them, and responses as other people's readers see them. */
final class Ceremonies {
    static final String RP_ID = "example.org";
    static final String ORIGIN = "https://example.org";
    static final String CHALLENGE = "AAECAwQFBgcICQoLDA0ODw";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Ceremonies() {}

    /** Creation options that ask for attestation and offer these algorithms. */
    static String creation(Algorithm... algorithms) {
        String parameters = Arrays.stream(algorithms)
                .map(algorithm -> "{\"type\": \"public-key\", \"alg\": " + algorithm.cose() + "}")
                .collect(Collectors.joining(","));
        return """
                {"rp": {"id": "example.org", "name": "Example"},
                 "user": {"id": "dXNlcg", "name": "kim", "displayName": "Kim"},
                 "challenge": "%s",
                 "pubKeyCredParams": [%s],
                 "authenticatorSelection": {"residentKey": "required", "userVerification": "required"},
                 "attestation": "direct"}
                """.formatted(CHALLENGE, parameters);
    }

    static String creation() {
        return creation(Algorithm.ES256);
    }

    static String request() {
        return "{\"rpId\": \"example.org\", \"challenge\": \"" + CHALLENGE + "\"}";
    }

    static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    static X509Certificate certificate(byte[] der) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    /** Has the JDK validate the path, from leaf to what the anchor issued. */
    static void validate(List<X509Certificate> chain, X509Certificate anchor) throws GeneralSecurityException {
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(chain);
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
        parameters.setRevocationEnabled(false);
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }

    static byte[] bytes(JsonNode parent, String member) {
        return Base64.getUrlDecoder().decode(parent.get(member).asString());
    }

    /** A registration response, taken apart. */
    record Registration(JsonNode json) {
        static Registration of(String text) {
            return new Registration(Ceremonies.json(text));
        }

        byte[] clientDataJson() {
            return bytes(json.get("response"), "clientDataJSON");
        }

        CBORObject attestationObject() {
            return CBORObject.DecodeFromBytes(bytes(json.get("response"), "attestationObject"));
        }

        CBORObject statement() {
            return attestationObject().get("attStmt");
        }

        byte[] authenticatorData() {
            return attestationObject().get("authData").GetByteString();
        }

        byte[] credentialId() {
            byte[] data = authenticatorData();
            int length = (data[53] & 0xff) << 8 | data[54] & 0xff;
            return Arrays.copyOfRange(data, 55, 55 + length);
        }

        CBORObject coseKey() {
            byte[] data = authenticatorData();
            return CBORObject.DecodeSequenceFromBytes(
                    Arrays.copyOfRange(data, 55 + credentialId().length, data.length))[0];
        }

        /** The certificates of the statement, leaf first. */
        List<X509Certificate> chain() throws CertificateException {
            List<X509Certificate> chain = new ArrayList<>();
            for (CBORObject element : statement().get("x5c").getValues()) {
                chain.add(certificate(element.GetByteString()));
            }
            return chain;
        }

        /** What attestation signatures are over. */
        byte[] signed() {
            return Bytes.concat(authenticatorData(), Bytes.sha256(clientDataJson()));
        }
    }
}
