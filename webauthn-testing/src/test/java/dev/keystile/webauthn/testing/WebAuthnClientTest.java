package dev.keystile.webauthn.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.upokecenter.cbor.CBORObject;
import java.nio.ByteBuffer;
import java.security.Signature;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class WebAuthnClientTest {
    private final SoftwareAuthenticator authenticator =
            SoftwareAuthenticator.builder().seed(1).build();
    private final WebAuthnClient client = WebAuthnClient.at(Ceremonies.ORIGIN);

    @Nested
    class Create {

        @Test
        void answersAsTheBrowserWould() {
            JsonNode json = Ceremonies.json(client.create(Ceremonies.creation(), authenticator));

            assertThat(json.propertyNames())
                    .containsExactly(
                            "id", "rawId", "response", "authenticatorAttachment", "clientExtensionResults", "type");
            assertThat(json.get("id").asString())
                    .isEqualTo(json.get("rawId").asString())
                    .isEqualTo(id());
            JsonNode response = json.get("response");
            assertThat(new String(Ceremonies.bytes(response, "clientDataJSON")))
                    .isEqualTo("{\"type\":\"webauthn.create\",\"challenge\":\"AAECAwQFBgcICQoLDA0ODw\","
                            + "\"origin\":\"https://example.org\",\"crossOrigin\":false}");
            CBORObject object = CBORObject.DecodeFromBytes(Ceremonies.bytes(response, "attestationObject"));
            assertThat(object.get("fmt").AsString()).isEqualTo("none");
            assertThat(object.get("attStmt").size()).isZero();
            byte[] authenticatorData = Ceremonies.bytes(response, "authenticatorData");
            assertThat(object.get("authData").GetByteString()).isEqualTo(authenticatorData);
            assertThat(authenticatorData[32]).isEqualTo((byte) 0x45);
            assertThat(response.get("publicKeyAlgorithm").asInt()).isEqualTo(-7);
            assertThat(Ceremonies.bytes(response, "publicKey"))
                    .isEqualTo(authenticator.newestCredential().publicKey().getEncoded());
        }

        @Test
        void takesTheOptionsInsideOfPublicKeyToo() {
            client.create("{\"publicKey\": " + Ceremonies.creation() + "}", authenticator);

            assertThat(authenticator.credentials()).hasSize(1);
        }

        @Test
        void refusesAnExcludedCredential() {
            client.create(Ceremonies.creation(), authenticator);

            assertThatExceptionOfType(DomException.InvalidStateError.class)
                    .isThrownBy(() -> client.create(
                            with(Ceremonies.creation(), "excludeCredentials", list(id())), authenticator));
        }

        @Test
        void replacesTheSameAccountsDiscoverableCredential() {
            client.create(Ceremonies.creation(), authenticator);
            SoftwareCredential former = authenticator.newestCredential();
            client.create(Ceremonies.creation(), authenticator);

            assertThat(authenticator.credentials()).hasSize(1).doesNotContain(former);
        }

        @ParameterizedTest
        @CsvSource({"required, true", "preferred, true", "discouraged, false"})
        void makesCredentialsDiscoverableAsAsked(String residentKey, boolean discoverable) {
            client.create(
                    with(
                            Ceremonies.creation(),
                            "authenticatorSelection",
                            "{\"residentKey\": \"%s\"}".formatted(residentKey)),
                    authenticator);

            assertThat(authenticator.newestCredential().isDiscoverable()).isEqualTo(discoverable);
        }

        @Test
        void doesWithoutAUserInPassing() {
            String options = with(Ceremonies.creation(), "authenticatorSelection", "{\"residentKey\": \"required\"}");

            Ceremonies.Registration registration =
                    Ceremonies.Registration.of(client.createConditionally(options, authenticator));

            assertThat(registration.authenticatorData()[32]).isEqualTo((byte) 0x40);
            assertThatExceptionOfType(DomException.ConstraintError.class)
                    .isThrownBy(() -> client.createConditionally(Ceremonies.creation(), authenticator));
        }

        @Test
        void refusesWithTheBrowsersErrors() {
            String creation = Ceremonies.creation();

            assertError(DomException.NotSupportedError.class, Ceremonies.creation(Algorithm.RS256));
            assertError(DomException.TypeError.class, "{}");
            assertError(DomException.TypeError.class, "[]");
            assertError(DomException.TypeError.class, creation + "x");
            assertError(DomException.TypeError.class, without(creation, "challenge"));
            assertError(DomException.TypeError.class, without(creation, "rp"));
            assertError(DomException.TypeError.class, without(creation, "pubKeyCredParams"));
            assertError(DomException.TypeError.class, with(creation, "challenge", "\"AA==\""));
            assertError(DomException.TypeError.class, with(creation, "challenge", "7"));
            assertError(
                    DomException.TypeError.class,
                    with(creation, "user", "{\"id\": \"\", \"name\": \"\", \"displayName\": \"\"}"));
            assertError(
                    DomException.NotAllowedError.class,
                    with(creation, "authenticatorSelection", "{\"authenticatorAttachment\": \"platform\"}"));
            assertThatExceptionOfType(DomException.NotAllowedError.class)
                    .isThrownBy(() -> client.create(creation, authenticator.withUserVerification(false)))
                    .satisfies(e -> assertThat(e.errorName()).isEqualTo("NotAllowedError"));
            assertThat(authenticator.credentials()).isEmpty();
        }

        private void assertError(Class<? extends DomException> error, String options) {
            assertThatExceptionOfType(DomException.class)
                    .isThrownBy(() -> client.create(options, authenticator))
                    .isExactlyInstanceOf(error);
        }
    }

    @Nested
    class Get {

        @Test
        void signsAuthenticatorDataAndTheHashOfTheClientData() throws Exception {
            client.create(Ceremonies.creation(), authenticator);

            JsonNode response = get();

            byte[] authenticatorData = Ceremonies.bytes(response, "authenticatorData");
            assertThat(authenticatorData).hasSize(37);
            assertThat(authenticatorData[32]).isEqualTo((byte) 0x05);
            assertThat(Ceremonies.bytes(response, "userHandle")).asString().isEqualTo("user");
            assertSigned(response);
        }

        @Test
        void signsAFaultyOriginProperly() throws Exception {
            client.create(Ceremonies.creation(), authenticator);

            JsonNode response = get(Fault.origin("https://evil.example"));

            assertThat(Ceremonies.json(new String(Ceremonies.bytes(response, "clientDataJSON")))
                            .get("origin")
                            .asString())
                    .isEqualTo("https://evil.example");
            assertSigned(response);
        }

        @ParameterizedTest
        @CsvSource({"PER_CREDENTIAL, 1, 2", "GLOBAL, 2, 3", "NONE, 0, 0"})
        void countsItsUses(SignCounter counter, int first, int second) {
            SoftwareAuthenticator counting =
                    SoftwareAuthenticator.builder().signCounter(counter).build();
            client.create(Ceremonies.creation(), counting);

            assertThat(signCount(client.get(Ceremonies.request(), counting))).isEqualTo(first);
            assertThat(signCount(client.get(Ceremonies.request(), counting))).isEqualTo(second);
        }

        @Test
        void continuesFromAnotherCount() {
            client.create(Ceremonies.creation(), authenticator);
            authenticator.newestCredential().setSignCount(0xffff_fffeL);

            assertThat(signCount(client.get(Ceremonies.request(), authenticator)))
                    .isEqualTo(0xffff_ffffL);
        }

        @Test
        void behavesAsThePersonDoes() {
            client.create(Ceremonies.creation(), authenticator);

            assertThat(flags(authenticator.withUserVerification(false))).isEqualTo(0x01);
            assertThat(flags(authenticator.withUserPresence(false))).isEqualTo(0x04);
            assertThat(flags(authenticator.withBackupEligible(true))).isEqualTo(0x0d);
            assertThat(flags(authenticator.withBackupEligible(true).withBackupState(true)))
                    .isEqualTo(0x1d);
            assertThat(flags(authenticator)).isEqualTo(0x05);
        }

        @Test
        void letsThePersonChooseAmongAccounts() {
            client.create(Ceremonies.creation(), authenticator);
            SoftwareCredential first = authenticator.newestCredential();
            client.create(Ceremonies.creation().replace("dXNlcg", "b3RoZXI"), authenticator);

            assertThat(userHandle(authenticator)).isEqualTo("other");
            assertThat(userHandle(authenticator.withCredential(first))).isEqualTo("user");
        }

        @Test
        void usesCredentialsThatAreNotDiscoverableWhenNamed() {
            client.create(
                    with(Ceremonies.creation(), "authenticatorSelection", "{\"residentKey\": \"discouraged\"}"),
                    authenticator);

            assertThatExceptionOfType(DomException.NotAllowedError.class)
                    .isThrownBy(() -> client.get(Ceremonies.request(), authenticator));
            JsonNode response = Ceremonies.json(
                            client.get(with(Ceremonies.request(), "allowCredentials", list(id())), authenticator))
                    .get("response");
            assertThat(response.has("userHandle")).isFalse();
        }

        @Test
        void refusesWhatNoCredentialFits() {
            client.create(Ceremonies.creation(), authenticator);

            assertThatExceptionOfType(DomException.NotAllowedError.class)
                    .isThrownBy(() ->
                            client.get(with(Ceremonies.request(), "allowCredentials", list("AAAA")), authenticator));
            assertThatExceptionOfType(DomException.NotAllowedError.class)
                    .isThrownBy(() -> client.get(
                            with(Ceremonies.request(), "userVerification", "\"required\""),
                            authenticator.withUserVerification(false)));
        }

        private int flags(SoftwareAuthenticator situation) {
            return Ceremonies.bytes(
                    Ceremonies.json(client.get(Ceremonies.request(), situation)).get("response"), "authenticatorData")[
                    32];
        }

        private String userHandle(SoftwareAuthenticator situation) {
            return new String(Ceremonies.bytes(
                    Ceremonies.json(client.get(Ceremonies.request(), situation)).get("response"), "userHandle"));
        }

        private static long signCount(String json) {
            byte[] data = Ceremonies.bytes(Ceremonies.json(json).get("response"), "authenticatorData");
            return ByteBuffer.wrap(data).getInt(33) & 0xffff_ffffL;
        }
    }

    @Nested
    class Origins {

        @ParameterizedTest
        @ValueSource(strings = {"https://example.org", "https://login.example.org", "https://a.b.example.org:8443"})
        void mayUseAParentDomainAsRpId(String origin) {
            assertThatCode(() -> WebAuthnClient.at(origin).create(Ceremonies.creation(), authenticator))
                    .doesNotThrowAnyException();
        }

        @ParameterizedTest
        @ValueSource(strings = {"https://example.com", "https://badexample.org", "https://example.org.evil.net"})
        void mayNotUseAForeignRpId(String origin) {
            assertThatExceptionOfType(DomException.SecurityError.class)
                    .isThrownBy(() -> WebAuthnClient.at(origin).create(Ceremonies.creation(), authenticator));
        }

        @Test
        void mayNotUseAPublicSuffix() {
            assertThatExceptionOfType(DomException.SecurityError.class)
                    .isThrownBy(() -> client.get(Ceremonies.request().replace("example.org", "org"), authenticator));
            assertThatExceptionOfType(DomException.SecurityError.class)
                    .isThrownBy(() -> WebAuthnClient.at("https://example.co.uk")
                            .get(Ceremonies.request().replace("example.org", "co.uk"), authenticator));
        }

        @Test
        void areTheDefaultRpId() {
            client.create(with(Ceremonies.creation(), "rp", "{\"name\": \"Example\"}"), authenticator);

            assertThat(authenticator.newestCredential().rpId()).isEqualTo("example.org");
        }

        @ParameterizedTest
        @ValueSource(strings = {"http://example.org", "https://192.0.2.7", "https://[::1]"})
        void areSecureDomains(String origin) {
            assertThatExceptionOfType(DomException.SecurityError.class).isThrownBy(() -> WebAuthnClient.at(origin));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"example.org", "https://example.org/", "https://example.org:443", "https://Example.org"})
        void areWrittenAsBrowsersWriteThem(String origin) {
            assertThatIllegalArgumentException().isThrownBy(() -> WebAuthnClient.at(origin));
        }

        @Test
        void ofLocalhostAreSecure() {
            assertThatCode(() -> WebAuthnClient.at("http://localhost:8080")).doesNotThrowAnyException();
        }

        @Test
        void ofFramesNameTheTopOrigin() {
            Ceremonies.Registration registration = Ceremonies.Registration.of(
                    client.embeddedIn("https://example.com").create(Ceremonies.creation(), authenticator));

            assertThat(new String(registration.clientDataJson()))
                    .endsWith("\"crossOrigin\":true,\"topOrigin\":\"https://example.com\"}");
        }

        @Test
        void mayBeRelatedToTheRpId() {
            String document = "{\"origins\": [\"https://example.de\", \"https://example.co.uk\"]}";
            WebAuthnClient related =
                    WebAuthnClient.at("https://example.co.uk").findingRelatedOrigins("example.org", document);

            related.create(Ceremonies.creation(), authenticator);

            assertThat(authenticator.newestCredential().rpId()).isEqualTo("example.org");
        }

        @Test
        void areRelatedUpToFiveLabels() {
            String document = IntStream.rangeClosed(1, 6)
                    .mapToObj("\"https://shop%d.example\""::formatted)
                    .collect(Collectors.joining(",", "{\"origins\": [", "]}"));

            assertThatCode(() -> relatedGet("https://shop5.example", document))
                    .isExactlyInstanceOf(DomException.NotAllowedError.class);
            assertThatCode(() -> relatedGet("https://shop6.example", document))
                    .isExactlyInstanceOf(DomException.SecurityError.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "[]", "{}", "{\"origins\": \"https://a.example\"}", "{\"origins\": [1]}"})
        void areNotRelatedByAMalformedDocument(String document) {
            assertThatExceptionOfType(DomException.SecurityError.class)
                    .isThrownBy(() -> client.findingRelatedOrigins("example.com", document));
        }

        private void relatedGet(String origin, String document) {
            WebAuthnClient.at(origin)
                    .findingRelatedOrigins("example.org", document)
                    .get(Ceremonies.request(), authenticator);
        }
    }

    @Nested
    class Signals {

        @Test
        void removeAnUnknownCredential() {
            client.create(Ceremonies.creation(), authenticator);

            client.signalUnknownCredential(
                    "{\"rpId\": \"example.org\", \"credentialId\": \"%s\"}".formatted(id()), authenticator);

            assertThat(authenticator.credentials()).isEmpty();
        }

        @Test
        void removeACredentialThatIsNotAccepted() {
            client.create(Ceremonies.creation(), authenticator);
            String accepted = "{\"rpId\": \"example.org\", \"userId\": \"dXNlcg\", \"allAcceptedCredentialIds\": [%s]}";

            client.signalAllAcceptedCredentials(accepted.formatted('"' + id() + '"'), authenticator);
            assertThat(authenticator.credentials()).hasSize(1);
            client.signalAllAcceptedCredentials(accepted.formatted("\"AAAA\""), authenticator);
            assertThat(authenticator.credentials()).isEmpty();
        }

        @Test
        void renameTheUser() {
            client.create(Ceremonies.creation(), authenticator);

            client.signalCurrentUserDetails(
                    "{\"rpId\": \"example.org\", \"userId\": \"dXNlcg\", \"name\": \"sam\", \"displayName\": \"Sam\"}",
                    authenticator);

            assertThat(authenticator.newestCredential().userName()).isEqualTo("sam");
            assertThat(authenticator.newestCredential().userDisplayName()).isEqualTo("Sam");
        }
    }

    @Nested
    class Faulty {

        @Test
        void refusesAFaultThatChangesNothing() {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> client.create(Ceremonies.creation(), authenticator, Fault.origin(Ceremonies.ORIGIN)))
                    .withMessageContaining("as they would be without it");
        }

        @Test
        void refusesAFaultThatHasNothingToActOn() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> client.create(Ceremonies.creation(), authenticator, SignatureFault.empty()))
                    .withMessageContaining("an empty signature");
        }

        @Test
        void combinesFaults() {
            client.create(Ceremonies.creation(), authenticator);

            Fault both = Fault.signCount(99).and(Fault.noUserHandle());
            JsonNode response = get(both);

            assertThat(both).hasToString("signature counter 99, and response member response.userHandle missing");
            assertThat(response.has("userHandle")).isFalse();
            assertThat(Ceremonies.bytes(response, "authenticatorData")[36]).isEqualTo((byte) 99);
        }

        static Stream<Fault> mistypedIds() {
            return Fault.response("id").notText().stream();
        }

        @ParameterizedTest
        @MethodSource("mistypedIds")
        void mistypesMembersEachWay(Fault fault) {
            JsonNode json = Ceremonies.json(client.create(Ceremonies.creation(), authenticator, fault));

            assertThat(json.get("id").isString()).isFalse();
            assertThat(json.get("rawId").isString()).isTrue();
        }

        @Test
        void repeatsMembers() {
            assertThat(client.create(
                            Ceremonies.creation(),
                            authenticator,
                            Fault.response("type").twice("other")))
                    .endsWith("\"type\":\"public-key\",\"type\":\"other\"}");
        }

        @Test
        void damagesBase64Url() {
            String padded = client.create(
                    Ceremonies.creation(),
                    authenticator,
                    Fault.response("rawId").padded());
            String otherBits = client.create(
                    Ceremonies.creation(),
                    authenticator,
                    Fault.response("rawId").withPadBits());

            assertThat(Ceremonies.json(padded).get("rawId").asString()).endsWith("=");
            JsonNode json = Ceremonies.json(otherBits);
            assertThat(json.get("rawId").asString()).isNotEqualTo(json.get("id").asString());
            assertThat(Ceremonies.bytes(json, "rawId")).isEqualTo(Ceremonies.bytes(json, "id"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"KEYS_REVERSED", "LONG_COUNT", "LONG_KEY", "INDEFINITE", "TAGGED"})
        void writesCborThatIsNotCanonical(CborForm form) {
            String proper = client.create(Ceremonies.creation(), seeded());
            String other = client.create(Ceremonies.creation(), seeded(), Fault.attestationObject(form));

            assertThat(other).isNotEqualTo(proper);
            CBORObject read =
                    Ceremonies.Registration.of(other).attestationObject().Untag();
            assertThat(read).isEqualTo(Ceremonies.Registration.of(proper).attestationObject());
        }

        @Test
        void repeatsCborKeysInEachForm() {
            Member authData = Fault.attestationObject("authData");

            byte[] preceded = attestationObject(authData.precededBy(new byte[0]));
            assertThat(preceded[0]).isEqualTo((byte) 0xa4);
            assertThat(preceded).containsSequence(named(0x68, "authData", 0x40, 0x68));
            assertThat(attestationObject(authData.withLongName())[0]).isEqualTo((byte) 0xa3);
            byte[] again = attestationObject(authData.againWithLongName(new byte[0]));
            assertThat(again[0]).isEqualTo((byte) 0xa4);
            assertThat(again).endsWith(Bytes.concat(new byte[] {0x78}, named(8, "authData", 0x40)));
        }

        private byte[] attestationObject(Fault fault) {
            return Ceremonies.bytes(
                    Ceremonies.json(client.create(Ceremonies.creation(), authenticator, fault))
                            .get("response"),
                    "attestationObject");
        }

        private static byte[] named(int head, String name, int... following) {
            byte[] bytes = Bytes.concat(new byte[] {(byte) head}, name.getBytes(), new byte[following.length]);
            for (int i = 0; i < following.length; i++) {
                bytes[1 + name.length() + i] = (byte) following[i];
            }
            return bytes;
        }

        @Test
        void makesSignaturesThatOnlyALaxReaderTakes() throws Exception {
            client.create(Ceremonies.creation(), authenticator);

            byte[] long1 = Ceremonies.bytes(get(SignatureFault.longLength()), "signature");
            assertThat(long1[1]).isEqualTo((byte) 0x81);
            byte[] long2 = Ceremonies.bytes(get(SignatureFault.notMinimal()), "signature");
            assertThat(long2).startsWith(0x30).hasSizeGreaterThan(68);
            assertThat(Ceremonies.bytes(get(SignatureFault.zero()), "signature"))
                    .containsExactly(0x30, 6, 2, 1, 0, 2, 1, 0);
            assertThat(Ceremonies.bytes(get(SignatureFault.raw(32)), "signature"))
                    .hasSize(64);
            assertSigned(get(SignatureFault.malleated()));
        }

        private static SoftwareAuthenticator seeded() {
            return SoftwareAuthenticator.builder().seed(12).build();
        }
    }

    @Test
    void repeatsItselfWithTheSameSeed() {
        SoftwareAuthenticator again = SoftwareAuthenticator.builder().seed(1).build();

        assertThat(client.create(Ceremonies.creation(), authenticator))
                .isEqualTo(client.create(Ceremonies.creation(), again));
        assertThat(client.get(Ceremonies.request(), authenticator)).isEqualTo(client.get(Ceremonies.request(), again));
    }

    @Test
    void servesManyThreads() {
        List<String> ids = IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> client.create(
                        Ceremonies.creation().replace("dXNlcg", Bytes.base64Url(new byte[] {1, (byte) i})),
                        authenticator))
                .map(json -> Ceremonies.json(json).get("id").asString())
                .toList();

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(authenticator.credentials()).hasSize(200);
        assertThatCode(() -> authenticator.credentials().parallelStream()
                        .forEach(credential ->
                                client.get(Ceremonies.request(), authenticator.withCredential(credential))))
                .doesNotThrowAnyException();
    }

    private String id() {
        return Bytes.base64Url(authenticator.newestCredential().id());
    }

    private JsonNode get(Fault... faults) {
        return Ceremonies.json(client.get(Ceremonies.request(), authenticator, faults))
                .get("response");
    }

    private void assertSigned(JsonNode response) throws Exception {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initVerify(authenticator.newestCredential().publicKey());
        signature.update(Ceremonies.bytes(response, "authenticatorData"));
        signature.update(Bytes.sha256(Ceremonies.bytes(response, "clientDataJSON")));
        assertThat(signature.verify(Ceremonies.bytes(response, "signature"))).isTrue();
    }

    private static String with(String options, String member, String json) {
        ObjectNode changed = (ObjectNode) Ceremonies.json(options);
        changed.set(member, Ceremonies.json(json));
        return changed.toString();
    }

    private static String without(String options, String member) {
        ObjectNode changed = (ObjectNode) Ceremonies.json(options);
        changed.remove(member);
        return changed.toString();
    }

    private static String list(String id) {
        return "[{\"type\": \"public-key\", \"id\": \"" + id + "\"}]";
    }
}
