package dev.keystile.conformance;

import static dev.keystile.conformance.ResponseShapeCases.malformed;
import static dev.keystile.conformance.Tool.USUALLY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.conformance.ConformanceCase.Group;
import dev.keystile.conformance.Tool.Reply;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.testing.Algorithm;
import dev.keystile.webauthn.testing.Attestation;
import dev.keystile.webauthn.testing.AuthenticatorFlag;
import dev.keystile.webauthn.testing.Fault;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The cases of registrations that every attestation format has: their options, response, client data and attestation object. */
final class RegistrationCases {
    private static final String REJECTED =
            "attestation-rejected/statement-malformed: the attestation is rejected: the packed statement cannot be read: ";
    private static final String RESPONSE = "Server-ServerAuthenticatorAttestationResponse-";

    private RegistrationCases() {}

    static Stream<ConformanceCase> all() {
        return Stream.of(options(), response(), clientData(), attestationObject())
                .flatMap(cases -> cases);
    }

    private static Group group(String name) {
        return new Group(
                RESPONSE + name,
                (world, faults) -> world.register(world.models().packed(), USUALLY, faults));
    }

    private static Stream<ConformanceCase> options() {
        Group group = new Group(
                "Server-ServerPublicKeyCredentialCreationOptions-Req-1",
                (world, faults) -> world.tool().creationOptions(USUALLY));
        return Stream.of(
                group.shows("P-1", "the options have every member that they need", RegistrationCases::optionsAreWhole),
                group.shows(
                        "P-2",
                        "attestation none is echoed",
                        world -> assertThat(world.tool()
                                        .creationOptions(USUALLY.attestation("none"))
                                        .text("attestation"))
                                .isEqualTo("none")),
                group.shows("P-3", "two challenges differ", world -> {
                    Tool tool = world.tool();
                    assertThat(tool.creationOptions(USUALLY).text("challenge"))
                            .isNotEqualTo(tool.creationOptions(USUALLY).text("challenge"));
                }),
                group.shows(
                        "P-4", "user verification required is echoed", RegistrationCases::userVerificationIsEchoed));
    }

    private static void optionsAreWhole(World world) {
        Tool tool = world.tool();
        Reply reply = tool.creationOptions(USUALLY);
        ConformanceCase.assertAccepted(reply);
        JsonObject options = reply.json();
        read(() -> {
            JsonObject user = options.requiredObject("user");
            assertThat(user.requiredString("name")).isEqualTo(tool.username());
            assertThat(user.requiredString("displayName")).isEqualTo("Somebody");
            assertThat(user.requiredBytes("id").length()).isBetween(1, 64);
            JsonObject rp = options.requiredObject("rp");
            assertThat(rp.requiredString("id")).isEqualTo("localhost");
            assertThat(rp.requiredString("name")).isNotEmpty();
            assertThat(options.requiredBytes("challenge").length()).isBetween(16, 64);
            assertThat(options.requiredLong("timeout")).isPositive();
            List<JsonObject> parameters =
                    options.requiredArray("pubKeyCredParams").toObjects();
            assertThat(parameters).isNotEmpty();
            for (JsonObject parameter : parameters) {
                assertThat(parameter.requiredString("type")).isEqualTo("public-key");
                parameter.requiredInt("alg");
            }
            assertThat(options.requiredArray("excludeCredentials").size()).isZero();
            assertThat(options.requiredObject("extensions").requiredBoolean("example.extension"))
                    .isTrue();
            assertThat(options.requiredString("attestation")).isEqualTo("direct");
        });
    }

    private static void userVerificationIsEchoed(World world) {
        JsonObject options = world.tool()
                .creationOptions(USUALLY.userVerification("required"))
                .json();
        read(() -> assertThat(options.requiredObject("authenticatorSelection").requiredString("userVerification"))
                .isEqualTo("required"));
    }

    private static Stream<ConformanceCase> response() {
        Group group = group("Resp-1");
        String attestationObject = "response.attestationObject";
        return Stream.of(
                        Stream.of(group.shows("P-1", "the credential is excluded next", RegistrationCases::isExcluded)),
                        ResponseShapeCases.envelope(group),
                        ResponseShapeCases.bytes(group, "clientDataJSON", "F-9", "F-10"),
                        Stream.of(group.refuses(
                                "F-11",
                                malformed("JSON", "response.clientDataJSON@0"),
                                Fault.response("response.clientDataJSON").empty())),
                        ResponseShapeCases.bytes(group, "attestationObject", "F-12", "F-13"),
                        Stream.of(
                                group.refuses(
                                        "F-14",
                                        malformed("CBOR", attestationObject + "@0"),
                                        Fault.response(attestationObject).empty()),
                                group.refuses(
                                        "F-15",
                                        (world, faults) -> world.register(
                                                world.models().packed(), USUALLY.userVerification("required"), faults),
                                        "user-not-verified: ",
                                        Fault.flag(AuthenticatorFlag.USER_VERIFIED, false))))
                .flatMap(cases -> cases);
    }

    private static void isExcluded(World world) {
        Tool tool = world.tool();
        ConformanceCase.assertAccepted(tool.register(world.models().packed(), USUALLY));
        ByteString registered =
                ByteString.copyOf(world.models().packed().newestCredential().id());
        JsonObject options = tool.creationOptions(USUALLY).json();
        read(() -> {
            List<JsonObject> excluded =
                    options.requiredArray("excludeCredentials").toObjects();
            assertThat(excluded).hasSize(1);
            assertThat(excluded.get(0).requiredString("type")).isEqualTo("public-key");
            assertThat(excluded.get(0).requiredBytes("id")).isEqualTo(registered);
        });
    }

    private static Stream<ConformanceCase> clientData() {
        return ResponseShapeCases.clientDataCases(group("Resp-2"), "webauthn.create", "webauthn.get");
    }

    private static Stream<ConformanceCase> attestationObject() {
        Group group = group("Resp-3");
        String place = "response.attestationObject";
        return Stream.of(
                group.accepts("P-1", "extension data", Fault.extensions(Map.of("example.extension", true))),
                group.refuses(
                        "F-1",
                        malformed("CBOR", place + "@0") + "must be a map",
                        Fault.attestationObjectIs(List.of(1L)),
                        Fault.attestationObjectIs("text"),
                        Fault.attestationObjectIs(1469L),
                        Fault.attestationObjectIs(new byte[] {1, 2, 3})),
                group.refuses(
                        "F-2",
                        malformed("attestation object", place + ".fmt") + "is missing",
                        Fault.attestationObject("fmt").missing()),
                group.refuses(
                        "F-3",
                        malformed("attestation object", place + ".fmt") + "is not a text string",
                        Fault.attestationObject("fmt").notText()),
                group.refuses(
                        "F-4",
                        malformed("attestation object", place + ".attStmt") + "is missing",
                        Fault.attestationObject("attStmt").missing()),
                group.refuses(
                        "F-5",
                        malformed("attestation object", place + ".attStmt") + "is neither a map nor an array",
                        Fault.attestationObject("attStmt").is("text"),
                        Fault.attestationObject("attStmt").is(1469L),
                        Fault.attestationObject("attStmt").is(true),
                        Fault.attestationObject("attStmt").is(null)),
                group.refuses(
                        "F-5",
                        REJECTED + "Malformed attestation statement at attStmt: is not a map",
                        Fault.attestationObject("attStmt").is(List.of(1L))),
                group.refuses(
                        "F-6",
                        malformed("attestation object", place + ".authData") + "is missing",
                        Fault.attestationObject("authData").missing()),
                group.refuses(
                        "F-7",
                        malformed("attestation object", place + ".authData") + "is not a byte string",
                        Fault.attestationObject("authData").notBytes()),
                group.refuses(
                        "F-8",
                        malformed("authenticator data", place + ".authData"),
                        Fault.attestationObject("authData").empty()),
                group.refuses(
                        "F-9",
                        malformed("authenticator data", place + ".authData@37") + "127 bytes are left over",
                        Fault.flag(AuthenticatorFlag.ATTESTED_CREDENTIAL_DATA, false)),
                group.refuses(
                        "F-10",
                        malformed("attestation object", place + ".authData") + "holds no attested credential",
                        Fault.noAttestedCredential()),
                group.refuses(
                        "F-11",
                        malformed("authenticator data", place + ".authData.aaguid") + "ends after 0 of 16 bytes",
                        Fault.attestedCredentialMissing()),
                group.refuses(
                        "F-12",
                        malformed("authenticator data", place + ".authData@164") + "2 bytes are left over",
                        Fault.leftoverAuthenticatorData((byte) 0, (byte) 0)),
                group.refuses("F-13", statement("CBOR", "alg"), Fault.emptyStatement()),
                group.refuses(
                        "F-14", statement("CBOR", "alg"), Fault.statement("alg").missing()),
                group.refuses(
                        "F-15", statement("CBOR", "alg"), Fault.statement("alg").notNumber()),
                group.refuses(
                        "F-16",
                        "attestation-rejected/algorithm-not-supported: the attestation is rejected: "
                                + "no attestation signature by -42 can be verified here",
                        Fault.statement("alg").is(-42L)),
                group.refusesAsItIs(
                        "F-16",
                        "an attestation by ES384 from a model of ES256",
                        (world, faults) -> world.register(
                                world.models()
                                        .packed()
                                        .withAttestation(Attestation.packed(
                                                world.models().maker(), Algorithm.ES384)),
                                USUALLY,
                                faults),
                        "attestation-rejected/trust-insufficient/metadata-attestation-algorithm: "),
                group.refuses(
                        "F-17", statement("CBOR", "sig"), Fault.statement("sig").missing()),
                group.refuses(
                        "F-18", statement("CBOR", "sig"), Fault.statement("sig").notBytes()),
                group.refuses(
                        "F-19",
                        statement("attestation statement", "sig") + "is empty",
                        Fault.statement("sig").empty()));
    }

    private static String statement(String format, String member) {
        return REJECTED + "Malformed " + format + " at attStmt." + member + ": ";
    }

    /** Looks at JSON that must be of the right shape. */
    interface Look {
        void at() throws MalformedException;
    }

    static void read(Look look) {
        try {
            look.at();
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }
}
