package dev.keystile.webauthn.metadata;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keystile.webauthn.bytes.ByteString;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A BLOB in the making: header members and payload are JSON as text, so that any of them can be wrong. */
final class TestBlob {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final Map<String, String> header = new LinkedHashMap<>();
    private String payload = payload(7, "2019-10-01");
    private UnaryOperator<byte[]> signature = bytes -> bytes;

    private TestBlob() {}

    /** Names the algorithm only. */
    static TestBlob of(String algorithm) {
        return new TestBlob().header("typ", "\"JWT\"").header("alg", '"' + algorithm + '"');
    }

    /** By ES256, with these certificates. */
    static TestBlob es256(X509Certificate... x5c) {
        return of("ES256").x5c(x5c);
    }

    /** By RS256, with these certificates. */
    static TestBlob rs256(X509Certificate... x5c) {
        return of("RS256").x5c(x5c);
    }

    TestBlob x5c(X509Certificate... certificates) {
        return header(
                "x5c",
                Arrays.stream(certificates)
                        .map(TestBlob::base64)
                        .map(text -> '"' + text + '"')
                        .collect(Collectors.joining(",", "[", "]")));
    }

    TestBlob header(String name, String json) {
        header.put(name, json);
        return this;
    }

    TestBlob withoutHeader(String name) {
        header.remove(name);
        return this;
    }

    TestBlob payload(String json) {
        payload = json;
        return this;
    }

    TestBlob number(long number) {
        return payload(payload(number, "2019-10-01"));
    }

    /** Changes the signature's bytes after it was made. */
    TestBlob signature(UnaryOperator<byte[]> change) {
        signature = change;
        return this;
    }

    String signingInput() {
        String json = header.entrySet().stream()
                .map(member -> '"' + member.getKey() + "\":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
        return encode(json.getBytes(UTF_8)) + '.' + encode(payload.getBytes(UTF_8));
    }

    /** Signed as the header's algorithm wants it: ECDSA in JOSE's form. */
    ByteString signedBy(TestAuthority signer) {
        boolean ecdsa = header.getOrDefault("alg", "").contains("ES");
        String algorithm = ecdsa ? "SHA256withECDSAinP1363Format" : "SHA256withRSA";
        return signedBy(signer, algorithm);
    }

    ByteString signedBy(TestAuthority signer, String jcaAlgorithm) {
        return withSignature(signer.sign(signingInput().getBytes(US_ASCII), jcaAlgorithm));
    }

    ByteString withSignature(byte[] bytes) {
        return ascii(signingInput() + '.' + encode(signature.apply(bytes)));
    }

    static ByteString ascii(String text) {
        return ByteString.copyOf(text.getBytes(US_ASCII));
    }

    static String encode(byte[] bytes) {
        return BASE64URL.encodeToString(bytes);
    }

    static String base64(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    static String pem(X509Certificate... certificates) {
        return Arrays.stream(certificates)
                .map(certificate -> "-----BEGIN CERTIFICATE-----\n"
                        + base64(certificate).replaceAll("(.{64})", "$1\n")
                        + "\n-----END CERTIFICATE-----\n")
                .collect(Collectors.joining());
    }

    static String payload(long number, String nextUpdate, String... entries) {
        return payload(Long.toUnsignedString(number), nextUpdate, entries);
    }

    static String payload(String number, String nextUpdate, String... entries) {
        return """
                {"legalHeader": "These metadata are made for a test.", "no": %s, "nextUpdate": "%s", "entries": [%s]}""".formatted(number, nextUpdate, String.join(",", entries));
    }

    /** An entry of a FIDO2 authenticator, with a statement and these statuses. */
    static String entry(String aaguid, String... statuses) {
        return """
                {"aaguid": "%s", "metadataStatement": %s, "statusReports": %s, "timeOfLastStatusChange": "2019-01-02"}""".formatted(aaguid, statement("\"aaguid\": \"%s\"".formatted(aaguid)), reports(statuses));
    }

    static String reports(String... statuses) {
        return Arrays.stream(statuses)
                .map("{\"status\": \"%s\", \"effectiveDate\": \"2019-01-02\"}"::formatted)
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** A statement with as little as may be, and these members. */
    static String statement(String... members) {
        List<String> least = List.of(
                "\"description\": \"A test authenticator\"",
                "\"authenticationAlgorithms\": [\"secp256r1_ecdsa_sha256_raw\"]",
                "\"attestationTypes\": [\"basic_full\"]",
                "\"attestationRootCertificates\": []");
        return Stream.concat(
                        least.stream()
                                .filter(member -> Arrays.stream(members)
                                        .noneMatch(
                                                other -> other.startsWith(member.substring(0, member.indexOf(':'))))),
                        Arrays.stream(members))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
