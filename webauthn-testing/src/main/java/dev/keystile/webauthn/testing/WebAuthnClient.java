package dev.keystile.webauthn.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The browser's side of both ceremonies: a page of one origin that calls {@code navigator.credentials}.
 *
 * <p>Options go in as the JSON of {@code parseCreationOptionsFromJSON} and {@code parseRequestOptionsFromJSON}; an object
 * with the options as its member {@code publicKey} will do as well. Responses come out as {@code toJSON()} has them. What
 * a browser would refuse is refused with the browser's own error, a {@link DomException}.
 */
public final class WebAuthnClient {
    private static final List<Long> DEFAULT_ALGORITHMS = List.of(-7L, -257L);

    private final WebOrigin origin;
    private final @Nullable WebOrigin topOrigin;
    private final boolean attestationAlways;
    private final Map<String, RelatedOrigins> relatedOrigins;

    private WebAuthnClient(
            WebOrigin origin,
            @Nullable WebOrigin topOrigin,
            boolean attestationAlways,
            Map<String, RelatedOrigins> relatedOrigins) {
        this.origin = origin;
        this.topOrigin = topOrigin;
        this.attestationAlways = attestationAlways;
        this.relatedOrigins = relatedOrigins;
    }

    /**
     * A page of this origin in a window of its own.
     *
     * @param origin such as {@code https://example.org} or {@code http://localhost:8080}
     */
    public static WebAuthnClient at(String origin) {
        return new WebAuthnClient(WebOrigin.parse(origin), null, false, Map.of());
    }

    /**
     * The same page in a frame of a page of another origin: {@code crossOrigin} becomes true.
     *
     * @param topOrigin the outer page's, which the client data name as {@code topOrigin}
     */
    public WebAuthnClient embeddedIn(String topOrigin) {
        return new WebAuthnClient(origin, WebOrigin.parse(topOrigin), attestationAlways, relatedOrigins);
    }

    /** The same page in a client that passes attestation on even when it was not asked to. */
    public WebAuthnClient conveyingAttestationAlways() {
        return new WebAuthnClient(origin, topOrigin, true, relatedOrigins);
    }

    /**
     * The same page in a client that finds this document at {@code https://<RP ID>/.well-known/webauthn}, and so may use
     * the RP ID on the <a href="https://www.w3.org/TR/webauthn-3/#sctn-related-origins">related origins</a> it lists.
     *
     * @throws DomException.SecurityError if the document is not of the form that browsers read
     */
    public WebAuthnClient findingRelatedOrigins(String rpId, String document) {
        Map<String, RelatedOrigins> documents = new HashMap<>(relatedOrigins);
        documents.put(rpId, RelatedOrigins.parse(document));
        return new WebAuthnClient(origin, topOrigin, attestationAlways, Map.copyOf(documents));
    }

    /**
     * {@code navigator.credentials.create()}.
     *
     * @param options PublicKeyCredentialCreationOptionsJSON
     * @param faults what shall be wrong with the response; usually nothing or one thing
     * @return RegistrationResponseJSON
     * @throws DomException as a browser would
     * @throws IllegalArgumentException if a fault has nothing to act on or changes nothing
     */
    public String create(String options, SoftwareAuthenticator authenticator, Fault... faults) {
        return create(publicKey(options), authenticator, true, new Faults("registration", faults));
    }

    /**
     * {@code navigator.credentials.create()} with {@code mediation: "conditional"}: a passkey made in passing, after a
     * sign-in by other means, without a test of user presence.
     *
     * @param options PublicKeyCredentialCreationOptionsJSON
     * @param faults what shall be wrong with the response; usually nothing or one thing
     * @return RegistrationResponseJSON
     * @throws DomException as a browser would; {@link DomException.ConstraintError} if user verification is required
     * @throws IllegalArgumentException if a fault has nothing to act on or changes nothing
     */
    public String createConditionally(String options, SoftwareAuthenticator authenticator, Fault... faults) {
        return create(publicKey(options), authenticator, false, new Faults("registration", faults));
    }

    /**
     * {@code navigator.credentials.get()}.
     *
     * @param options PublicKeyCredentialRequestOptionsJSON
     * @param faults what shall be wrong with the response; usually nothing or one thing
     * @return AuthenticationResponseJSON
     * @throws DomException as a browser would
     * @throws IllegalArgumentException if a fault has nothing to act on or changes nothing
     */
    public String get(String options, SoftwareAuthenticator authenticator, Fault... faults) {
        return get(publicKey(options), authenticator, new Faults("sign-in", faults));
    }

    private static Options publicKey(String json) {
        Options options = Options.parse(json);
        return options.object("publicKey").orElse(options);
    }

    private String create(Options options, SoftwareAuthenticator authenticator, boolean userPresence, Faults faults) {
        SoftwareCredential.User user = user(options.requiredObject("user"));
        Options rp = options.requiredObject("rp");
        rp.requiredText("name");
        String rpId = rpId(rp.text("id").orElse(null));
        List<Long> algorithms = algorithms(options);
        RegistrationExtensions extensions = RegistrationExtensions.read(options);
        extensions.require(authenticator.extensions());
        byte[] challenge = options.requiredBytes("challenge");
        AuthenticatorSelection selection = AuthenticatorSelection.of(options);
        selection.requireAttachment(authenticator);
        boolean userVerification = userPresence
                ? selection.userVerification(authenticator, extensions.needUserVerification(authenticator.extensions()))
                : selection.noUserVerification();
        boolean discoverable = selection.discoverable(authenticator);
        refuseExcluded(options, rpId, extensions, authenticator);

        ClientData clientData = ClientData.make("webauthn.create", challenge, origin, topOrigin, faults);
        boolean attestation =
                attestationAlways || !options.text("attestation").orElse("none").equals("none");
        MakeCredential.Request request = new MakeCredential.Request(
                clientData.hash(),
                rpId,
                user,
                discoverable,
                userPresence,
                userVerification,
                algorithms,
                extensions,
                attestation,
                options.texts("attestationFormats"));
        return registrationResponse(authenticator.makeCredential(request, faults), authenticator, clientData, faults);
    }

    private static SoftwareCredential.User user(Options user) {
        byte[] handle = user.requiredBytes("id");
        if (handle.length < 1 || handle.length > 64) {
            throw new DomException.TypeError("user.id has " + handle.length + " bytes, not 1 to 64");
        }
        return new SoftwareCredential.User(handle, user.requiredText("name"), user.requiredText("displayName"));
    }

    private void refuseExcluded(
            Options options, String rpId, RegistrationExtensions extensions, SoftwareAuthenticator authenticator) {
        Optional<String> appId = extensions.excludedAppId();
        appId.ifPresent(this::requireAppId);
        for (byte[] id : credentialIds(options, "excludeCredentials")) {
            boolean held = authenticator.find(rpId, id).isPresent()
                    || appId.flatMap(app -> authenticator.find(app, id)).isPresent();
            if (held) {
                throw new DomException.InvalidStateError("the authenticator holds an excluded credential");
            }
        }
    }

    private String registrationResponse(
            MakeCredential.Made made, SoftwareAuthenticator authenticator, ClientData clientData, Faults faults) {
        byte[] authenticatorData = faults.at(Stage.AUTHENTICATOR_DATA_SENT, made.authenticatorData());
        Map<Object, @Nullable Object> object = new LinkedHashMap<>();
        object.put("fmt", made.format());
        object.put("attStmt", made.statement());
        object.put("authData", authenticatorData);
        object = faults.at(Stage.ATTESTATION_OBJECT, object);
        CborForm form = faults.at(Stage.ATTESTATION_OBJECT_FORM, CborForm.CANONICAL);
        byte[] attestationObject = faults.at(Stage.ATTESTATION_OBJECT_BYTES, Cbor.write(object, form));

        Map<String, @Nullable Object> response = new LinkedHashMap<>();
        response.put("clientDataJSON", Bytes.base64Url(clientData.sent(faults)));
        response.put("authenticatorData", Bytes.base64Url(authenticatorData));
        response.put("transports", authenticator.transports());
        putPublicKey(made, response);
        response.put("attestationObject", Bytes.base64Url(attestationObject));
        return credentialJson(made.credential(), authenticator, response, made.extensions(), faults);
    }

    /** L3 §5.2.1.1; a key that a fault has changed is one that the browser does not understand. */
    private static void putPublicKey(MakeCredential.Made made, Map<String, @Nullable Object> response) {
        SoftwareCredential credential = made.credential();
        byte[] proper = Cbor.write(credential.algorithm().coseKey(credential.publicKey()));
        if (Arrays.equals(proper, Cbor.write(made.coseKey()))) {
            response.put("publicKey", Bytes.base64Url(credential.publicKey().getEncoded()));
        }
        boolean numbered = made.coseKey().get(CoseLabel.ALG) instanceof Long;
        response.put(
                "publicKeyAlgorithm",
                numbered
                        ? made.coseKey().get(CoseLabel.ALG)
                        : (Object) (long) credential.algorithm().cose());
    }

    private String get(Options options, SoftwareAuthenticator authenticator, Faults faults) {
        String rpId = rpId(options.text("rpId").orElse(null));
        byte[] challenge = options.requiredBytes("challenge");
        List<byte[]> allowed = credentialIds(options, "allowCredentials");
        AuthenticationExtensions extensions = AuthenticationExtensions.read(options, allowed);
        extensions.appId().ifPresent(this::requireAppId);
        boolean userVerification = new AuthenticatorSelection(options)
                .userVerification(authenticator, extensions.needUserVerification(authenticator.extensions()));

        ClientData clientData = ClientData.make("webauthn.get", challenge, origin, topOrigin, faults);
        GetAssertion.Made made = authenticator.getAssertion(
                new GetAssertion.Request(clientData.hash(), rpId, allowed, userVerification, extensions), faults);
        Map<String, @Nullable Object> response = new LinkedHashMap<>();
        response.put("clientDataJSON", Bytes.base64Url(clientData.sent(faults)));
        response.put("authenticatorData", Bytes.base64Url(made.authenticatorData()));
        response.put("signature", Bytes.base64Url(made.signature()));
        if (made.credential().isDiscoverable()) {
            response.put("userHandle", Bytes.base64Url(made.credential().userHandle()));
        }
        return credentialJson(made.credential(), authenticator, response, made.extensions(), faults);
    }

    /**
     * {@code PublicKeyCredential.signalUnknownCredential()}: the authenticator forgets the credential.
     *
     * @param options {@code {"rpId", "credentialId"}}
     * @throws DomException as a browser would, when the options are malformed or the page may not use the RP ID
     */
    public void signalUnknownCredential(String options, SoftwareAuthenticator authenticator) {
        Options unknown = Options.parse(options);
        byte[] id = unknown.requiredBytes("credentialId");
        authenticator.find(rpId(unknown.requiredText("rpId")), id).ifPresent(authenticator::remove);
    }

    /**
     * {@code PublicKeyCredential.signalAllAcceptedCredentials()}: the authenticator forgets the account's discoverable
     * credential unless it is listed.
     *
     * @param options {@code {"rpId", "userId", "allAcceptedCredentialIds"}}
     * @throws DomException as a browser would, when the options are malformed or the page may not use the RP ID
     */
    public void signalAllAcceptedCredentials(String options, SoftwareAuthenticator authenticator) {
        Options accepted = Options.parse(options);
        byte[] userHandle = accepted.requiredBytes("userId");
        List<byte[]> ids = accepted.requiredListOfBytes("allAcceptedCredentialIds");
        authenticator
                .findDiscoverable(rpId(accepted.requiredText("rpId")), userHandle)
                .filter(credential -> ids.stream().noneMatch(id -> Arrays.equals(id, credential.id())))
                .ifPresent(authenticator::remove);
    }

    /**
     * {@code PublicKeyCredential.signalCurrentUserDetails()}: the authenticator shows the account's credential by these
     * names from now on.
     *
     * @param options {@code {"rpId", "userId", "name", "displayName"}}
     * @throws DomException as a browser would, when the options are malformed or the page may not use the RP ID
     */
    public void signalCurrentUserDetails(String options, SoftwareAuthenticator authenticator) {
        Options details = Options.parse(options);
        byte[] userHandle = details.requiredBytes("userId");
        String name = details.requiredText("name");
        String displayName = details.requiredText("displayName");
        authenticator
                .findDiscoverable(rpId(details.requiredText("rpId")), userHandle)
                .ifPresent(credential -> credential.rename(name, displayName));
    }

    private String credentialJson(
            SoftwareCredential credential,
            SoftwareAuthenticator authenticator,
            Map<String, @Nullable Object> response,
            ExtensionOutputs extensions,
            Faults faults) {
        String id = Bytes.base64Url(credential.id());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("rawId", id);
        json.put("response", response);
        json.put("authenticatorAttachment", authenticator.attachment().value());
        json.put("clientExtensionResults", extensions.client());
        json.put("type", "public-key");
        String text = faults.at(Stage.RESPONSE_TEXT, Json.write(faults.at(Stage.RESPONSE, json)));
        faults.requireAllActed();
        return text;
    }

    private String rpId(@Nullable String requested) {
        String rpId = requested == null ? origin.host() : requested;
        RelatedOrigins related = relatedOrigins.get(rpId);
        if (!origin.mayUse(rpId) && (related == null || !related.contain(origin))) {
            throw new DomException.SecurityError("a page of " + origin + " may not use the RP ID " + rpId);
        }
        return rpId;
    }

    /** As browsers do: the AppID has to be on the page's own site. */
    private void requireAppId(String appId) {
        boolean sameSite = WebOrigin.ofUrl(appId).filter(origin::isSameSiteAs).isPresent();
        if (!sameSite) {
            throw new DomException.SecurityError("a page of " + origin + " may not use the AppID " + appId);
        }
    }

    private static List<Long> algorithms(Options options) {
        if (!(options.members().get("pubKeyCredParams") instanceof List<?> list)) {
            throw new DomException.TypeError("options.pubKeyCredParams is missing or no array");
        }
        if (list.isEmpty()) {
            return DEFAULT_ALGORITHMS;
        }
        List<Long> algorithms = new ArrayList<>();
        for (Options parameters : options.objects("pubKeyCredParams")) {
            long algorithm = parameters.requiredNumber("alg");
            if (parameters.requiredText("type").equals("public-key")) {
                algorithms.add(algorithm);
            }
        }
        if (algorithms.isEmpty()) {
            throw new DomException.NotSupportedError("no credential type is offered that is known here");
        }
        return algorithms;
    }

    private static List<byte[]> credentialIds(Options options, String name) {
        List<byte[]> ids = new ArrayList<>();
        for (Options descriptor : options.objects(name)) {
            byte[] id = descriptor.requiredBytes("id");
            if (descriptor.requiredText("type").equals("public-key")) {
                ids.add(id);
            }
        }
        return ids;
    }
}
