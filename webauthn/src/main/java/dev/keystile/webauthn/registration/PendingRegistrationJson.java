package dev.keystile.webauthn.registration;

import dev.keystile.webauthn.attestation.AttestationPolicy;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.client.Challenge;
import dev.keystile.webauthn.client.OriginPolicy;
import dev.keystile.webauthn.client.RpId;
import dev.keystile.webauthn.internal.stored.StoredJson;
import dev.keystile.webauthn.json.JsonObject;
import java.time.Instant;
import java.util.Set;

/** A {@link PendingRegistration} as JSON: the client's options, and beside them what only the relying party needs. */
final class PendingRegistrationJson {

    private static final String KIND = "registration";
    private static final int VERSION = 1;
    private static final Set<String> MEMBERS = Set.of(
            "kind",
            "version",
            "expiresAt",
            "options",
            "origins",
            "attestationPolicy",
            "unreportedAttachmentAccepted",
            "conditional");

    private PendingRegistrationJson() {}

    static JsonObject write(PendingRegistration pending) {
        RegistrationRequest request = pending.request();
        return JsonObject.builder()
                .put("kind", KIND)
                .put("version", VERSION)
                .put("expiresAt", pending.expiresAt().toEpochMilli())
                .put("options", CreationOptionsJson.write(pending))
                .put("origins", pending.origins().toJson())
                .put("attestationPolicy", request.attestationPolicy().toJson())
                .put("unreportedAttachmentAccepted", request.unreportedAttachmentAccepted())
                .put("conditional", request.conditional())
                .build();
    }

    static PendingRegistration read(String text) throws MalformedException {
        JsonObject json = StoredJson.parse(text, KIND, VERSION, MEMBERS);
        JsonObject options = json.requiredObject("options");
        JsonObject rp = options.requiredObject("rp");
        StoredJson.requireOnly(rp, "options.rp", Set.of("id", "name"));
        RpId rpId = StoredJson.value(rp, "id", RpId::of);
        String rpName = rp.requiredString("name");
        Challenge challenge = StoredJson.value("options.challenge", options.requiredBytes("challenge"), Challenge::of);
        Instant expiresAt = Instant.ofEpochMilli(json.requiredLong("expiresAt"));
        RegistrationRequest.Builder request = CreationOptionsJson.read(options)
                .origins(OriginPolicy.of(json.requiredObject("origins")))
                .attestationPolicy(AttestationPolicy.of(json.requiredObject("attestationPolicy")))
                .unreportedAttachmentAccepted(json.requiredBoolean("unreportedAttachmentAccepted"))
                .conditional(json.requiredBoolean("conditional"));
        return StoredJson.value(
                "", request, asked -> new PendingRegistration(rpId, rpName, challenge, expiresAt, asked.build()));
    }
}
