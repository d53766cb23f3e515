package dev.keystile.conformance;

import static dev.keystile.conformance.ResponseShapeCases.malformed;
import static dev.keystile.conformance.ResponseShapeCases.malformedBase64Url;
import static dev.keystile.conformance.ResponseShapeCases.malformedJson;
import static dev.keystile.conformance.Tool.USUALLY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.conformance.ConformanceCase.Ceremony;
import dev.keystile.conformance.ConformanceCase.Group;
import dev.keystile.conformance.Tool.Reply;
import dev.keystile.conformance.Tool.Wish;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.testing.AuthenticatorFlag;
import dev.keystile.webauthn.testing.Fault;
import dev.keystile.webauthn.testing.SignCounter;
import dev.keystile.webauthn.testing.SignatureFault;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The cases of sign-ins, each by somebody who has just registered. */
final class AuthenticationCases {
    private static final String RESPONSE = "Server-ServerAuthenticatorAssertionResponse-";
    private static final Fault NOT_VERIFIED = Fault.flag(AuthenticatorFlag.USER_VERIFIED, false);

    private AuthenticationCases() {}

    static Stream<ConformanceCase> all() {
        return Stream.of(options(), response(), clientData(), authenticatorData())
                .flatMap(cases -> cases);
    }

    private static Group group(String name) {
        return new Group(RESPONSE + name, asking(USUALLY));
    }

    /** A registration, a sign-in, and a second one with what may be wrong. */
    private static Ceremony asking(Wish wish) {
        return (world, faults) -> signIn(world, newAuthenticator(SignCounter.PER_CREDENTIAL), wish, faults);
    }

    private static Reply signIn(World world, SoftwareAuthenticator authenticator, Wish wish, Fault... faults) {
        Tool tool = registered(world, authenticator);
        ConformanceCase.assertAccepted(tool.signIn(authenticator, USUALLY));
        return tool.signIn(authenticator, wish, faults);
    }

    private static Tool registered(World world, SoftwareAuthenticator authenticator) {
        Tool tool = world.tool();
        ConformanceCase.assertAccepted(tool.register(authenticator, USUALLY.attestation("none")));
        return tool;
    }

    private static SoftwareAuthenticator newAuthenticator(SignCounter counter) {
        return SoftwareAuthenticator.builder().signCounter(counter).build();
    }

    private static Stream<ConformanceCase> options() {
        Group group = new Group(
                "Server-ServerPublicKeyCredentialGetOptionsResponse-Req-1",
                (world, faults) -> world.tool().requestOptions(USUALLY));
        return Stream.of(
                group.shows(
                        "P-1", "the options have every member that they need", AuthenticationCases::optionsAreWhole),
                group.shows("P-2", "two challenges differ", world -> {
                    Tool tool = registered(world, newAuthenticator(SignCounter.PER_CREDENTIAL));
                    assertThat(tool.requestOptions(USUALLY).text("challenge"))
                            .isNotEqualTo(tool.requestOptions(USUALLY).text("challenge"));
                }));
    }

    private static void optionsAreWhole(World world) {
        SoftwareAuthenticator authenticator = newAuthenticator(SignCounter.PER_CREDENTIAL);
        Reply reply = registered(world, authenticator).requestOptions(USUALLY.userVerification("discouraged"));
        ConformanceCase.assertAccepted(reply);
        JsonObject options = reply.json();
        RegistrationCases.read(() -> {
            assertThat(options.requiredBytes("challenge").length()).isBetween(16, 64);
            assertThat(options.requiredObject("extensions").requiredBoolean("example.extension"))
                    .isTrue();
            assertThat(options.requiredLong("timeout")).isPositive();
            assertThat(options.requiredString("rpId")).isEqualTo("localhost");
            List<JsonObject> allowed = options.requiredArray("allowCredentials").toObjects();
            assertThat(allowed).hasSize(1);
            assertThat(allowed.get(0).requiredString("type")).isEqualTo("public-key");
            assertThat(allowed.get(0).requiredBytes("id"))
                    .isEqualTo(
                            ByteString.copyOf(authenticator.newestCredential().id()));
            assertThat(options.requiredString("userVerification")).isEqualTo("discouraged");
        });
    }

    private static Stream<ConformanceCase> response() {
        Group group = group("Resp-1");
        String authenticatorData = "response.authenticatorData";
        String signature = "response.signature";
        return Stream.of(
                        Stream.of(group.accepts("P-1", "a sign-in")),
                        ResponseShapeCases.envelope(group),
                        ResponseShapeCases.bytes(group, "clientDataJSON", "F-9", "F-10"),
                        Stream.of(group.refuses(
                                "F-11",
                                malformed("JSON", "response.clientDataJSON@0"),
                                Fault.response("response.clientDataJSON").empty())),
                        ResponseShapeCases.bytes(group, "authenticatorData", "F-12", "F-13"),
                        Stream.of(
                                group.refuses(
                                        "F-14",
                                        malformedBase64Url(authenticatorData),
                                        Fault.response(authenticatorData).notBase64Url(),
                                        Fault.response(authenticatorData).withPadBits()),
                                group.refuses(
                                        "F-15",
                                        malformed("authenticator data", authenticatorData),
                                        Fault.response(authenticatorData).empty())),
                        ResponseShapeCases.bytes(group, "signature", "F-16", "F-17"),
                        Stream.of(
                                group.refuses(
                                        "F-18",
                                        malformedBase64Url(signature),
                                        Fault.response(signature).notBase64Url()),
                                group.refuses(
                                        "F-19",
                                        "signature-invalid: ",
                                        Fault.response(signature).empty()),
                                group.refuses(
                                        "F-20",
                                        "signature-invalid: ",
                                        SignatureFault.wrong(),
                                        SignatureFault.byStranger()),
                                group.refuses(
                                        "F-21",
                                        malformedJson("response.userHandle", "must be a string"),
                                        Fault.response("response.userHandle").is(1469L),
                                        Fault.response("response.userHandle").is(true),
                                        Fault.response("response.userHandle").is(List.of(1L)),
                                        Fault.response("response.userHandle").is(Map.of("a", 1L)))))
                .flatMap(cases -> cases);
    }

    private static Stream<ConformanceCase> clientData() {
        return ResponseShapeCases.clientDataCases(group("Resp-2"), "webauthn.get", "webauthn.create");
    }

    private static Stream<ConformanceCase> authenticatorData() {
        Group group = group("Resp-3");
        String place = "response.authenticatorData";
        return Stream.of(
                group.accepts(
                        "P-1",
                        "a counter that is always 0",
                        (world, faults) -> signIn(world, newAuthenticator(SignCounter.NONE), USUALLY, faults)),
                group.accepts("P-2", "verified, required", asking(USUALLY.userVerification("required"))),
                group.accepts("P-3", "not verified, preferred", asking(USUALLY), NOT_VERIFIED),
                group.accepts("P-4", "verified, preferred", asking(USUALLY)),
                group.accepts("P-5", "not verified, discouraged", discouraged()),
                group.accepts(
                        "P-6",
                        "verified, discouraged",
                        discouraged(),
                        Fault.flag(AuthenticatorFlag.USER_VERIFIED, true)),
                group.accepts("P-7", "extension data", Fault.extensions(Map.of("example.extension", true))),
                group.refuses(
                        "F-1",
                        malformed("authenticator data", place + "@37") + "1 bytes are left over",
                        Fault.leftoverAuthenticatorData((byte) 0)),
                group.refuses("F-2", "rp-id-hash-mismatch: ", Fault.rpId("elsewhere.example")),
                group.refuses("F-3", "signature-invalid: ", Fault.otherClientDataHash()),
                group.refuses(
                        "F-4",
                        "sign-count-not-increased: the signature counter was 1 and is now ",
                        Fault.signCount(1),
                        Fault.signCount(0)),
                group.refuses(
                        "F-5", asking(USUALLY.userVerification("required")), "user-not-verified: ", NOT_VERIFIED));
    }

    private static Ceremony discouraged() {
        return asking(USUALLY.userVerification("discouraged"));
    }
}
