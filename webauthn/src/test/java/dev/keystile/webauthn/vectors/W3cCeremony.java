package dev.keystile.webauthn.vectors;

import static dev.keystile.webauthn.vectors.Ceremonies.object;
import static dev.keystile.webauthn.vectors.Ceremonies.text;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.json.JsonObject;
import java.util.Optional;

/** One registration and one authentication with its credential, from the specification's test vectors. */
public record W3cCeremony(JsonObject json) {

    public String name() {
        return text(json, "name");
    }

    public String rpId() {
        return text(json, "rpId");
    }

    public String origin() {
        return text(json, "origin");
    }

    public Optional<String> topOrigin() {
        return json.has("topOrigin") ? Optional.of(text(json, "topOrigin")) : Optional.empty();
    }

    public boolean crossOrigin() {
        try {
            return json.requiredBoolean("crossOrigin");
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    public String attestationFormat() {
        return text(json, "attestationFormat");
    }

    public JsonObject registration() {
        return object(json, "registration");
    }

    public JsonObject authentication() {
        return object(json, "authentication");
    }

    public ByteString registrationBytes(String member) {
        return bytes(registration(), member);
    }

    public ByteString authenticationBytes(String member) {
        return bytes(authentication(), member);
    }

    static ByteString bytes(JsonObject json, String member) {
        try {
            return json.requiredBytes(member);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    public String registrationResponse() {
        return Ceremonies.registrationResponse(registration());
    }

    public String authenticationResponse() {
        return Ceremonies.authenticationResponse(text(registration(), "credentialId"), authentication());
    }

    @Override
    public String toString() {
        return name();
    }
}
