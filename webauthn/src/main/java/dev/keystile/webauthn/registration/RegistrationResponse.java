package dev.keystile.webauthn.registration;

import dev.keystile.webauthn.attestation.AttestationObject;
import dev.keystile.webauthn.authenticator.AuthenticatorAttachment;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cbor.CborOptions;
import dev.keystile.webauthn.client.CollectedClientData;
import dev.keystile.webauthn.credential.AuthenticatorTransport;
import dev.keystile.webauthn.extension.ClientExtensionOutputs;
import dev.keystile.webauthn.internal.response.CredentialJson;
import dev.keystile.webauthn.json.JsonArray;
import dev.keystile.webauthn.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client returns from a registration, well-formed and wholly unverified: L3's {@code RegistrationResponseJSON}
 * (<a href="https://www.w3.org/TR/webauthn-3/#dictdef-registrationresponsejson">L3 §5.1</a>).
 */
public final class RegistrationResponse {

    private static final int MAX_TRANSPORTS = 16;

    private final CredentialId credentialId;
    private final CollectedClientData clientData;
    private final AttestationObject attestationObject;
    private final Set<AuthenticatorTransport> transports;
    private final @Nullable AuthenticatorAttachment attachment;
    private final ClientExtensionOutputs extensions;

    private RegistrationResponse(
            CredentialId credentialId,
            CollectedClientData clientData,
            AttestationObject attestationObject,
            Set<AuthenticatorTransport> transports,
            @Nullable AuthenticatorAttachment attachment,
            ClientExtensionOutputs extensions) {
        this.credentialId = credentialId;
        this.clientData = clientData;
        this.attestationObject = attestationObject;
        this.transports = transports;
        this.attachment = attachment;
        this.extensions = extensions;
    }

    /**
     * Reads the JSON that {@code PublicKeyCredential.toJSON()} makes.
     *
     * <p>{@code rawId} may be missing, and equals {@code id} when it is there; {@code clientExtensionResults} may be missing. The
     * convenience copies in {@code authenticatorData}, {@code publicKey} and {@code publicKeyAlgorithm} are not looked at: what
     * they copy is in {@code attestationObject}. Unknown members are skipped.
     *
     * @param json at most 256 KiB
     * @throws MalformedException if anything in it, down to the authenticator's bytes, is not what it should be; its
     *     place says which member, such as {@code response.attestationObject.authData@37}
     */
    public static RegistrationResponse parse(String json) throws MalformedException {
        return parse(JsonObject.parse(json));
    }

    /**
     * As {@link #parse(String)}, for JSON that stands inside a larger text.
     *
     * @throws MalformedException as {@link #parse(String)}
     */
    public static RegistrationResponse parse(JsonObject json) throws MalformedException {
        return parse(json, AttestationObject.FORM);
    }

    /**
     * As {@link #parse(JsonObject)}, where the attestation object may have another form than usual: some software authenticators
     * write it with {@linkplain CborOptions#allowingIndefiniteContainers() indefinite lengths}.
     *
     * @param attestationObjectForm what is accepted of the attestation object and its statement
     * @throws MalformedException as {@link #parse(String)}
     */
    public static RegistrationResponse parse(JsonObject json, CborOptions attestationObjectForm)
            throws MalformedException {
        // L3 §7.1 steps 3 and 4
        CredentialId credentialId = CredentialJson.id(json);
        JsonObject response = json.requiredObject("response");
        return new RegistrationResponse(
                credentialId,
                CredentialJson.clientData(response),
                attestationObject(response, attestationObjectForm),
                transports(response),
                CredentialJson.attachment(json),
                CredentialJson.extensions(json));
    }

    private static AttestationObject attestationObject(JsonObject response, CborOptions form)
            throws MalformedException {
        // L3 §7.1 step 13
        return CredentialJson.part(response, "attestationObject", bytes -> AttestationObject.parse(bytes, form));
    }

    private static Set<AuthenticatorTransport> transports(JsonObject response) throws MalformedException {
        Optional<JsonArray> values = response.optionalArray("transports");
        if (values.isEmpty()) {
            return Set.of();
        }
        Set<AuthenticatorTransport> transports = new LinkedHashSet<>();
        for (String value : values.get().toStrings()) {
            if (value.isEmpty()
                    || value.length() > AuthenticatorTransport.MAX_LENGTH
                    || transports.size() == MAX_TRANSPORTS) {
                throw CredentialJson.malformed("response.transports", "holds more than transports");
            }
            transports.add(new AuthenticatorTransport(value));
        }
        return Collections.unmodifiableSet(transports);
    }

    /** {@code id}, 1 to 1023 bytes: the credential that the response claims to be of. Nothing protects it. */
    public CredentialId unverifiedCredentialId() {
        return credentialId;
    }

    /** {@code response.clientDataJSON}: what the client says of the ceremony (L3 §5.8.1). */
    public CollectedClientData clientData() {
        return clientData;
    }

    /** {@code response.attestationObject}: the new credential, and a statement about its authenticator (L3 §6.5). */
    public AttestationObject attestationObject() {
        return attestationObject;
    }

    /** {@code response.transports}, in their order, at most 16; empty when not reported. The client's word. */
    public Set<AuthenticatorTransport> transports() {
        return transports;
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
        return "RegistrationResponse[" + credentialId + "]";
    }
}
