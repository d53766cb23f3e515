package dev.keystile.webauthn.registration;

import dev.keystile.webauthn.attestation.AttestationConveyance;
import dev.keystile.webauthn.attestation.AttestationFormat;
import dev.keystile.webauthn.authenticator.AuthenticatorAttachment;
import dev.keystile.webauthn.authenticator.UserVerification;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.client.Hint;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.credential.CredentialDescriptor;
import dev.keystile.webauthn.credential.UserEntity;
import dev.keystile.webauthn.credential.UserHandle;
import dev.keystile.webauthn.extension.RegistrationExtensions;
import dev.keystile.webauthn.internal.stored.StoredJson;
import dev.keystile.webauthn.json.JsonArray;
import dev.keystile.webauthn.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** L3's {@code PublicKeyCredentialCreationOptionsJSON}, written and read back. */
final class CreationOptionsJson {

    private static final Set<String> MEMBERS = Set.of(
            "rp",
            "user",
            "challenge",
            "pubKeyCredParams",
            "timeout",
            "excludeCredentials",
            "authenticatorSelection",
            "hints",
            "attestation",
            "attestationFormats",
            "extensions");

    private CreationOptionsJson() {}

    static JsonObject write(PendingRegistration pending) {
        RegistrationRequest request = pending.request();
        return JsonObject.builder()
                .put(
                        "rp",
                        JsonObject.builder()
                                .put("id", pending.rpId().value())
                                .put("name", pending.rpName())
                                .build())
                .put("user", user(request.user()))
                .put("challenge", pending.challenge().value())
                .put("pubKeyCredParams", algorithms(request.algorithms()))
                .put("timeout", request.timeout().toMillis())
                .put("excludeCredentials", CredentialDescriptor.toJson(request.excludeCredentials()))
                .put("authenticatorSelection", authenticatorSelection(request))
                .put("hints", JsonArray.of(StoredJson.strings(request.hints(), Hint::value)))
                .put("attestation", request.attestation().value())
                .put(
                        "attestationFormats",
                        JsonArray.of(StoredJson.strings(request.attestationFormats(), AttestationFormat::value)))
                .put("extensions", request.extensions().json())
                .build();
    }

    private static JsonObject user(UserEntity user) {
        return JsonObject.builder()
                .put("id", user.id().value())
                .put("name", user.name())
                .put("displayName", user.displayName())
                .build();
    }

    private static JsonArray algorithms(List<CoseAlgorithm> algorithms) {
        List<JsonObject> parameters = new ArrayList<>();
        for (CoseAlgorithm algorithm : algorithms) {
            parameters.add(JsonObject.builder()
                    .put("type", "public-key")
                    .put("alg", algorithm.id())
                    .build());
        }
        return JsonArray.of(parameters);
    }

    private static JsonObject authenticatorSelection(RegistrationRequest request) {
        JsonObject.Builder selection = JsonObject.builder();
        if (request.attachment() != null) {
            selection.put("authenticatorAttachment", request.attachment().value());
        }
        return selection
                .put("residentKey", request.residentKey().value())
                .put("requireResidentKey", request.residentKey() == ResidentKey.REQUIRED)
                .put("userVerification", request.userVerification().value())
                .build();
    }

    /** The parts of the request that the options hold. */
    static RegistrationRequest.Builder read(JsonObject options) throws MalformedException {
        StoredJson.requireOnly(options, "options", MEMBERS);
        RegistrationRequest.Builder request = RegistrationRequest.builder(readUser(options.requiredObject("user")))
                .algorithms(readAlgorithms(options.requiredArray("pubKeyCredParams")))
                .timeout(Duration.ofMillis(options.requiredLong("timeout")))
                .excludeCredentials(CredentialDescriptor.listOf(options.requiredArray("excludeCredentials")))
                .hints(StoredJson.values(options, "hints", Hint::new))
                .attestation(StoredJson.oneOf(
                        options, "attestation", AttestationConveyance.values(), AttestationConveyance::value))
                .attestationFormats(StoredJson.values(options, "attestationFormats", AttestationFormat::new))
                .extensions(new RegistrationExtensions(options.requiredObject("extensions")));
        readSelection(options.requiredObject("authenticatorSelection"), request);
        return request;
    }

    private static UserEntity readUser(JsonObject user) throws MalformedException {
        StoredJson.requireOnly(user, "user", Set.of("id", "name", "displayName"));
        UserHandle id = StoredJson.value("user.id", user.requiredBytes("id"), UserHandle::new);
        String displayName = user.requiredString("displayName");
        return StoredJson.value(
                "user.name", user.requiredString("name"), name -> new UserEntity(id, name, displayName));
    }

    private static List<CoseAlgorithm> readAlgorithms(JsonArray parameters) throws MalformedException {
        List<CoseAlgorithm> algorithms = new ArrayList<>();
        for (JsonObject parameter : parameters.toObjects()) {
            StoredJson.requireOnly(parameter, "pubKeyCredParams", Set.of("type", "alg"));
            StoredJson.oneOf(parameter, "type", new String[] {"public-key"}, text -> text);
            algorithms.add(new CoseAlgorithm(parameter.requiredInt("alg")));
        }
        return algorithms;
    }

    private static void readSelection(JsonObject selection, RegistrationRequest.Builder request)
            throws MalformedException {
        StoredJson.requireOnly(
                selection,
                "authenticatorSelection",
                Set.of("authenticatorAttachment", "residentKey", "requireResidentKey", "userVerification"));
        selection.requiredBoolean("requireResidentKey");
        if (selection.has("authenticatorAttachment")) {
            request.attachment(StoredJson.oneOf(
                    selection,
                    "authenticatorAttachment",
                    AuthenticatorAttachment.values(),
                    AuthenticatorAttachment::value));
        }
        request.residentKey(StoredJson.oneOf(selection, "residentKey", ResidentKey.values(), ResidentKey::value))
                .userVerification(StoredJson.oneOf(
                        selection, "userVerification", UserVerification.values(), UserVerification::value));
    }
}
