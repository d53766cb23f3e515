package dev.keystile.webauthn.authentication;

import dev.keystile.webauthn.authenticator.UserVerification;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.client.Challenge;
import dev.keystile.webauthn.client.Hint;
import dev.keystile.webauthn.client.OriginPolicy;
import dev.keystile.webauthn.client.RpId;
import dev.keystile.webauthn.credential.CredentialDescriptor;
import dev.keystile.webauthn.credential.UserHandle;
import dev.keystile.webauthn.extension.AuthenticationExtensions;
import dev.keystile.webauthn.internal.stored.StoredJson;
import dev.keystile.webauthn.json.JsonArray;
import dev.keystile.webauthn.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** A {@link PendingAuthentication} as JSON: the client's options, and beside them what only the relying party needs. */
final class PendingAuthenticationJson {

    private static final String KIND = "authentication";
    private static final int VERSION = 1;
    private static final Set<String> MEMBERS = Set.of(
            "kind",
            "version",
            "expiresAt",
            "options",
            "user",
            "origins",
            "signCountPolicy",
            "backupEligibilityPolicy",
            "attestedCredentialAccepted",
            "initializesUserVerification");
    private static final Set<String> OPTIONS =
            Set.of("challenge", "timeout", "rpId", "allowCredentials", "userVerification", "hints", "extensions");

    private PendingAuthenticationJson() {}

    static JsonObject options(PendingAuthentication pending) {
        AuthenticationRequest request = pending.request();
        return JsonObject.builder()
                .put("challenge", pending.challenge().value())
                .put("timeout", request.timeout().toMillis())
                .put("rpId", pending.rpId().value())
                .put("allowCredentials", CredentialDescriptor.toJson(request.allowCredentials()))
                .put("userVerification", request.userVerification().value())
                .put("hints", JsonArray.of(StoredJson.strings(request.hints(), Hint::value)))
                .put("extensions", request.extensions().json())
                .build();
    }

    static JsonObject write(PendingAuthentication pending) {
        AuthenticationRequest request = pending.request();
        JsonObject.Builder json = JsonObject.builder()
                .put("kind", KIND)
                .put("version", VERSION)
                .put("expiresAt", pending.expiresAt().toEpochMilli())
                .put("options", options(pending));
        pending.user().ifPresent(user -> json.put("user", user.value()));
        return json.put("origins", pending.origins().toJson())
                .put("signCountPolicy", request.signCountPolicy().value())
                .put(
                        "backupEligibilityPolicy",
                        request.backupEligibilityPolicy().value())
                .put("attestedCredentialAccepted", request.attestedCredentialAccepted())
                .put("initializesUserVerification", request.initializesUserVerification())
                .build();
    }

    static PendingAuthentication read(String text) throws MalformedException {
        JsonObject json = StoredJson.parse(text, KIND, VERSION, MEMBERS);
        JsonObject options = json.requiredObject("options");
        StoredJson.requireOnly(options, "options", OPTIONS);
        RpId rpId = StoredJson.value(options, "rpId", RpId::of);
        Challenge challenge = StoredJson.value("options.challenge", options.requiredBytes("challenge"), Challenge::of);
        Instant expiresAt = Instant.ofEpochMilli(json.requiredLong("expiresAt"));
        AuthenticationRequest.Builder request = readOptions(options)
                .origins(OriginPolicy.of(json.requiredObject("origins")))
                .signCountPolicy(
                        StoredJson.oneOf(json, "signCountPolicy", SignCountPolicy.values(), SignCountPolicy::value))
                .backupEligibilityPolicy(StoredJson.oneOf(
                        json,
                        "backupEligibilityPolicy",
                        BackupEligibilityPolicy.values(),
                        BackupEligibilityPolicy::value))
                .attestedCredentialAccepted(json.requiredBoolean("attestedCredentialAccepted"))
                .initializesUserVerification(json.requiredBoolean("initializesUserVerification"));
        if (json.has("user")) {
            request.user(StoredJson.value("user", json.requiredBytes("user"), UserHandle::new));
        }
        return StoredJson.value(
                "", request, asked -> new PendingAuthentication(rpId, challenge, expiresAt, asked.build()));
    }

    private static AuthenticationRequest.Builder readOptions(JsonObject options) throws MalformedException {
        return AuthenticationRequest.builder()
                .timeout(Duration.ofMillis(options.requiredLong("timeout")))
                .allowCredentials(CredentialDescriptor.listOf(options.requiredArray("allowCredentials")))
                .userVerification(StoredJson.oneOf(
                        options, "userVerification", UserVerification.values(), UserVerification::value))
                .hints(StoredJson.values(options, "hints", Hint::new))
                .extensions(new AuthenticationExtensions(options.requiredObject("extensions")));
    }
}
