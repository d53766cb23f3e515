package dev.keystile.conformance;

import dev.keystile.webauthn.attestation.AttestationConveyance;
import dev.keystile.webauthn.authenticator.AuthenticatorAttachment;
import dev.keystile.webauthn.authenticator.UserVerification;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.registration.ResidentKey;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the tool asks for at either options endpoint, member by member
 * (<a href="https://github.com/fido-alliance/conformance-test-tools-resources/blob/main/docs/FIDO2/Server/Conformance-Test-API.md">
 * Conformance Test API</a>).
 */
final class OptionsRequest {
    private static final int MAXIMUM_NAME = 256;

    private final JsonObject json;

    OptionsRequest(JsonObject json) {
        this.json = json;
    }

    String username() throws MalformedException {
        return name("username");
    }

    String displayName() throws MalformedException {
        return name("displayName");
    }

    private String name(String member) throws MalformedException {
        String name = json.requiredString(member);
        if (name.isEmpty() || name.length() > MAXIMUM_NAME) {
            throw json.malformed(Format.JSON, member, "has other than 1 to " + MAXIMUM_NAME + " characters");
        }
        return name;
    }

    AttestationConveyance attestation() throws MalformedException {
        return oneOf(json, "attestation", AttestationConveyance.values(), AttestationConveyance::value)
                .orElse(AttestationConveyance.NONE);
    }

    Optional<AuthenticatorAttachment> attachment() throws MalformedException {
        return oneOf(
                selection(),
                "authenticatorAttachment",
                AuthenticatorAttachment.values(),
                AuthenticatorAttachment::value);
    }

    /** L3's {@code residentKey}, or else what Level 1 had instead. */
    ResidentKey residentKey() throws MalformedException {
        JsonObject selection = selection();
        boolean required = selection.optionalBoolean("requireResidentKey").orElse(false);
        return oneOf(selection, "residentKey", ResidentKey.values(), ResidentKey::value)
                .orElse(required ? ResidentKey.REQUIRED : ResidentKey.DISCOURAGED);
    }

    /** As registrations ask for it. */
    UserVerification selectedUserVerification() throws MalformedException {
        return userVerification(selection());
    }

    /** As authentications ask for it. */
    UserVerification userVerification() throws MalformedException {
        return userVerification(json);
    }

    private static UserVerification userVerification(JsonObject owner) throws MalformedException {
        return oneOf(owner, "userVerification", UserVerification.values(), UserVerification::value)
                .orElse(UserVerification.PREFERRED);
    }

    /** The inputs, to be passed on as they are. */
    JsonObject extensions() throws MalformedException {
        return json.optionalObject("extensions").orElseGet(OptionsRequest::nothing);
    }

    private JsonObject selection() throws MalformedException {
        return json.optionalObject("authenticatorSelection").orElseGet(OptionsRequest::nothing);
    }

    private static JsonObject nothing() {
        return JsonObject.builder().build();
    }

    private static <T> Optional<T> oneOf(JsonObject owner, String member, T[] values, Function<T, String> text)
            throws MalformedException {
        Optional<String> given = owner.optionalString(member);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        for (T value : values) {
            if (text.apply(value).equals(given.get())) {
                return Optional.of(value);
            }
        }
        throw owner.malformed(
                Format.JSON,
                member,
                "is none of " + Arrays.stream(values).map(text).toList());
    }
}
