package dev.keystile.webauthn.cose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.vectors.Ceremonies;
import dev.keystile.webauthn.vectors.RecordedCeremony;
import dev.keystile.webauthn.vectors.W3cCeremony;
import java.math.BigInteger;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SignatureSuiteTest {
    private static final ByteString DATA = ByteString.ofUtf8("data");
    private static final SignatureSuite NOTHING = SignatureSuite.of(List.of());

    private static List<CoseAlgorithm> algorithms(String... names) {
        return Stream.of(names)
                .map(name -> SignatureScheme.valueOf(name).algorithm())
                .toList();
    }

    @Test
    void supportsOnThePlatformWhatThePlatformHas() {
        SignatureSuite platform = Objects.requireNonNull(Suites.byName().get("platform"));
        boolean hasMlDsa = Runtime.version().feature() >= 24;

        assertThat(platform.supported())
                .containsAll(algorithms(
                        "ES256", "ES384", "ES512", "ESP256", "ESP384", "ESP512", "EDDSA", "ED25519", "ED448"))
                .containsAll(algorithms("PS256", "PS384", "PS512", "RS256", "RS384", "RS512", "RS1"))
                .doesNotContain(CoseAlgorithm.ES256K);
        assertThat(platform.supported().contains(CoseAlgorithm.ML_DSA_44)).isEqualTo(hasMlDsa);
        assertThat(platform.supported().contains(CoseAlgorithm.ML_DSA_87)).isEqualTo(hasMlDsa);
    }

    @Test
    void supportsWhatNativeProvidersHave() {
        assumeThat(Suites.byName())
                .as("there is no build of Amazon Corretto Crypto Provider for this machine")
                .containsKey("Amazon Corretto");
        SignatureSuite corretto = Objects.requireNonNull(Suites.byName().get("Amazon Corretto"));

        assertThat(corretto.supported())
                .containsAll(
                        algorithms("ES256", "ES256K", "EDDSA", "PS256", "RS256", "ML_DSA_44", "ML_DSA_65", "ML_DSA_87"))
                .doesNotContain(CoseAlgorithm.ED448);
    }

    @Test
    void doesWithoutAProvidersEdDsaThatIsLaxerThanOthers() {
        SignatureSuite bouncyCastle = Objects.requireNonNull(Suites.byName().get("Bouncy Castle"));

        assertThat(bouncyCastle.supported())
                .containsAll(algorithms("ES256", "ES256K", "PS256", "RS256", "ML_DSA_44"))
                .doesNotContainAnyElementsOf(algorithms("EDDSA", "ED25519", "ED448"));
    }

    @Test
    void installsNoProvider() {
        List<String> before = installed();
        SignatureSuite.of(Suites.BOUNCY_CASTLE).orElse(SignatureSuite.platform());

        assertThat(installed()).isEqualTo(before).doesNotContain("BC");
    }

    private static List<String> installed() {
        return Arrays.stream(Security.getProviders()).map(Provider::getName).toList();
    }

    @Test
    void recommendsWhatTheSpecificationDoesAndNeverSha1() {
        assertThat(SignatureSuite.platform().recommended())
                .containsExactly(CoseAlgorithm.EDDSA, CoseAlgorithm.ES256, CoseAlgorithm.RS256);
        assertThat(SignatureSuite.of(Suites.BOUNCY_CASTLE).recommended())
                .containsExactly(CoseAlgorithm.ES256, CoseAlgorithm.RS256);
        assertThat(NOTHING.recommended()).isEmpty();
    }

    @Test
    void fallsBackForWhatItLacks() throws Exception {
        SignatureSuite suite = SignatureSuite.of(Suites.BOUNCY_CASTLE).orElse(SignatureSuite.platform());

        assertThat(suite.supported()).contains(CoseAlgorithm.ES256K, CoseAlgorithm.EDDSA);
        suite.verify(KeyPairs.coseKey(CoseAlgorithm.EDDSA), KeyPairs.sign(CoseAlgorithm.EDDSA, DATA), DATA);
        suite.verify(KeyPairs.coseKey(CoseAlgorithm.ES256K), KeyPairs.sign(CoseAlgorithm.ES256K, DATA), DATA);
    }

    @ParameterizedTest
    @EnumSource(SignatureScheme.class)
    void saysThatItCannotTell(SignatureScheme scheme) {
        assertThatThrownBy(() -> NOTHING.verify(KeyPairs.coseKey(scheme.algorithm()), ByteString.empty(), DATA))
                .isInstanceOfSatisfying(
                        UnsupportedAlgorithmException.class,
                        e -> assertThat(e.algorithm()).isEqualTo(scheme.algorithm()));
    }

    @Test
    void findsNoSignatureValidForAnUnknownAlgorithm() {
        UnknownKey key = new UnknownKey(new CoseAlgorithm(-999), ByteString.fromHex("a0"));

        assertThatThrownBy(() -> SignatureSuite.platform().verify(key, ByteString.empty(), DATA))
                .isInstanceOf(UnsupportedAlgorithmException.class);
    }

    /** Some providers take a hash without its parameters, or what is valid only times the cofactor. */
    @ParameterizedTest
    @EnumSource(SignatureScheme.class)
    void refusesWhatSomeProvidersTake(SignatureScheme scheme) {
        Probe probe = Probe.of(scheme);
        ByteString doubtful = probe.doubtful();
        assumeThat(doubtful).as("a doubtful signature").isNotNull();
        for (SignatureSuite suite : Suites.byName().values()) {
            if (doubtful != null && suite.supported().contains(scheme.algorithm())) {
                assertThatThrownBy(() -> suite.verify(probe.key(), doubtful))
                        .isInstanceOf(InvalidSignatureException.class);
            }
        }
    }

    @Test
    void knowsDoubtfulSignaturesOfEachKind() {
        assertThat(Arrays.stream(SignatureScheme.values())
                        .filter(scheme -> Probe.of(scheme).doubtful() != null))
                .contains(
                        SignatureScheme.RS256, SignatureScheme.ED25519, SignatureScheme.ED448, SignatureScheme.ES256K);
    }

    @ParameterizedTest
    @EnumSource(SignatureScheme.class)
    void asksNoProviderAboutWhatHasNotTheForm(SignatureScheme scheme) throws Exception {
        CoseKey key = KeyPairs.coseKey(scheme.algorithm());
        ByteString signature = KeyPairs.sign(scheme.algorithm(), DATA);
        SignatureSuite suite = SignatureSuite.of(Suites.BOUNCY_CASTLE).orElse(SignatureSuite.platform());

        SignatureForm.check(key, signature);
        for (ByteString wrong : new ByteString[] {
            ByteString.empty(), signature.slice(0, signature.length() - 1), signature.concat(ByteString.of((byte) 0))
        }) {
            assertThatThrownBy(() -> SignatureForm.check(key, wrong))
                    .isInstanceOf(InvalidSignatureException.class)
                    .satisfies(refusal -> assertThatThrownBy(() -> suite.verify(key, wrong, DATA))
                            .isInstanceOf(InvalidSignatureException.class)
                            .hasMessage(refusal.getMessage()));
        }
    }

    @Test
    void asksNoProviderAboutAnEdwardsPointThatIsNone() {
        CoseKey key = KeyPairs.coseKey(CoseAlgorithm.EDDSA);
        ByteString wrong = ByteString.fromHex("ff".repeat(64));

        assertThatThrownBy(() -> SignatureForm.check(key, wrong))
                .isInstanceOf(InvalidSignatureException.class)
                .hasMessageContaining("below the order");
    }

    @Test
    void takesTheDataInPieces() {
        ByteString signature = KeyPairs.sign(CoseAlgorithm.ES256, DATA);

        assertThatCode(() -> SignatureSuite.platform()
                        .verify(
                                KeyPairs.coseKey(CoseAlgorithm.ES256),
                                signature,
                                DATA.slice(0, 1),
                                ByteString.empty(),
                                DATA.slice(1)))
                .doesNotThrowAnyException();
    }

    @Test
    void namesAlgorithmsAsTheRegistryDoes() {
        assertThat(CoseAlgorithm.ES256).hasToString("ES256 (-7)");
        assertThat(CoseAlgorithm.EDDSA).hasToString("EdDSA (-8)");
        assertThat(CoseAlgorithm.ED448).hasToString("Ed448 (-53)");
        assertThat(CoseAlgorithm.ML_DSA_65).hasToString("ML-DSA-65 (-49)");
        assertThat(new CoseAlgorithm(-1234)).hasToString("-1234");
        assertThat(new CoseAlgorithm(-1234).name()).isEmpty();
        for (SignatureScheme scheme : SignatureScheme.values()) {
            assertThat(SignatureScheme.of(scheme.algorithm())).isSameAs(scheme);
            assertThat(scheme.algorithm().name()).contains(scheme.title());
        }
    }

    static Stream<W3cCeremony> w3c() {
        return Ceremonies.w3c();
    }

    @ParameterizedTest
    @MethodSource("w3c")
    void verifiesTheSpecificationsSignaturesUnderEveryProvider(W3cCeremony ceremony) throws Exception {
        JsonObject registration = ceremony.json().requiredObject("registration");
        CoseKey key = CoseKey.parse(registration.requiredBytes("credentialPublicKey"));

        verifyUnderEveryProvider(key, ceremony.json().requiredObject("authentication"));
    }

    static Stream<RecordedCeremony> recorded() {
        return Ceremonies.recorded()
                .filter(ceremony -> !ceremony.authentications().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void verifiesRecordedSignaturesUnderEveryProvider(RecordedCeremony ceremony) throws Exception {
        CoseKey key = CoseKey.parse(ceremony.credentialPublicKey());
        for (JsonObject authentication : ceremony.authentications()) {
            verifyUnderEveryProvider(key, authentication);
        }
    }

    private static void verifyUnderEveryProvider(CoseKey key, JsonObject authentication) throws Exception {
        ByteString signature = authentication.requiredBytes("signature");
        ByteString data = authentication.requiredBytes("authenticatorData");
        ByteString hash = authentication.requiredBytes("clientDataJSON").sha256();
        for (SignatureSuite suite : Suites.byName().values()) {
            if (suite.supported().contains(key.algorithm())) {
                suite.verify(key, signature, data, hash);
                assertThatThrownBy(() -> suite.verify(key, signature, hash, data))
                        .isInstanceOf(InvalidSignatureException.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(EcCurve.class)
    void encodesSignaturesOfJsonWebSignatures(EcCurve curve) throws Exception {
        int length = curve.coordinateLength();
        BigInteger order = new BigInteger(1, curve.order().toByteArray());
        for (BigInteger number : new BigInteger[] {
            BigInteger.ONE, BigInteger.valueOf(0x80), BigInteger.TWO.pow(200), order.subtract(BigInteger.ONE)
        }) {
            ByteString raw = EcdsaSignatureCases.fixed(number, length)
                    .concat(EcdsaSignatureCases.fixed(order.subtract(number), length));
            ByteString der = EcdsaSignature.toDer(raw, curve);

            assertThat(der).isEqualTo(DerSignature.of(number, order.subtract(number)));
            EcdsaSignature.check(der, curve);
        }
        assertThatThrownBy(() -> EcdsaSignature.toDer(ByteString.copyOf(new byte[2 * length - 1]), curve))
                .isInstanceOf(InvalidSignatureException.class);
        ByteString zero = EcdsaSignature.toDer(ByteString.copyOf(new byte[2 * length]), curve);
        assertThatThrownBy(() -> EcdsaSignature.check(zero, curve)).isInstanceOf(InvalidSignatureException.class);
    }
}
