package dev.keystile.webauthn.vectors;

import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.json.JsonArray;
import dev.keystile.webauthn.json.JsonObject;
import java.util.stream.Stream;

/** All ceremonies of the vectors' folder. */
public final class Ceremonies {

    private Ceremonies() {}

    /** The 15 registrations with their authentications of L3 §16. */
    public static Stream<W3cCeremony> w3c() {
        return VectorFile.read("w3c-webauthn-l3.json").stream()
                .filter(json -> text(json, "kind").equals("ceremony-pair"))
                .map(W3cCeremony::new);
    }

    /** The root certificate of the specification's attestations, in DER. */
    public static JsonObject w3cAttestationRoot() {
        return VectorFile.read("w3c-webauthn-l3.json").stream()
                .filter(json -> text(json, "kind").equals("attestation-root"))
                .findFirst()
                .orElseThrow();
    }

    /** The specification's inputs to the {@code prf} extension, with the outputs that are possible. */
    public static JsonObject w3cPrf() {
        return VectorFile.read("w3c-webauthn-l3.json").stream()
                .filter(json -> text(json, "kind").equals("prf-webauthn"))
                .findFirst()
                .orElseThrow();
    }

    /** The 104 recorded ones. */
    public static Stream<RecordedCeremony> recorded() {
        return VectorFile.read("real-authenticators.json").stream().map(RecordedCeremony::new);
    }

    static String text(JsonObject json, String member) {
        try {
            return json.requiredString(member);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    static JsonObject object(JsonObject json, String member) {
        try {
            return json.requiredObject(member);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    /** L3's {@code RegistrationResponseJSON} of what a vector holds of one. */
    static String registrationResponse(JsonObject registration) {
        String id = text(registration, "credentialId");
        return JsonObject.builder()
                .put("id", id)
                .put("rawId", id)
                .put("type", "public-key")
                .put(
                        "response",
                        JsonObject.builder()
                                .put("clientDataJSON", text(registration, "clientDataJSON"))
                                .put("attestationObject", text(registration, "attestationObject"))
                                .put("transports", JsonArray.of())
                                .build())
                .put("clientExtensionResults", JsonObject.builder().build())
                .build()
                .toJson();
    }

    /** L3's {@code AuthenticationResponseJSON} of what a vector holds of one. */
    static String authenticationResponse(String credentialId, JsonObject authentication) {
        return JsonObject.builder()
                .put("id", credentialId)
                .put("rawId", credentialId)
                .put("type", "public-key")
                .put(
                        "response",
                        JsonObject.builder()
                                .put("clientDataJSON", text(authentication, "clientDataJSON"))
                                .put("authenticatorData", text(authentication, "authenticatorData"))
                                .put("signature", text(authentication, "signature"))
                                .build())
                .put("clientExtensionResults", JsonObject.builder().build())
                .build()
                .toJson();
    }
}
