package dev.keystile.webauthn.vectors;

import static dev.keystile.webauthn.vectors.Ceremonies.object;
import static dev.keystile.webauthn.vectors.Ceremonies.text;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A registration recorded from an authenticator, with the authentications recorded of its credential; or those alone. */
public record RecordedCeremony(JsonObject json) {

    public String id() {
        return text(json, "id");
    }

    public String rpId() {
        return text(json, "rpId");
    }

    public String origin() {
        return text(json, "origin");
    }

    /** The attestation statement's format, or {@code assertion-only}. */
    public String attestationFormat() {
        return text(json, "attestationFormat");
    }

    /** {@code none}, {@code self} or {@code x5c}. */
    public String attestationKind() {
        return text(json, "attestationKind");
    }

    public boolean isVirtual() {
        return text(json, "class").equals("virtual");
    }

    public int algorithm() {
        try {
            return json.requiredInt("credentialAlg");
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    public Optional<JsonObject> registration() {
        return json.has("registration") ? Optional.of(object(json, "registration")) : Optional.empty();
    }

    public List<JsonObject> authentications() {
        try {
            return json.has("authentication")
                    ? json.requiredArray("authentication").toObjects()
                    : List.of();
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    public ByteString bytes(JsonObject part, String member) {
        return W3cCeremony.bytes(part, member);
    }

    public ByteString credentialPublicKey() {
        return registration()
                .map(registration -> bytes(registration, "credentialPublicKey"))
                .orElseGet(() -> bytes(json, "credentialPublicKey"));
    }

    /** The moment of the registration where it is known; or one at which all certificates were valid; or any without them. */
    public Instant madeAt() {
        if (object(json, "expected").has("safetyNet")) {
            return safetyNetTime();
        }
        if (!json.has("certificateValidity")) {
            return Instant.parse("2026-01-01T00:00:00Z");
        }
        JsonObject validity = object(json, "certificateValidity");
        Instant notBefore = Instant.parse(text(validity, "notBefore"));
        Instant notAfter = Instant.parse(text(validity, "notAfter"));
        return notBefore.plus(Duration.between(notBefore, notAfter).dividedBy(2));
    }

    private Instant safetyNetTime() {
        try {
            return Instant.ofEpochMilli(
                    object(object(json, "expected"), "safetyNet").requiredLong("timestampMs"));
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    /** Whether a relying party that requires user presence and no user verification accepts it. */
    public boolean isAccepted() {
        return text(object(json, "expected"), "structure").equals("accept");
    }

    public List<String> reasons() {
        try {
            return object(json, "expected").requiredArray("reasons").toStrings();
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    public String registrationResponse() {
        return Ceremonies.registrationResponse(registration().orElseThrow());
    }

    public String authenticationResponse(JsonObject authentication) {
        String credentialId = registration()
                .map(registration -> text(registration, "credentialId"))
                .orElse("AAAA");
        return Ceremonies.authenticationResponse(credentialId, authentication);
    }

    @Override
    public String toString() {
        return id();
    }
}
