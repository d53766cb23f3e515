package dev.keystile.fuzz;

import dev.keystile.webauthn.RelyingParty;
import dev.keystile.webauthn.attestation.AttestationConveyance;
import dev.keystile.webauthn.attestation.AttestationFormat;
import dev.keystile.webauthn.attestation.AttestationObject;
import dev.keystile.webauthn.attestation.AttestationPolicy;
import dev.keystile.webauthn.attestation.AttestationRules;
import dev.keystile.webauthn.authentication.AuthenticationRequest;
import dev.keystile.webauthn.authentication.PendingAuthentication;
import dev.keystile.webauthn.authenticator.UserVerification;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cbor.CborMap;
import dev.keystile.webauthn.cbor.CborOptions;
import dev.keystile.webauthn.cbor.CborValue;
import dev.keystile.webauthn.client.Challenge;
import dev.keystile.webauthn.cose.SignatureSuite;
import dev.keystile.webauthn.credential.CredentialRecord;
import dev.keystile.webauthn.credential.UserEntity;
import dev.keystile.webauthn.credential.UserHandle;
import dev.keystile.webauthn.extension.RegistrationExtensions;
import dev.keystile.webauthn.json.JsonArray;
import dev.keystile.webauthn.json.JsonLimits;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.json.JsonString;
import dev.keystile.webauthn.json.JsonValue;
import dev.keystile.webauthn.registration.PendingRegistration;
import dev.keystile.webauthn.registration.RegistrationRefusedException;
import dev.keystile.webauthn.registration.RegistrationRequest;
import dev.keystile.webauthn.registration.RegistrationResponse;
import dev.keystile.webauthn.testing.Algorithm;
import dev.keystile.webauthn.testing.Attestation;
import dev.keystile.webauthn.testing.AttestationAuthority;
import dev.keystile.webauthn.testing.Extension;
import dev.keystile.webauthn.testing.Fault;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import dev.keystile.webauthn.testing.WebAuthnClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Valid ceremonies to begin from: one of each attestation format and of each algorithm, made at start; and the responses of real
 * authenticators where the folder that the system property {@code keystile.vectors} names is there.
 */
public final class Samples {
    public static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    static final String RP_ID = "example.org";
    static final String ORIGIN = "https://example.org";
    static final Challenge CHALLENGE =
            Challenge.of(ByteString.fromHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"));
    static final UserEntity USER =
            new UserEntity(new UserHandle(ByteString.fromHex("00112233445566778899aabbccddeeff")), "alex", "Alex");

    /** As the strangest of real attestation objects are written, and stranger. */
    public static final CborOptions LENIENT =
            AttestationObject.FORM.allowingIndefiniteContainers().allowingLongForms();

    /** The most lenient policy that there is, so that all of the verifiers are reached. */
    public static final AttestationPolicy ANY_ATTESTATION = AttestationPolicy.any()
            .withRules(AttestationRules.standard().withUnknownFormatsInCompound())
            .withFormats(Set.of(
                    AttestationFormat.NONE,
                    AttestationFormat.PACKED,
                    AttestationFormat.TPM,
                    AttestationFormat.ANDROID_KEY,
                    AttestationFormat.ANDROID_SAFETYNET,
                    AttestationFormat.FIDO_U2F,
                    AttestationFormat.APPLE,
                    AttestationFormat.COMPOUND));

    private static final WebAuthnClient CLIENT = WebAuthnClient.at(ORIGIN).conveyingAttestationAlways();
    private static final AttestationAuthority AUTHORITY =
            AttestationAuthority.builder().seed(1).build();
    private static final Map<String, Attestation> ATTESTATIONS = attestations();
    private static final Samples SAMPLES = new Samples();

    final RelyingParty relyingParty;
    final PendingRegistration pendingRegistration;
    final PendingAuthentication pendingAuthentication;
    private final Map<String, String> registrations = new LinkedHashMap<>();
    private final List<SoftwareAuthenticator> authenticators = new ArrayList<>();
    private final List<CredentialRecord> records = new ArrayList<>();
    private final List<String> authentications = new ArrayList<>();

    private Samples() {
        SignatureSuite signatures = SignatureSuite.platform();
        relyingParty = RelyingParty.builder(RP_ID, "Example")
                .origin(ORIGIN)
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .signatures(signatures)
                .build();
        pendingRegistration = relyingParty.beginRegistration(
                RegistrationRequest.builder(USER)
                        .algorithms(List.copyOf(signatures.supported()))
                        .userVerification(UserVerification.REQUIRED)
                        .attestation(AttestationConveyance.DIRECT)
                        .attestationPolicy(ANY_ATTESTATION)
                        .extensions(RegistrationExtensions.none())
                        .build(),
                CHALLENGE);
        pendingAuthentication = relyingParty.beginAuthentication(
                AuthenticationRequest.builder().user(USER.id()).build(), CHALLENGE);
        try {
            make();
        } catch (MalformedException | RegistrationRefusedException e) {
            throw new IllegalStateException("a sample is not valid", e);
        }
    }

    public static Samples get() {
        return SAMPLES;
    }

    private static Map<String, Attestation> attestations() {
        Map<String, Attestation> all = new LinkedHashMap<>();
        all.put("none", Attestation.none());
        all.put("self", Attestation.self());
        all.put("packed", Attestation.packed(AUTHORITY));
        all.put("tpm", Attestation.tpm(AUTHORITY, Algorithm.ES256));
        all.put("android-key", Attestation.androidKey(AUTHORITY));
        all.put("apple", Attestation.apple(AUTHORITY));
        all.put("fido-u2f", Attestation.fidoU2f(AUTHORITY));
        all.put("android-safetynet", Attestation.androidSafetyNet(AUTHORITY, Clock.fixed(NOW, ZoneOffset.UTC)));
        all.put("compound", Attestation.compound(Attestation.packed(AUTHORITY), Attestation.self()));
        return all;
    }

    static List<String> formats() {
        return List.copyOf(ATTESTATIONS.keySet());
    }

    static SoftwareAuthenticator authenticator(String format, Algorithm algorithm) {
        return SoftwareAuthenticator.builder()
                .algorithms(algorithm)
                .attestation(Objects.requireNonNull(ATTESTATIONS.get(format)))
                .extensions(Extension.values())
                .build();
    }

    /** A response to the pending registration, with faults. */
    String register(SoftwareAuthenticator authenticator, Fault... faults) {
        return CLIENT.create(pendingRegistration.optionsJson(), authenticator, faults);
    }

    /** A response to the pending authentication, with faults. */
    String authenticate(SoftwareAuthenticator authenticator, Fault... faults) {
        return CLIENT.get(pendingAuthentication.optionsJson(), authenticator, faults);
    }

    private void make() throws MalformedException, RegistrationRefusedException {
        for (String format : formats()) {
            registrations.put(format, register(authenticator(format, Algorithm.ES256)));
        }
        for (Algorithm algorithm : List.of(
                Algorithm.ES256,
                Algorithm.ES384,
                Algorithm.ED25519,
                Algorithm.RS256,
                Algorithm.PS256,
                Algorithm.ED448)) {
            SoftwareAuthenticator authenticator = authenticator("none", algorithm);
            String response = register(authenticator);
            registrations.put("none-" + algorithm, response);
            authenticators.add(authenticator);
            records.add(relyingParty
                    .verify(pendingRegistration, RegistrationResponse.parse(response))
                    .credentialRecord());
            authentications.add(authenticate(authenticator));
        }
        vectors();
    }

    private void vectors() {
        String folder = System.getProperty("keystile.vectors", "");
        Path recorded = Path.of(folder, "real-authenticators.json");
        if (folder.isEmpty() || !Files.isRegularFile(recorded)) {
            return;
        }
        try {
            JsonValue all = JsonValue.parse(
                    ByteString.copyOf(Files.readAllBytes(recorded)), new JsonLimits(1 << 26, 32, 1_000_000));
            for (JsonObject ceremony : ((JsonArray) all).toObjects()) {
                if (ceremony.has("registration")) {
                    JsonObject registration = ceremony.requiredObject("registration");
                    registrations.put(ceremony.requiredString("id"), response(registration));
                }
            }
        } catch (IOException | MalformedException e) {
            throw new IllegalStateException("the recorded ceremonies cannot be read", e);
        }
    }

    private static String response(JsonObject registration) throws MalformedException {
        String id = registration.requiredString("credentialId");
        return JsonObject.builder()
                .put("id", id)
                .put("rawId", id)
                .put("type", "public-key")
                .put(
                        "response",
                        JsonObject.builder()
                                .put("clientDataJSON", registration.requiredString("clientDataJSON"))
                                .put("attestationObject", registration.requiredString("attestationObject"))
                                .build())
                .put("clientExtensionResults", JsonObject.builder().build())
                .build()
                .toJson();
    }

    List<SoftwareAuthenticator> authenticators() {
        return authenticators;
    }

    List<CredentialRecord> records() {
        return records;
    }

    List<ByteString> registrationResponses() {
        return texts(registrations.values());
    }

    List<ByteString> authenticationResponses() {
        return texts(authentications);
    }

    static List<ByteString> texts(Collection<String> texts) {
        return texts.stream().map(ByteString::ofUtf8).toList();
    }

    public List<ByteString> clientData() {
        List<ByteString> all = new ArrayList<>();
        registrations.values().forEach(text -> all.add(part(text, "clientDataJSON")));
        authentications.forEach(text -> all.add(part(text, "clientDataJSON")));
        return all;
    }

    public List<ByteString> attestationObjects() {
        return registrations.values().stream()
                .map(text -> part(text, "attestationObject"))
                .toList();
    }

    /** The hash that all attestation statements made at start are about. */
    public ByteString clientDataHash() {
        return clientData().get(0).sha256();
    }

    List<ByteString> authenticatorData() {
        List<ByteString> all = new ArrayList<>();
        authentications.forEach(text -> all.add(part(text, "authenticatorData")));
        for (ByteString encoded : attestationObjects()) {
            all.add(member(encoded, "authData"));
        }
        return all;
    }

    public List<ByteString> credentialKeys() {
        return attestationObjects().stream()
                .map(encoded -> {
                    try {
                        return AttestationObject.parse(encoded, LENIENT)
                                .attestedCredentialData()
                                .credentialPublicKey()
                                .encoded();
                    } catch (MalformedException e) {
                        return ByteString.empty();
                    }
                })
                .filter(key -> !key.isEmpty())
                .distinct()
                .toList();
    }

    public List<ByteString> signatures() {
        return authentications.stream().map(text -> part(text, "signature")).toList();
    }

    /** A member of the statements, from all formats that have it. */
    public List<ByteString> statementMembers(String name) {
        List<ByteString> all = new ArrayList<>();
        for (ByteString encoded : attestationObjects()) {
            if (statement(encoded) instanceof CborMap map) {
                try {
                    map.optionalBytes(name).ifPresent(all::add);
                } catch (MalformedException e) {
                    // Some format has a text of this name.
                }
            }
        }
        return all;
    }

    public List<ByteString> certificates() {
        List<ByteString> all = new ArrayList<>();
        for (ByteString encoded : attestationObjects()) {
            if (statement(encoded) instanceof CborMap map && map.has("x5c")) {
                try {
                    all.addAll(map.requiredArray("x5c").toByteStrings());
                } catch (MalformedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return all.stream().distinct().toList();
    }

    private static CborValue statement(ByteString attestationObject) {
        try {
            return ((CborMap) CborValue.parse(attestationObject, LENIENT)).required("attStmt");
        } catch (MalformedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ByteString member(ByteString attestationObject, String name) {
        try {
            return ((CborMap) CborValue.parse(attestationObject, LENIENT)).requiredBytes(name);
        } catch (MalformedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ByteString part(String response, String member) {
        try {
            return ((JsonString) JsonObject.parse(response)
                            .requiredObject("response")
                            .required(member))
                    .toBytes();
        } catch (MalformedException e) {
            throw new IllegalStateException(e);
        }
    }
}
