package dev.keystile.conformance;

import static dev.keystile.conformance.Tool.USUALLY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.conformance.ConformanceCase.Ceremony;
import dev.keystile.conformance.ConformanceCase.Group;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.testing.Algorithm;
import dev.keystile.webauthn.testing.AndroidKeyFault;
import dev.keystile.webauthn.testing.Attestation;
import dev.keystile.webauthn.testing.ChainFault;
import dev.keystile.webauthn.testing.Fault;
import dev.keystile.webauthn.testing.SafetyNetFault;
import dev.keystile.webauthn.testing.SignatureFault;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import dev.keystile.webauthn.testing.TpmFault;
import dev.keystile.webauthn.testing.TpmHash;
import java.security.Security;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** The cases of algorithms and of each attestation format. */
final class AttestationCases {
    private static final String RESPONSE = "Server-ServerAuthenticatorAttestationResponse-";
    private static final String REJECTED = "attestation-rejected/";
    private static final String SIGNATURE = REJECTED + "signature-invalid: ";
    private static final String FORMAT = REJECTED + "format-not-accepted: ";
    private static final String UNTRUSTED = REJECTED + "trust-insufficient/";

    private AttestationCases() {}

    static Stream<ConformanceCase> all() {
        return Stream.of(algorithms(), packed(), self(), none(), u2f(), tpm(), androidKey(), safetyNet())
                .flatMap(cases -> cases);
    }

    private static Group group(String name, Function<Models, SoftwareAuthenticator> model) {
        return new Group(RESPONSE + name, by(model));
    }

    /** Registrations with one of the models. */
    private static Ceremony by(Function<Models, SoftwareAuthenticator> model) {
        return (world, faults) -> world.register(model.apply(world.models()), USUALLY, faults);
    }

    private static Stream<ConformanceCase> algorithms() {
        Group group = group("Resp-4", Models::self);
        return Stream.of(
                group.accepts("P-1", "ES256K", onSecp256k1(models -> models.self(Algorithm.ES256K))),
                group.accepts("P-2", "PS256", selfBy(Algorithm.PS256)),
                group.accepts("P-3", "PS384", selfBy(Algorithm.PS384)),
                group.accepts("P-4", "PS512", selfBy(Algorithm.PS512)),
                group.accepts("P-5", "RS256", selfBy(Algorithm.RS256)),
                group.accepts("P-6", "RS384", selfBy(Algorithm.RS384)),
                group.accepts("P-7", "RS512", selfBy(Algorithm.RS512)),
                group.accepts("P-8", "RS1", selfBy(Algorithm.RS1)),
                group.shows("P-8", "RS1 is offered", AttestationCases::offersRs1),
                group.accepts("P-9", "ES256", selfBy(Algorithm.ES256)),
                group.accepts("P-10", "ES384", selfBy(Algorithm.ES384)),
                group.accepts("P-11", "ES512", selfBy(Algorithm.ES512)),
                group.accepts("P-12", "Ed25519", selfBy(Algorithm.EDDSA)));
    }

    private static Ceremony selfBy(Algorithm algorithm) {
        return (world, faults) -> world.register(world.models().self(algorithm), USUALLY, faults);
    }

    /** Registrations with a key that the JDK does not make, so that for once another provider is there to make it. */
    private static Ceremony onSecp256k1(Function<Models, SoftwareAuthenticator> model) {
        return (world, faults) -> {
            Tool tool = world.tool();
            String response = withBouncyCastle(() -> tool.registration(model.apply(world.models()), USUALLY, faults));
            return tool.post("/attestation/result", response);
        };
    }

    private static String withBouncyCastle(Supplier<String> made) {
        BouncyCastleProvider provider = new BouncyCastleProvider();
        Security.insertProviderAt(provider, 1);
        try {
            return made.get();
        } finally {
            Security.removeProvider(provider.getName());
        }
    }

    private static void offersRs1(World world) {
        JsonObject options = world.tool().creationOptions(USUALLY).json();
        RegistrationCases.read(() -> {
            List<Integer> offered = new ArrayList<>();
            for (JsonObject parameter :
                    options.requiredArray("pubKeyCredParams").toObjects()) {
                offered.add(parameter.requiredInt("alg"));
            }
            assertThat(offered).contains(-65535).doesNotHaveDuplicates();
        });
    }

    private static Stream<ConformanceCase> packed() {
        Group group = group("Resp-5", Models::packed);
        return Stream.of(
                group.accepts("P-1", "a full attestation"),
                group.accepts("P-2", "a chain to the root in the metadata", by(Models::packed)),
                group.accepts("P-3", "a certificate that is the trust anchor itself", by(Models::batchAnchored)),
                group.shows("P-4", "a root with critical basic constraints", world -> {
                    assertThat(world.models().maker().root().getCriticalExtensionOIDs())
                            .contains("2.5.29.19");
                    ConformanceCase.assertAccepted(world.register(world.models().packed(), USUALLY));
                }),
                group.accepts("P-5", "metadata with unsigned 64-bit numbers", by(Models::largeNumbers)),
                group.refuses("F-1", FORMAT, Fault.attestationObject("fmt").is("packing")),
                group.refuses("F-2", SIGNATURE, SignatureFault.wrong()),
                group.refuses(
                        "F-3",
                        UNTRUSTED + "metadata-attestation-type: ",
                        Fault.statement("x5c").missing().and(SignatureFault.byCredential())),
                group.refuses("F-3", SIGNATURE, Fault.statement("x5c").missing()),
                group.refuses(
                        "F-4",
                        malformedStatement("CBOR", "x5c"),
                        Fault.statement("x5c").notArray()),
                group.refuses(
                        "F-5",
                        malformedStatement("attestation statement", "x5c"),
                        Fault.statement("x5c").empty()),
                group.refuses(
                        "F-6",
                        UNTRUSTED + "certificate-outside-validity: ",
                        ChainFault.leaf().expired()),
                group.refuses(
                        "F-7",
                        UNTRUSTED + "certificate-outside-validity: ",
                        ChainFault.leaf().notYetValid()),
                group.refuses(
                        "F-8",
                        onSecp256k1(Models::packed),
                        malformedStatement("X.509", "x5c[0].publicKey") + "the key is not one of P-256",
                        ChainFault.keyOnCurveOf(Algorithm.ES256K)),
                group.refuses(
                        "F-8",
                        malformedStatement("X.509", "x5c[0].publicKey") + "the key is not one of P-256",
                        ChainFault.keyOnCurveOf(Algorithm.ES384)),
                group.refuses(
                        "F-9",
                        UNTRUSTED + "certificate-outside-validity: ",
                        ChainFault.intermediate()
                                .valid(Instant.parse("2017-01-01T00:00:00Z"), Instant.parse("2018-01-01T00:00:00Z"))),
                group.refuses(
                        "F-9",
                        UNTRUSTED + "path-broken: ",
                        ChainFault.leaf().signedByStranger(),
                        ChainFault.intermediate().signedByStranger()),
                group.refuses("F-10", UNTRUSTED + "root-in-path: ", ChainFault.rootIncluded()),
                group.refuses("F-11", SIGNATURE, ChainFault.reversed()),
                group.refuses(
                        "F-12",
                        UNTRUSTED + "certificate-outside-validity: ",
                        ChainFault.intermediate().expired()),
                group.refuses("F-13", SIGNATURE, SignatureFault.byStranger()),
                group.refuses("F-14", SIGNATURE, SignatureFault.byCredential()));
    }

    private static Stream<ConformanceCase> self() {
        Group group = group("Resp-6", Models::self);
        return Stream.of(
                group.accepts("P-1", "a self attestation"),
                group.refuses("F-1", SIGNATURE, SignatureFault.wrong()),
                group.refusesAsItIs(
                        "F-2",
                        "a full attestation by a model that makes none",
                        (world, faults) -> world.register(
                                world.models()
                                        .self()
                                        .withAttestation(Attestation.packed(
                                                world.models().maker())),
                                USUALLY,
                                faults),
                        UNTRUSTED + "metadata-attestation-type: "),
                group.refuses("F-3", FORMAT, Fault.attestationObject("fmt").is("packing")));
    }

    private static Stream<ConformanceCase> none() {
        Group group = new Group(RESPONSE + "Resp-7", unattestedBy(Models::packed));
        return Stream.of(
                group.accepts(
                        "P-1",
                        "no attestation",
                        unattestedBy(models -> models.packed().withAttestation(Attestation.none()))),
                group.accepts("P-2", "a self attestation", unattestedBy(Models::self)),
                group.refuses(
                        "F-1",
                        REJECTED
                                + "statement-malformed: the attestation is rejected: the none statement cannot be read: "
                                + "Malformed attestation statement at attStmt: is not empty",
                        Fault.attestationObject("fmt").is("none")));
    }

    /** Registrations that ask for no attestation. */
    private static Ceremony unattestedBy(Function<Models, SoftwareAuthenticator> model) {
        return (world, faults) -> world.register(model.apply(world.models()), USUALLY.attestation("none"), faults);
    }

    private static Stream<ConformanceCase> u2f() {
        Group group = group("Resp-8", Models::u2f);
        return Stream.of(
                group.accepts("P-1", "a U2F attestation"),
                group.refuses(
                        "F-1",
                        ruleBroken("fido-u2f", "authData", "the AAGUID of a U2F authenticator must be zero"),
                        Fault.aaguid(new UUID(1, 2))),
                group.refuses("F-2", SIGNATURE, SignatureFault.wrong()));
    }

    private static Stream<ConformanceCase> tpm() {
        Group group = group("Resp-9", Models::tpm);
        return Stream.of(
                group.accepts("P-1", "RS256 and SHA-256"),
                group.accepts("P-2", "RS1 and SHA-1", by(Models::tpmRs1)),
                group.accepts("P-3", "a name by another hash", TpmFault.nameAlgorithm(TpmHash.SHA384)),
                group.accepts("P-4", "ES256", by(Models::tpmEs256)),
                group.refuses("F-1", ruleBroken("tpm", "x5c[0]", "the subject must be empty"), ChainFault.reversed()),
                group.refuses("F-2", otherCeremony("tpm", "certInfo.extraData"), TpmFault.otherExtraData()),
                group.refuses(
                        "F-3",
                        ruleBroken("tpm", "certInfo", "magic must be TPM_GENERATED_VALUE"),
                        TpmFault.magic(0xff544348L)),
                group.refuses("F-4", otherKey("tpm", "pubArea"), TpmFault.publicAreaOfStranger(Algorithm.RS256)));
    }

    private static Stream<ConformanceCase> androidKey() {
        Group group = group("Resp-A", Models::androidKey);
        return Stream.of(
                group.accepts("P-1", "an Android key attestation"),
                group.refuses(
                        "F-1", otherCeremony("android-key", "attestationChallenge"), AndroidKeyFault.otherChallenge()),
                group.refuses("F-2", otherKey("android-key", "x5c[0]"), ChainFault.strangersKey()),
                group.refuses("F-3", SIGNATURE, ChainFault.reversed()));
    }

    private static Stream<ConformanceCase> safetyNet() {
        Group group = group("Resp-B", Models::safetyNet);
        return Stream.of(
                group.accepts("P-1", "a SafetyNet attestation"),
                group.refuses(
                        "F-1",
                        ruleBroken("android-safetynet", "ver", "the version must be a number of 31 bits"),
                        Fault.statement("ver").empty()),
                group.refuses(
                        "F-2",
                        REJECTED
                                + "statement-malformed: the attestation is rejected: the android-safetynet statement cannot be read: "
                                + "Malformed JWS at attStmt.response: must have three parts",
                        Fault.statement("response").empty()),
                group.refuses("F-3", otherCeremony("android-safetynet", "response.nonce"), SafetyNetFault.otherNonce()),
                group.refuses(
                        "F-4",
                        REJECTED
                                + "statement-malformed: the attestation is rejected: the android-safetynet statement cannot be read: "
                                + "Malformed JWS at attStmt.response.header.x5c: holds 0 certificates",
                        SafetyNetFault.header("x5c").empty()),
                group.refuses(
                        "F-5",
                        ruleBroken(
                                "android-safetynet",
                                "response",
                                "the device must match the profile of a certified one"),
                        SafetyNetFault.notCertified()),
                group.refuses(
                        "F-6",
                        ruleBroken("android-safetynet", "response", "timestampMs must be at most PT1M before "),
                        SafetyNetFault.made(Duration.ofHours(1))),
                group.refuses(
                        "F-7",
                        ruleBroken("android-safetynet", "response", "timestampMs must be at most PT1M before "),
                        SafetyNetFault.made(Duration.ofMinutes(-2))));
    }

    /** How the refusal of a packed statement that cannot be read begins. */
    private static String malformedStatement(String format, String member) {
        return REJECTED
                + "statement-malformed: the attestation is rejected: the packed statement cannot be read: Malformed "
                + format + " at attStmt." + member + ": ";
    }

    private static String ruleBroken(String format, String place, String rule) {
        return REJECTED + "rule-broken: the attestation is rejected: in the " + format + " statement's " + place + ", "
                + rule;
    }

    private static String otherKey(String format, String place) {
        return REJECTED + "other-key: the attestation is rejected: in the " + format + " statement, the key of "
                + place;
    }

    private static String otherCeremony(String format, String place) {
        return REJECTED + "other-ceremony: the attestation is rejected: in the " + format + " statement, " + place;
    }
}
