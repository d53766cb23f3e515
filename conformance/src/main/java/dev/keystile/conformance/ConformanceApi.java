package dev.keystile.conformance;

import dev.keystile.conformance.Sessions.Session;
import dev.keystile.webauthn.RelyingParty;
import dev.keystile.webauthn.attestation.AndroidKeyEnforcement;
import dev.keystile.webauthn.attestation.AttestationConveyance;
import dev.keystile.webauthn.attestation.AttestationFormat;
import dev.keystile.webauthn.attestation.AttestationPolicy;
import dev.keystile.webauthn.attestation.AttestationRules;
import dev.keystile.webauthn.authentication.AuthenticationRefusedException;
import dev.keystile.webauthn.authentication.AuthenticationRequest;
import dev.keystile.webauthn.authentication.AuthenticationResponse;
import dev.keystile.webauthn.authentication.PendingAuthentication;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.cose.SignatureSuite;
import dev.keystile.webauthn.credential.CredentialDescriptor;
import dev.keystile.webauthn.credential.CredentialRecord;
import dev.keystile.webauthn.credential.UserEntity;
import dev.keystile.webauthn.credential.UserHandle;
import dev.keystile.webauthn.extension.AuthenticationExtensions;
import dev.keystile.webauthn.extension.RegistrationExtensions;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.json.JsonValue;
import dev.keystile.webauthn.registration.PendingRegistration;
import dev.keystile.webauthn.registration.RegistrationRefusedException;
import dev.keystile.webauthn.registration.RegistrationRequest;
import dev.keystile.webauthn.registration.RegistrationResponse;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The four endpoints of the FIDO Alliance's
 * <a href="https://github.com/fido-alliance/conformance-test-tools-resources/blob/main/docs/FIDO2/Server/Conformance-Test-API.md">
 * Conformance Test API</a>, without HTTP around them.
 */
final class ConformanceApi {

    /** The attestations that the tool sends; nothing that it has no case for. */
    private static final Set<AttestationFormat> ATTESTATIONS = Set.of(
            AttestationFormat.PACKED,
            AttestationFormat.TPM,
            AttestationFormat.ANDROID_KEY,
            AttestationFormat.ANDROID_SAFETYNET,
            AttestationFormat.FIDO_U2F,
            AttestationFormat.APPLE,
            AttestationFormat.COMPOUND);

    /** What the tool holds correct where the specification leaves a choice. */
    private static final AttestationRules RULES =
            AttestationRules.standard().withU2fAaguidZero().withAndroidKey(AndroidKeyEnforcement.SOFTWARE);

    private static final int USER_HANDLE_LENGTH = 32;

    private final RelyingParty relyingParty;
    private final List<CoseAlgorithm> algorithms;
    private final SecureRandom random;
    private final Accounts accounts = new Accounts();

    ConformanceApi(RelyingParty relyingParty, SignatureSuite signatures, SecureRandom random) {
        this.relyingParty = relyingParty;
        this.algorithms = everything(signatures);
        this.random = random;
    }

    /** All that can be verified, the usual ones first: the tool also tries those that nobody should use, such as RS1. */
    private static List<CoseAlgorithm> everything(SignatureSuite signatures) {
        Set<CoseAlgorithm> algorithms = new LinkedHashSet<>(signatures.recommended());
        algorithms.addAll(signatures.supported());
        return List.copyOf(algorithms);
    }

    /** What one endpoint answers. */
    interface Endpoint {

        /** @throws MalformedException if the body is not what it should be */
        Answer answer(ByteString body, Session session) throws MalformedException, RefusedException;
    }

    /** The endpoints by path. */
    Map<String, Endpoint> endpoints() {
        return Map.of(
                "/attestation/options", this::beginRegistration,
                "/attestation/result", this::finishRegistration,
                "/assertion/options", this::beginAuthentication,
                "/assertion/result", this::finishAuthentication);
    }

    private Answer beginRegistration(ByteString body, Session session) throws MalformedException {
        OptionsRequest asked = new OptionsRequest(JsonObject.parse(body));
        UserEntity user = user(asked.username(), asked.displayName());
        AttestationConveyance attestation = asked.attestation();
        RegistrationRequest request = RegistrationRequest.builder(user)
                .excludeCredentials(descriptors(accounts.credentials(user.id())))
                .algorithms(algorithms)
                .residentKey(asked.residentKey())
                .userVerification(asked.selectedUserVerification())
                .attachment(asked.attachment().orElse(null))
                .unreportedAttachmentAccepted(true)
                .attestation(attestation)
                .attestationPolicy(policy(attestation))
                .extensions(new RegistrationExtensions(asked.extensions()))
                .build();
        PendingRegistration pending = relyingParty.beginRegistration(request);
        session.begin(pending);
        return Answer.ok(JsonObject.parse(pending.optionsJson()));
    }

    private UserEntity user(String username, String displayName) {
        UserHandle handle = accounts.find(username)
                .map(UserEntity::id)
                .orElseGet(() -> new UserHandle(ByteString.random(random, USER_HANDLE_LENGTH)));
        return new UserEntity(handle, username, displayName);
    }

    /**
     * Whoever asks for attestation wants a model that there are metadata of, and what they say to be so; whoever does not, takes
     * everybody. (Not only what is verified: the tool also wants models accepted that make self attestations.)
     */
    private static AttestationPolicy policy(AttestationConveyance attestation) {
        Set<AttestationFormat> formats = new LinkedHashSet<>(ATTESTATIONS);
        AttestationPolicy policy = AttestationPolicy.verifiedIfKnown();
        if (attestation == AttestationConveyance.NONE) {
            formats.add(AttestationFormat.NONE);
            policy = AttestationPolicy.any();
        }
        return policy.withFormats(formats).withoutRootInPath().withRules(RULES);
    }

    private static List<CredentialDescriptor> descriptors(List<CredentialRecord> credentials) {
        List<CredentialDescriptor> descriptors = new ArrayList<>();
        for (CredentialRecord credential : credentials) {
            descriptors.add(new CredentialDescriptor(credential.id(), credential.transports()));
        }
        return descriptors;
    }

    private Answer finishRegistration(ByteString body, Session session) throws MalformedException, RefusedException {
        PendingRegistration taken = session.takeRegistration();
        JsonObject json = JsonObject.parse(body);
        PendingRegistration pending = begun(taken);
        try {
            RegistrationResponse response = RegistrationResponse.parse(standard(json));
            accounts.add(pending.user(), relyingParty.verify(pending, response).credentialRecord());
        } catch (RegistrationRefusedException e) {
            throw Reason.of(e.failure());
        }
        return Answer.ok();
    }

    private Answer beginAuthentication(ByteString body, Session session) throws MalformedException, RefusedException {
        OptionsRequest asked = new OptionsRequest(JsonObject.parse(body));
        UserEntity user = accounts.find(asked.username())
                .orElseThrow(() -> RefusedException.of("username-unknown", "nobody registered under this username"));
        AuthenticationRequest request = AuthenticationRequest.builder()
                .user(user.id())
                .allowCredentials(descriptors(accounts.credentials(user.id())))
                .userVerification(asked.userVerification())
                .extensions(new AuthenticationExtensions(asked.extensions()))
                .build();
        PendingAuthentication pending = relyingParty.beginAuthentication(request);
        session.begin(pending);
        return Answer.ok(JsonObject.parse(pending.optionsJson()));
    }

    private Answer finishAuthentication(ByteString body, Session session) throws MalformedException, RefusedException {
        PendingAuthentication taken = session.takeAuthentication();
        JsonObject json = JsonObject.parse(body);
        PendingAuthentication pending = begun(taken);
        AuthenticationResponse response = AuthenticationResponse.parse(standard(json));
        CredentialRecord record = accounts.credential(response.unverifiedCredentialId());
        try {
            accounts.replace(
                    record, relyingParty.verify(pending, response, record).credentialRecord());
        } catch (AuthenticationRefusedException e) {
            throw Reason.of(e.failure());
        }
        return Answer.ok();
    }

    private static <T> T begun(@Nullable T pending) throws RefusedException {
        if (pending == null) {
            throw RefusedException.of(
                    "ceremony-not-begun", "this browser has begun no such ceremony, or has finished it before");
        }
        return pending;
    }

    /** The response as Level 3 writes it: the tool names the extension results by the method that gives them. */
    private static JsonObject standard(JsonObject json) throws MalformedException {
        if (!json.has("getClientExtensionResults") || json.has("clientExtensionResults")) {
            return json;
        }
        JsonObject.Builder standard = JsonObject.builder();
        for (Map.Entry<String, JsonValue> member : json.members()) {
            String name = member.getKey();
            if (!name.equals("getClientExtensionResults")) {
                standard.put(name, member.getValue());
            }
        }
        return standard.put("clientExtensionResults", json.requiredObject("getClientExtensionResults"))
                .build();
    }
}
