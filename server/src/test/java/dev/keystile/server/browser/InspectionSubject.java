package dev.keystile.server.browser;

import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.testing.Attestation;
import dev.keystile.webauthn.testing.AttestationAuthority;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import dev.keystile.webauthn.testing.WebAuthnClient;

/** Something to look into. */
final class InspectionSubject {

    private InspectionSubject() {}

    static String registration() {
        String options = """
                {"rp": {"id": "example.org", "name": "Example"},
                 "user": {"id": "AAECAw", "name": "<b>ada</b>", "displayName": "Ada"},
                 "challenge": "AAECAwQFBgcICQoLDA0ODw", "pubKeyCredParams": [{"type": "public-key", "alg": -7}]}
                """;
        SoftwareAuthenticator authenticator = SoftwareAuthenticator.builder()
                .attestation(Attestation.packed(AttestationAuthority.create()))
                .build();
        return WebAuthnClient.at("https://example.org")
                .conveyingAttestationAlways()
                .create(options, authenticator);
    }

    static String attestationObject() {
        try {
            return JsonObject.parse(registration()).requiredObject("response").requiredString("attestationObject");
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }
}
