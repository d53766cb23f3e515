package dev.keystile.webauthn.authentication;

import dev.keystile.webauthn.authenticator.AuthenticatorAttachment;
import dev.keystile.webauthn.authenticator.AuthenticatorData;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.client.CollectedClientData;
import dev.keystile.webauthn.credential.UserHandle;
import dev.keystile.webauthn.extension.ClientExtensionOutputs;
import dev.keystile.webauthn.internal.response.CredentialJson;
import dev.keystile.webauthn.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client returns from an authentication, well-formed and wholly unverified: L3's {@code AuthenticationResponseJSON}
 * (<a href="https://www.w3.org/TR/webauthn-3/#dictdef-authenticationresponsejson">L3 §5.1</a>).
 */
public final class AuthenticationResponse {

    private final CredentialId credentialId;
    private final CollectedClientData clientData;
    private final AuthenticatorData authenticatorData;
    private final ByteString signature;
    private final @Nullable UserHandle userHandle;
    private final @Nullable AuthenticatorAttachment attachment;
    private final ClientExtensionOutputs extensions;

    private AuthenticationResponse(
            CredentialId credentialId,
            CollectedClientData clientData,
            AuthenticatorData authenticatorData,
            ByteString signature,
            @Nullable UserHandle userHandle,
            @Nullable AuthenticatorAttachment attachment,
            ClientExtensionOutputs extensions) {
        this.credentialId = credentialId;
        this.clientData = clientData;
        this.authenticatorData = authenticatorData;
        this.signature = signature;
        this.userHandle = userHandle;
        this.attachment = attachment;
        this.extensions = extensions;
    }

    /**
     * Reads the JSON that {@code PublicKeyCredential.toJSON()} makes.
     *
     * <p>{@code rawId} may be missing, and equals {@code id} when it is there; {@code clientExtensionResults} may be missing; a
     * {@code userHandle} that is {@code null} or empty counts as none. Unknown members are skipped.
     *
     * @param json at most 256 KiB
     * @throws MalformedException if anything in it, down to the authenticator's bytes, is not what it should be; its
     *     place says which member, such as {@code response.authenticatorData}
     */
    public static AuthenticationResponse parse(String json) throws MalformedException {
        return parse(JsonObject.parse(json));
    }

    /**
     * As {@link #parse(String)}, for JSON that stands inside a larger text.
     *
     * @throws MalformedException as {@link #parse(String)}
     */
    public static AuthenticationResponse parse(JsonObject json) throws MalformedException {
        // L3 §7.2 steps 3, 4 and 7
        CredentialId credentialId = CredentialJson.id(json);
        JsonObject response = json.requiredObject("response");
        return new AuthenticationResponse(
                credentialId,
                CredentialJson.clientData(response),
                CredentialJson.part(response, "authenticatorData", AuthenticatorData::parse),
                response.requiredBytes("signature"),
                userHandle(response),
                CredentialJson.attachment(json),
                CredentialJson.extensions(json));
    }

    private static @Nullable UserHandle userHandle(JsonObject response) throws MalformedException {
        if (!response.has("userHandle") || response.isNull("userHandle")) {
            return null;
        }
        ByteString bytes = response.requiredBytes("userHandle");
        if (bytes.length() > UserHandle.MAX_LENGTH) {
            throw CredentialJson.malformed("response.userHandle", "has more than " + UserHandle.MAX_LENGTH + " bytes");
        }
        return bytes.isEmpty() ? null : new UserHandle(bytes);
    }

    /**
     * {@code id}, 1 to 1023 bytes: the credential that the response claims to be of. Good for looking up its record,
     * and for nothing else.
     */
    public CredentialId unverifiedCredentialId() {
        return credentialId;
    }

    /**
     * {@code response.userHandle}, 1 to 64 bytes: the user that the response claims to be of. Clients see to it that
     * it is there when the options named no credentials, and it may be missing otherwise (L3 §5.1.4.2). Nothing
     * protects it; who the user is, the credential's record says.
     */
    public Optional<UserHandle> unverifiedUserHandle() {
        return Optional.ofNullable(userHandle);
    }

    /** {@code response.clientDataJSON}: what the client says of the ceremony (L3 §5.8.1). */
    public CollectedClientData clientData() {
        return clientData;
    }

    /** {@code response.authenticatorData}: what the authenticator says of it, and signed (L3 §6.1). */
    public AuthenticatorData authenticatorData() {
        return authenticatorData;
    }

    /**
     * {@code response.signature}, over the authenticator data and the client data's hash, in the form of the
     * credential's algorithm (L3 §6.5.5); not even its length is checked yet.
     */
    public ByteString signature() {
        return signature;
    }

    /** {@code authenticatorAttachment}, if the client reports one that is known; its word. */
    public Optional<AuthenticatorAttachment> attachment() {
        return Optional.ofNullable(attachment);
    }

    /** {@code clientExtensionResults}; without any when absent. The client's word. */
    public ClientExtensionOutputs extensions() {
        return extensions;
    }

    @Override
    public String toString() {
        return "AuthenticationResponse[" + credentialId + "]";
    }
}
