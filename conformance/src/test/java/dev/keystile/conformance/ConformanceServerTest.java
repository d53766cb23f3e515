package dev.keystile.conformance;

import static dev.keystile.conformance.Tool.USUALLY;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.conformance.Tool.Reply;
import dev.keystile.webauthn.cose.SignatureSuite;
import dev.keystile.webauthn.testing.Attestation;
import dev.keystile.webauthn.testing.Fault;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("once")
class ConformanceServerTest {
    private static final String CREATION = "/attestation/options";
    private static final int MUTATIONS = 125;

    private final World world = World.start();
    private final Tool tool = world.tool();

    @AfterAll
    void stop() throws IOException {
        world.close();
    }

    static Stream<String> endpoints() {
        return Stream.of(CREATION, "/attestation/result", "/assertion/options", "/assertion/result");
    }

    private static void assertFailed(Reply reply, int status, String reason) {
        assertThat(reply.json().names()).containsExactly("status", "errorMessage");
        assertThat(reply.text("status")).isEqualTo("failed");
        assertThat(reply.errorMessage()).startsWith(reason);
        assertThat(reply.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void acceptsBodiesOf64KilobytesAndNoLongerOnes(String endpoint) {
        String padding = " ".repeat(64 * 1024 - 2);

        assertFailed(tool.post(endpoint, "{" + padding + " }"), 413, "too-long: ");
        assertFailed(tool.post(endpoint, "{" + padding.repeat(20) + "}"), 413, "too-long: ");
        assertThat(tool.post(endpoint, "{" + padding + "}").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void refusesWhatIsNoJsonObject(String endpoint) {
        for (String body : List.of("", "{", "[]", "null", "\"text\"", "{} {}", "{\"id\": 1, \"id\": 1}", "{'a': 1}")) {
            assertFailed(tool.post(endpoint, body), 400, "malformed: Malformed JSON");
        }
        byte[] notUtf8 = {'{', '"', (byte) 0xff, '"', ':', '1', '}'};
        assertFailed(
                tool.send("POST", endpoint, BodyPublishers.ofByteArray(notUtf8)),
                400,
                "malformed: Malformed JSON at @2: not valid UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/attestation", "/attestation/options/", "/Attestation/options", "/assertion//result"})
    void knowsNoOtherPath(String path) {
        assertFailed(tool.post(path, "{}"), 404, "not-found: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "post"})
    void knowsNoOtherMethod(String method) {
        assertFailed(tool.send(method, CREATION, BodyPublishers.noBody()), 405, "method-not-allowed: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"displayName": "A"}                                      | Malformed JSON at username: missing
                    {"username": 1469, "displayName": "A"}                    | Malformed JSON at username: must be a string
                    {"username": "", "displayName": "A"}                      | Malformed JSON at username: has other than
                    {"username": "a"}                                         | Malformed JSON at displayName: missing
                    {"username": "a", "displayName": null}                    | Malformed JSON at displayName: must be a string
                    {"username": "a", "displayName": "A", "attestation": "x"} | Malformed JSON at attestation: is none of [none, indirect, direct, enterprise]
                    {"username": "a", "displayName": "A", "attestation": 1}   | Malformed JSON at attestation: must be a string
                    {"username": "a", "displayName": "A", "extensions": []}   | Malformed JSON at extensions: must be an object
                    {"username": "a", "displayName": "A", "authenticatorSelection": 1} | Malformed JSON at authenticatorSelection: must be an object
                    {"username": "a", "displayName": "A", "authenticatorSelection": {"userVerification": "x"}} | Malformed JSON at authenticatorSelection.userVerification: is none of [required, preferred, discouraged]
                    {"username": "a", "displayName": "A", "authenticatorSelection": {"requireResidentKey": "x"}} | Malformed JSON at authenticatorSelection.requireResidentKey: must be true or false
                    {"username": "a", "displayName": "A", "authenticatorSelection": {"authenticatorAttachment": "x"}} | Malformed JSON at authenticatorSelection.authenticatorAttachment: is none of [platform, cross-platform]""")
    void refusesToBeginRegistrationsThatAreNotAskedForProperly(String body, String problem) {
        assertFailed(tool.post(CREATION, body), 400, "malformed: " + problem);
    }

    @Test
    void asksForWhatTheToolWants() {
        Reply reply = tool.post(CREATION, """
                {"username": "ada", "displayName": "Ada", "attestation": "indirect",
                 "authenticatorSelection": {"requireResidentKey": true, "authenticatorAttachment": "platform"}}""");

        RegistrationCases.read(() -> {
            assertThat(reply.text("attestation")).isEqualTo("indirect");
            var selection = reply.json().requiredObject("authenticatorSelection");
            assertThat(selection.requiredString("residentKey")).isEqualTo("required");
            assertThat(selection.requiredBoolean("requireResidentKey")).isTrue();
            assertThat(selection.requiredString("authenticatorAttachment")).isEqualTo("platform");
            assertThat(selection.requiredString("userVerification")).isEqualTo("preferred");
        });
    }

    @Test
    void knowsNobodyWhoHasNotRegistered() {
        assertFailed(world.tool().requestOptions(USUALLY), 400, "username-unknown: ");
    }

    @Test
    void finishesNothingThatWasNotBegun() {
        assertFailed(world.tool().post("/attestation/result", "{}"), 400, "ceremony-not-begun: ");
        assertFailed(world.tool().post("/assertion/result", "{}"), 400, "ceremony-not-begun: ");
    }

    @Test
    void finishesARegistrationOnce() {
        Tool somebody = world.tool();
        String response = somebody.registration(world.models().packed(), USUALLY);

        ConformanceCase.assertAccepted(somebody.post("/attestation/result", response));
        assertFailed(somebody.post("/attestation/result", response), 400, "ceremony-not-begun: ");
    }

    @Test
    void finishesARegistrationOnceAlsoWhenItWasRefused() {
        Tool somebody = world.tool();
        String response = somebody.registration(world.models().packed(), USUALLY);

        assertFailed(somebody.post("/attestation/result", "not JSON"), 400, "malformed: ");
        assertFailed(somebody.post("/attestation/result", response), 400, "ceremony-not-begun: ");
    }

    @Test
    void finishesASignInOnce() {
        SoftwareAuthenticator authenticator = SoftwareAuthenticator.builder().build();
        Tool somebody = world.tool();
        ConformanceCase.assertAccepted(somebody.register(authenticator, USUALLY.attestation("none")));
        String response = somebody.authentication(authenticator, USUALLY);

        ConformanceCase.assertAccepted(somebody.post("/assertion/result", response));
        assertFailed(somebody.post("/assertion/result", response), 400, "ceremony-not-begun: ");
    }

    @Test
    void keepsTheSessionInACookieThatTheToolSendsBack() throws IOException, InterruptedException {
        HttpResponse<Void> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + world.port() + CREATION))
                                .POST(BodyPublishers.ofString("{}"))
                                .build(),
                        BodyHandlers.discarding());

        assertThat(response.headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(
                        cookie -> assertThat(cookie).matches("keystile-conformance=[\\w-]{22}; Path=/; HttpOnly"));
    }

    @Test
    void finishesACeremonyInTheSessionThatBeganIt() {
        String response = world.tool().registration(world.models().packed(), USUALLY);
        Tool other = world.tool();
        other.creationOptions(USUALLY);

        assertFailed(other.post("/attestation/result", response), 400, "challenge-mismatch: ");
    }

    @Test
    void registersACredentialOnce() {
        SoftwareAuthenticator authenticator = SoftwareAuthenticator.builder().build();
        byte[] id = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
        Fault same = Fault.credentialId(id).and(Fault.attestedCredentialId(id));

        ConformanceCase.assertAccepted(world.tool().register(authenticator, USUALLY.attestation("none"), same));
        assertFailed(
                world.tool().register(authenticator, USUALLY.attestation("none"), same), 400, "credential-taken: ");
    }

    @Test
    void knowsNoCredentialThatWasNotRegistered() {
        SoftwareAuthenticator authenticator = SoftwareAuthenticator.builder().build();
        Tool somebody = world.tool();
        ConformanceCase.assertAccepted(somebody.register(authenticator, USUALLY.attestation("none")));

        assertFailed(
                somebody.signIn(authenticator, USUALLY, Fault.credentialId(new byte[16])), 400, "credential-unknown: ");
    }

    @Test
    void takesNobodysCredentialForAnothers() {
        SoftwareAuthenticator ada = SoftwareAuthenticator.builder().build();
        SoftwareAuthenticator bob = SoftwareAuthenticator.builder().build();
        ConformanceCase.assertAccepted(world.tool().register(ada, USUALLY.attestation("none")));
        Tool bobsTool = world.tool();
        ConformanceCase.assertAccepted(bobsTool.register(bob, USUALLY.attestation("none")));

        assertFailed(
                bobsTool.signIn(
                        bob, USUALLY, Fault.credentialId(ada.newestCredential().id())),
                400,
                "credential-not-allowed: ");
    }

    @Test
    void refusesModelsItDoesNotKnow() {
        assertFailed(
                world.register(
                        SoftwareAuthenticator.builder()
                                .attestation(Attestation.self())
                                .build(),
                        USUALLY),
                400,
                "attestation-rejected/trust-insufficient/unknown-model: ");
    }

    @Test
    void refusesNoAttestationWhereOneWasAskedFor() {
        assertFailed(
                world.register(SoftwareAuthenticator.builder().build(), USUALLY),
                400,
                "attestation-rejected/format-not-accepted: ");
    }

    /** Whatever is sent, it is the sender's fault. */
    @Test
    void neverFailsItself() {
        SoftwareAuthenticator authenticator = SoftwareAuthenticator.builder().build();
        Tool somebody = world.tool();
        ConformanceCase.assertAccepted(somebody.register(authenticator, USUALLY.attestation("none")));
        Random random = new Random(20261122);

        for (int i = 0; i < MUTATIONS; i++) {
            Tool newcomer = world.tool();
            String registration = newcomer.registration(world.models().packed(), USUALLY);
            assertNoServerError(newcomer, "/attestation/result", registration, random);
            assertNoServerError(somebody, "/assertion/result", somebody.authentication(authenticator, USUALLY), random);
            assertNoServerError(somebody, CREATION, """
                    {"username": "\\ud83d\\ude00a", "displayName": "A", "attestation": "direct", "extensions": {"appidExclude": "x"},
                     "authenticatorSelection": {"residentKey": "preferred", "userVerification": "required"}}""", random);
            assertNoServerError(
                    somebody,
                    "/assertion/options",
                    "{\"username\": \"%s\", \"userVerification\": \"required\", \"extensions\": {\"appid\": \"x\"}}"
                            .formatted(somebody.username()),
                    random);
        }
    }

    private static void assertNoServerError(Tool tool, String endpoint, String body, Random random) {
        byte[] mutated = mutated(body.getBytes(UTF_8), random);
        Reply reply = tool.send("POST", endpoint, BodyPublishers.ofByteArray(mutated));

        assertThat(reply.status()).as(new String(mutated, UTF_8)).isIn(200, 400);
    }

    /** With a few bytes changed, left out, or there again. */
    private static byte[] mutated(byte[] body, Random random) {
        String mutated = new String(body, ISO_8859_1);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int from = random.nextInt(mutated.length());
            int to = Math.min(mutated.length(), from + 1 + random.nextInt(8));
            mutated = switch (random.nextInt(4)) {
                case 0 -> mutated.substring(0, from) + mutated.substring(to);
                case 1 -> mutated.substring(0, to) + mutated.substring(from);
                case 2 -> mutated.substring(0, from) + (char) random.nextInt(256) + mutated.substring(from + 1);
                default ->
                    mutated.substring(0, from)
                            + "{}[]\",:0nul\\ud800".charAt(random.nextInt(17))
                            + mutated.substring(from + 1);
            };
        }
        return mutated.getBytes(ISO_8859_1);
    }

    @Test
    void doesNotStartForAnOriginThatBrowsersRefuse() throws IOException {
        for (String origin :
                List.of("http://conformance.example", "conformance.example", "https://conformance.example/path")) {
            Settings settings = new Settings(0, origin, List.of(), List.of(), Set.of());
            ToolMetadata metadata = ToolMetadata.load(settings, world.service(), Clock.systemUTC());

            assertThatThrownBy(() ->
                            ConformanceServer.start(settings, metadata, SignatureSuite.platform(), Clock.systemUTC()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
