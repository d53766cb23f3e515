package dev.keystile.webauthn.testing;

import dev.keystile.webauthn.testing.SoftwareAuthenticator.MadeAssertion;
import dev.keystile.webauthn.testing.SoftwareAuthenticator.MadeCredential;
import dev.keystile.webauthn.testing.SoftwareAuthenticator.MakeCredential;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private WebAuthnClient(WebOrigin origin, @Nullable WebOrigin topOrigin, boolean attestationAlways) {
        this.origin = origin;
        this.topOrigin = topOrigin;
        this.attestationAlways = attestationAlways;
    }

    /**
     * A page of this origin in a window of its own.
     *
     * @param origin such as {@code https://example.org} or {@code http://localhost:8080}
     */
    public static WebAuthnClient at(String origin) {
        return new WebAuthnClient(WebOrigin.parse(origin), null, false);
    }

    /** The same page in a frame of a page of another origin: {@code crossOrigin} becomes true. */
    public WebAuthnClient embeddedIn(String topOrigin) {
        return new WebAuthnClient(origin, WebOrigin.parse(topOrigin), attestationAlways);
    }

    /** The same page in a client that passes attestation on even when it was not asked to. */
    public WebAuthnClient conveyingAttestationAlways() {
        return new WebAuthnClient(origin, topOrigin, true);
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
        Options user = options.requiredObject("user");
        user.requiredText("name");
        user.requiredText("displayName");
        byte[] userHandle = user.requiredBytes("id");
        if (userHandle.length < 1 || userHandle.length > 64) {
            throw new DomException.TypeError("user.id has " + userHandle.length + " bytes, not 1 to 64");
        }
        Options rp = options.requiredObject("rp");
        rp.requiredText("name");
        String rpId = rpId(rp.text("id").orElse(null));
        List<Long> algorithms = algorithms(options);
        Options selection = options.object("authenticatorSelection").orElse(new Options("", Map.of()));
        boolean userVerification = userVerification(selection, authenticator, !userPresence);
        boolean discoverable = discoverable(selection, authenticator);
        requireAttachment(selection, authenticator);
        byte[] challenge = options.requiredBytes("challenge");
        for (byte[] excluded : credentialIds(options, "excludeCredentials")) {
            if (authenticator.holds(rpId, excluded)) {
                throw new DomException.InvalidStateError("the authenticator holds an excluded credential");
            }
        }

        ClientData clientData = clientData("webauthn.create", challenge, faults);
        boolean attestation =
                attestationAlways || !options.text("attestation").orElse("none").equals("none");
        MadeCredential made = authenticator.makeCredential(
                new MakeCredential(
                        clientData.hash(),
                        rpId,
                        userHandle,
                        discoverable,
                        userPresence,
                        userVerification,
                        algorithms,
                        attestation,
                        options.texts("attestationFormats")),
                faults);
        return registrationResponse(made, authenticator, clientData, faults);
    }

    private String registrationResponse(
            MadeCredential made, SoftwareAuthenticator authenticator, ClientData clientData, Faults faults) {
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
        response.put("publicKey", Bytes.base64Url(made.credential().publicKey().getEncoded()));
        response.put("publicKeyAlgorithm", (long) made.credential().algorithm().cose());
        response.put("attestationObject", Bytes.base64Url(attestationObject));
        return credentialJson(made.credential(), authenticator, response, faults);
    }

    private String get(Options options, SoftwareAuthenticator authenticator, Faults faults) {
        String rpId = rpId(options.text("rpId").orElse(null));
        boolean userVerification = userVerification(options, authenticator, false);
        byte[] challenge = options.requiredBytes("challenge");
        List<byte[]> allowed = credentialIds(options, "allowCredentials");

        ClientData clientData = clientData("webauthn.get", challenge, faults);
        MadeAssertion made = authenticator.getAssertion(rpId, clientData.hash(), allowed, userVerification, faults);
        Map<String, @Nullable Object> response = new LinkedHashMap<>();
        response.put("clientDataJSON", Bytes.base64Url(clientData.sent(faults)));
        response.put("authenticatorData", Bytes.base64Url(made.authenticatorData()));
        response.put("signature", Bytes.base64Url(made.signature()));
        if (made.credential().isDiscoverable()) {
            response.put("userHandle", Bytes.base64Url(made.credential().userHandle()));
        }
        return credentialJson(made.credential(), authenticator, response, faults);
    }

    private String credentialJson(
            SoftwareCredential credential,
            SoftwareAuthenticator authenticator,
            Map<String, @Nullable Object> response,
            Faults faults) {
        String id = Bytes.base64Url(credential.id());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("rawId", id);
        json.put("response", response);
        json.put("authenticatorAttachment", authenticator.attachment().value());
        json.put("clientExtensionResults", new LinkedHashMap<>());
        json.put("type", "public-key");
        String text = faults.at(Stage.RESPONSE_TEXT, Json.write(faults.at(Stage.RESPONSE, json)));
        faults.requireAllActed();
        return text;
    }

    /** Serialized client data, and the hash of them that the authenticator gets. */
    private record ClientData(byte[] bytes, byte[] hash) {
        byte[] sent(Faults faults) {
            return faults.at(Stage.CLIENT_DATA_SENT, bytes);
        }
    }

    private ClientData clientData(String type, byte[] challenge, Faults faults) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("type", type);
        members.put("challenge", Bytes.base64Url(challenge));
        members.put("origin", origin.toString());
        members.put("crossOrigin", topOrigin != null);
        if (topOrigin != null) {
            members.put("topOrigin", topOrigin.toString());
        }
        byte[] json = Json.write(faults.at(Stage.CLIENT_DATA, members)).getBytes(StandardCharsets.UTF_8);
        byte[] bytes = faults.at(Stage.CLIENT_DATA_BYTES, json);
        return new ClientData(bytes, faults.at(Stage.CLIENT_DATA_HASH, Bytes.sha256(bytes)));
    }

    private String rpId(@Nullable String requested) {
        String rpId = requested == null ? origin.host() : requested;
        if (!origin.mayUse(rpId)) {
            throw new DomException.SecurityError("a page of " + origin + " may not use the RP ID " + rpId);
        }
        return rpId;
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

    private static void requireAttachment(Options selection, SoftwareAuthenticator authenticator) {
        String here = authenticator.attachment().value();
        String asked = selection.text("authenticatorAttachment").orElse(here);
        if (!asked.equals(here)) {
            throw new DomException.NotAllowedError("the authenticator is " + here + ", asked for is " + asked);
        }
    }

    private static boolean discoverable(Options selection, SoftwareAuthenticator authenticator) {
        String residentKey =
                selection.text("residentKey").orElse(selection.flag("requireResidentKey") ? "required" : "discouraged");
        if (residentKey.equals("required") && !authenticator.canMakeDiscoverable()) {
            throw new DomException.NotAllowedError("the authenticator makes no discoverable credentials");
        }
        return authenticator.canMakeDiscoverable() && !residentKey.equals("discouraged");
    }

    private static boolean userVerification(
            Options options, SoftwareAuthenticator authenticator, boolean conditionalCreate) {
        String asked = options.text("userVerification").orElse("preferred");
        boolean possible = authenticator.canVerifyUser() && !conditionalCreate;
        if (asked.equals("required") && !possible) {
            String message = "user verification is required and cannot be done";
            throw conditionalCreate
                    ? new DomException.ConstraintError(message)
                    : new DomException.NotAllowedError(message);
        }
        return possible && !asked.equals("discouraged");
    }

    /** A web origin whose pages may use WebAuthn. */
    private record WebOrigin(String scheme, String host, int port) {

        static WebOrigin parse(String text) {
            URI uri = URI.create(text);
            String scheme = uri.getScheme();
            String host = uri.getHost();
            boolean bare = uri.getRawPath() == null || uri.getRawPath().isEmpty();
            if (scheme == null || host == null || !bare || uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw new IllegalArgumentException("an origin is like https://example.org, not like " + text);
            }
            WebOrigin origin = new WebOrigin(scheme, host, uri.getPort());
            if (!origin.isSecure()) {
                throw new DomException.SecurityError(
                        "WebAuthn exists on https and on http://localhost, not on " + text);
            }
            return origin;
        }

        private boolean isSecure() {
            return scheme.equals("https")
                    || scheme.equals("http") && (host.equals("localhost") || host.endsWith(".localhost"));
        }

        /** Whether the RP ID is the host or a parent of it; only a single label is taken for a public suffix. */
        boolean mayUse(String rpId) {
            return host.equals(rpId) || host.endsWith("." + rpId) && rpId.indexOf('.') > 0;
        }

        @Override
        public String toString() {
            return scheme + "://" + host + (port < 0 ? "" : ":" + port);
        }
    }
}
