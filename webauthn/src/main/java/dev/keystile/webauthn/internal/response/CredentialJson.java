package dev.keystile.webauthn.internal.response;

import dev.keystile.webauthn.authenticator.AuthenticatorAttachment;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.client.CollectedClientData;
import dev.keystile.webauthn.extension.ClientExtensionOutputs;
import dev.keystile.webauthn.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The members that L3's {@code RegistrationResponseJSON} and {@code AuthenticationResponseJSON} have in common. */
public final class CredentialJson {

    private CredentialJson() {}

    /** A parser of a part that JSON holds in base64url. */
    public interface Parser<T> {

        /** What the bytes hold. */
        T parse(ByteString bytes) throws MalformedException;
    }

    /** {@code id}, which {@code rawId} repeats; and that {@code type} is {@code public-key}. */
    public static CredentialId id(JsonObject json) throws MalformedException {
        ByteString id = json.requiredBytes("id");
        if (id.isEmpty() || id.length() > CredentialId.MAX_LENGTH) {
            throw malformed("id", "has other than 1 to " + CredentialId.MAX_LENGTH + " bytes");
        }
        Optional<ByteString> rawId = json.optionalBytes("rawId");
        if (rawId.isPresent() && !rawId.get().equals(id)) {
            throw malformed("rawId", "differs from id");
        }
        if (!json.requiredString("type").equals("public-key")) {
            throw malformed("type", "is not public-key");
        }
        return new CredentialId(id);
    }

    /** {@code response.clientDataJSON}. */
    public static CollectedClientData clientData(JsonObject response) throws MalformedException {
        return part(response, "clientDataJSON", CollectedClientData::parse);
    }

    /** A part of {@code response} that is bytes. */
    public static <T> T part(JsonObject response, String member, Parser<T> parser) throws MalformedException {
        ByteString bytes = response.requiredBytes(member);
        try {
            return parser.parse(bytes);
        } catch (MalformedException e) {
            throw e.in("response." + member);
        }
    }

    /** {@code authenticatorAttachment}. As L3 §5.1 says, an unknown value counts as none. */
    public static @Nullable AuthenticatorAttachment attachment(JsonObject json) throws MalformedException {
        if (!json.has("authenticatorAttachment") || json.isNull("authenticatorAttachment")) {
            return null;
        }
        String value = json.requiredString("authenticatorAttachment");
        for (AuthenticatorAttachment attachment : AuthenticatorAttachment.values()) {
            if (attachment.value().equals(value)) {
                return attachment;
            }
        }
        return null;
    }

    /** {@code clientExtensionResults}. */
    public static ClientExtensionOutputs extensions(JsonObject json) throws MalformedException {
        Optional<JsonObject> outputs = json.optionalObject("clientExtensionResults");
        return outputs.isEmpty() || outputs.get().isEmpty()
                ? ClientExtensionOutputs.none()
                : new ClientExtensionOutputs(outputs.get());
    }

    /** A response that is not what it should be at this place. */
    public static MalformedException malformed(String place, String problem) {
        return new MalformedException(Format.RESPONSE, place, problem);
    }
}
