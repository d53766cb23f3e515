package dev.keystile.conformance;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Metadata statements as JSON, with as little as may be. */
final class Statements {

    private Statements() {}

    /** Of a model that attests by certificates under this root. */
    static String certified(UUID aaguid, X509Certificate root, String... algorithms) {
        return statement(identifier(aaguid), "basic_full", root, algorithms);
    }

    /** Of a model that attests by the credential's own key alone. */
    static String surrogate(UUID aaguid, String... algorithms) {
        return statement(identifier(aaguid), "basic_surrogate", null, algorithms);
    }

    /** Of a U2F model, by its attestation certificate's key identifier in hexadecimal. */
    static String u2f(String keyIdentifier, X509Certificate root) {
        return statement(
                "\"attestationCertificateKeyIdentifiers\": [\"" + keyIdentifier + "\"]",
                "basic_full",
                root,
                "secp256r1_ecdsa_sha256_raw");
    }

    private static String identifier(UUID aaguid) {
        return "\"aaguid\": \"" + aaguid + '"';
    }

    private static String statement(
            String identifier, String attestationType, @Nullable X509Certificate root, String... algorithms) {
        return """
                {%s, "description": "A model of the tool's", "authenticatorVersion": 2, "schema": 3,
                 "upv": [{"major": 1, "minor": 0}], "authenticationAlgorithms": ["%s"],
                 "attestationTypes": ["%s"], "attestationRootCertificates": [%s]}""".formatted(
                        identifier,
                        String.join("\", \"", algorithms),
                        attestationType,
                        root == null ? "" : '"' + base64(root) + '"');
    }

    static String base64(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }
}
