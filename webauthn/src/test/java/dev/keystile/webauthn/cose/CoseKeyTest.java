package dev.keystile.webauthn.cose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.bytes.Mutants;
import dev.keystile.webauthn.cbor.CborBytes;
import dev.keystile.webauthn.cbor.CborInteger;
import dev.keystile.webauthn.cbor.CborMap;
import dev.keystile.webauthn.cbor.CborReader;
import dev.keystile.webauthn.cbor.CborSimple;
import dev.keystile.webauthn.cbor.CborText;
import dev.keystile.webauthn.cbor.CborValue;
import dev.keystile.webauthn.vectors.Ceremonies;
import dev.keystile.webauthn.vectors.RecordedCeremony;
import java.math.BigInteger;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoseKeyTest {
    private static final EcKey EC = (EcKey) KeyPairs.coseKey(CoseAlgorithm.ES256);
    private static final OkpKey OKP = (OkpKey) KeyPairs.coseKey(CoseAlgorithm.EDDSA);
    private static final RsaKey RSA = (RsaKey) KeyPairs.coseKey(CoseAlgorithm.RS256);

    private static CborMap.Builder ec(long algorithm, long curve, ByteString x, CborValue y) {
        return CborMap.builder()
                .put(1, 2)
                .put(3, algorithm)
                .put(-1, curve)
                .put(-2, x)
                .put(CborInteger.of(-3), y);
    }

    private static CborMap.Builder okp(long algorithm, long curve, ByteString x) {
        return CborMap.builder().put(1, 1).put(3, algorithm).put(-1, curve).put(-2, x);
    }

    private static CborMap.Builder rsa(ByteString modulus, ByteString exponent) {
        return CborMap.builder().put(1, 3).put(3, -257).put(-1, modulus).put(-2, exponent);
    }

    private static CborValue bytes(ByteString bytes) {
        return new CborBytes(bytes);
    }

    private static void assertRefused(CborMap.Builder key, String problem) {
        assertThatThrownBy(() -> CoseKey.parse(key.build().encode()))
                .isInstanceOfSatisfying(MalformedException.class, e -> {
                    assertThat(e.format()).isEqualTo(Format.COSE);
                    assertThat(e.problem()).contains(problem);
                });
    }

    @ParameterizedTest
    @EnumSource(SignatureScheme.class)
    void goesThereAndBackInEveryAlgorithm(SignatureScheme scheme) throws Exception {
        CoseKey key = KeyPairs.coseKey(scheme.algorithm());

        assertThat(CoseKey.parse(key.encoded())).isEqualTo(key).hasSameHashCodeAs(key);
        assertThat(key.algorithm()).isEqualTo(scheme.algorithm());
        assertThat(CborValue.parse(key.encoded()).encode()).isEqualTo(key.encoded());
    }

    @ParameterizedTest
    @EnumSource(SignatureScheme.class)
    void isOfNoOtherAlgorithmThanItsOwn(SignatureScheme scheme) throws Exception {
        CborMap original =
                (CborMap) CborValue.parse(KeyPairs.coseKey(scheme.algorithm()).encoded());
        for (SignatureScheme other : SignatureScheme.values()) {
            CborMap.Builder changed = CborMap.builder();
            original.entries()
                    .forEach(entry -> changed.put(
                            entry.getKey(),
                            entry.getKey().equals(CborInteger.of(3))
                                    ? CborInteger.of(other.algorithm().id())
                                    : entry.getValue()));
            ByteString encoded = changed.build().encode();

            if (other.keyGroup() == scheme.keyGroup()) {
                assertThat(CoseKey.parse(encoded).algorithm()).isEqualTo(other.algorithm());
            } else {
                assertThatThrownBy(() -> CoseKey.parse(encoded)).isInstanceOf(MalformedException.class);
            }
        }
    }

    @Test
    void leavesWhatIsBehindItToTheReader() throws Exception {
        CborReader reader = new CborReader(EC.encoded().concat(ByteString.fromHex("a0")));

        assertThat(CoseKey.read(reader)).isEqualTo(EC);
        assertThat(reader.position()).isEqualTo(EC.encoded().length());
        assertThatThrownBy(() -> CoseKey.parse(EC.encoded().concat(ByteString.of((byte) 0))))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void isKeptWhenItsAlgorithmIsUnknown() throws Exception {
        ByteString encoded = CborMap.builder()
                .put(1, 99)
                .put(3, -65000)
                .put(-70, ByteString.fromHex("01"))
                .put("x", true)
                .build()
                .encode();

        assertThat(CoseKey.parse(encoded)).isEqualTo(new UnknownKey(new CoseAlgorithm(-65000), encoded));
    }

    @Test
    void hasAnAlgorithm() {
        assertRefused(CborMap.builder().put(1, 2).put(-1, 1).put(-2, EC.x()).put(-3, EC.y()), "algorithm");
        assertRefused(
                CborMap.builder()
                        .put(1, 2)
                        .put(CborInteger.of(3), new CborText("ES256"))
                        .put(-1, 1),
                "algorithm");
        assertRefused(ec(-4_294_967_303L, 1, EC.x(), bytes(EC.y())), "32 bits");
    }

    @Nested
    class OnAWeierstrassCurve {
        @Test
        void isOfTheAlgorithmsTypeAndCurve() {
            assertRefused(ec(-7, 2, EC.x(), bytes(EC.y())), "takes no key on P-384");
            assertRefused(ec(-7, 8, EC.x(), bytes(EC.y())), "takes no key on secp256k1");
            assertRefused(ec(-7, 4, EC.x(), bytes(EC.y())), "must have a curve");
            assertRefused(ec(-35, 1, EC.x(), bytes(EC.y())), "takes no key on P-256");
            assertRefused(ec(-8, 1, EC.x(), bytes(EC.y())), "key type");
            assertRefused(ec(-257, 1, EC.x(), bytes(EC.y())), "key type");
        }

        @Test
        void hasUncompressedCoordinatesOfFullLength() {
            assertRefused(ec(-7, 1, EC.x(), CborSimple.TRUE), "uncompressed");
            assertRefused(ec(-7, 1, EC.x(), CborSimple.FALSE), "uncompressed");
            assertRefused(ec(-7, 1, EC.x().slice(1), bytes(EC.y())), "32 bytes");
            assertRefused(ec(-7, 1, EC.x(), bytes(EC.y().slice(1))), "32 bytes");
            assertRefused(
                    ec(
                            -7,
                            1,
                            ByteString.of((byte) 0).concat(EC.x()),
                            bytes(EC.y().slice(1))),
                    "32 bytes");
            assertRefused(ec(-7, 1, ByteString.empty(), bytes(ByteString.empty())), "32 bytes");
        }

        @Test
        void hasNoOtherParameter() {
            assertRefused(ec(-7, 1, EC.x(), bytes(EC.y())).put(2, ByteString.fromHex("01")), "nothing else");
            assertRefused(ec(-7, 1, EC.x(), bytes(EC.y())).put(-4, EC.x()), "nothing else");
            assertRefused(ec(-7, 1, EC.x(), bytes(EC.y())).put("kid", "a"), "nothing else");
            assertRefused(
                    CborMap.builder()
                            .put(1, 2)
                            .put(3, -7)
                            .put(-1, EC.x())
                            .put(-2, EC.x())
                            .put(-3, EC.y()),
                    "curve");
        }

        @ParameterizedTest
        @EnumSource(EcCurve.class)
        void isAPointOnTheCurve(EcCurve curve) {
            SignatureScheme scheme = Arrays.stream(SignatureScheme.values())
                    .filter(each -> each.keyGroup() == curve)
                    .findFirst()
                    .orElseThrow();
            EcKey key = (EcKey) KeyPairs.coseKey(scheme.algorithm());
            ByteString zero = ByteString.copyOf(new byte[curve.coordinateLength()]);

            assertRefused(ec(scheme.algorithm().id(), curve.id(), key.y(), bytes(key.x())), "not on");
            assertRefused(ec(scheme.algorithm().id(), curve.id(), zero, bytes(zero)), "not on");
        }
    }

    @Nested
    class OnAnEdwardsCurve {
        @Test
        void isOfTheAlgorithmsTypeAndCurve() {
            assertRefused(okp(-8, 7, OKP.x()), "takes no key on Ed448");
            assertRefused(okp(-53, 6, OKP.x()), "takes no key on Ed25519");
            assertRefused(okp(-8, 4, OKP.x()), "must have a curve");
            assertRefused(okp(-8, 6, OKP.x().slice(1)), "32 bytes");
            assertRefused(okp(-8, 6, OKP.x()).put(-3, OKP.x()), "nothing else");
            assertRefused(okp(-8, 6, OKP.x()).put(-4, OKP.x()), "nothing else");
        }

        static Stream<ByteString> pointsOfSmallOrder() {
            EdwardsCurve torsion = EdwardsCurve.ofOrderEight();
            return Stream.iterate(EdwardsCurve.IDENTITY, torsion::plus).limit(8).map(EdwardsCurve::encoded);
        }

        @ParameterizedTest
        @MethodSource("pointsOfSmallOrder")
        void isNotOfSmallOrder(ByteString point) {
            assertRefused(okp(-8, 6, point), "full order");
            byte[] otherSign = point.toByteArray();
            otherSign[31] ^= (byte) 0x80;
            assertRefused(okp(-8, 6, ByteString.copyOf(otherSign)), "full order");
        }

        @Test
        void mayHaveATorsionThatOnlyAMultiplicationWouldShow() {
            ByteString mixed =
                    EdwardsCurve.BASE.plus(EdwardsCurve.ofOrderEight()).encoded();

            assertThat(OkpCurve.ED25519.encoding().isPublicKey(mixed)).isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                    "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                    "0200000000000000000000000000000000000000000000000000000000000000"
                })
        void isTheOnlyEncodingOfAPoint(String encoding) {
            assertRefused(okp(-8, 6, ByteString.fromHex(encoding)), "encoding of a point");
        }

        @ParameterizedTest
        @CsvSource({"00,00", "01,00", "fe,fe"})
        void isNotOfSmallOrderOnTheLongerCurve(String first, String kind) {
            String y = kind.equals("fe") ? "fe" + "ff".repeat(27) + "fe" + "ff".repeat(27) : first + "00".repeat(55);

            assertRefused(okp(-53, 7, ByteString.fromHex(y + "00")), "full order");
            assertRefused(okp(-53, 7, ByteString.fromHex(y + "80")), "full order");
        }

        @Test
        void hasNoMeaninglessBitOnTheLongerCurve() {
            byte[] key = ((OkpKey) KeyPairs.coseKey(CoseAlgorithm.ED448)).x().toByteArray();
            key[56] |= 1;

            assertRefused(okp(-53, 7, ByteString.copyOf(key)), "encoding of a point");
        }
    }

    @Nested
    class OfRsa {
        @Test
        void hasAModulusWithinItsLimits() {
            assertRefused(rsa(RSA.modulus().slice(1), RSA.exponent()), "2048 to 8192");
            assertRefused(rsa(ByteString.empty(), RSA.exponent()), "2048 to 8192");
            assertRefused(rsa(ByteString.fromHex("7f" + "ff".repeat(255)), RSA.exponent()), "2048 to 8192");
            assertRefused(rsa(ByteString.fromHex("01" + "ff".repeat(1024)), RSA.exponent()), "2048 to 8192");
            assertRefused(rsa(ByteString.fromHex("80" + "00".repeat(255)), RSA.exponent()), "odd");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", "00", "01", "03", "11", "0100", "00ffff", "010000", "010002", "0100000001", "ffffffffff"
                })
        void hasAnExponentWithinItsLimits(String exponent) {
            assertRefused(rsa(RSA.modulus(), ByteString.fromHex(exponent)), "exponent");
        }

        @ParameterizedTest
        @ValueSource(strings = {"010001", "010003", "00ffffffff"})
        void mayHaveTheFirstAndTheLastOfItsExponents(String exponent) throws Exception {
            ByteString encoded =
                    rsa(RSA.modulus(), ByteString.fromHex(exponent)).build().encode();

            assertThat(((RsaKey) CoseKey.parse(encoded)).exponent().toHex())
                    .isEqualTo(exponent.replaceFirst("^00", ""));
        }

        @Test
        void mayHaveTheShortestAndTheLongestModulus() throws Exception {
            for (String modulus : new String[] {"80" + "00".repeat(254) + "01", "ff".repeat(1024)}) {
                ByteString encoded =
                        rsa(ByteString.fromHex(modulus), RSA.exponent()).build().encode();

                assertThat(((RsaKey) CoseKey.parse(encoded)).modulus().toHex()).isEqualTo(modulus);
            }
        }

        @Test
        void isOfAnAlgorithmOfRsa() {
            assertThatThrownBy(() -> new RsaKey(CoseAlgorithm.ES256, RSA.modulus(), RSA.exponent()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("takes no key on RSA");
        }

        @Test
        void hasBothNumbers() {
            assertRefused(CborMap.builder().put(1, 3).put(3, -257).put(-1, RSA.modulus()), "an exponent");
            assertRefused(CborMap.builder().put(1, 3).put(3, -257).put(-2, RSA.exponent()), "a modulus");
        }

        @Test
        void isOneKeyWithAndWithoutLeadingZeros() throws Exception {
            ByteString zeros = ByteString.fromHex("0000");
            ByteString encoded = rsa(zeros.concat(RSA.modulus()), zeros.concat(RSA.exponent()))
                    .build()
                    .encode();

            assertThat(CoseKey.parse(encoded)).isEqualTo(RSA);
            assertThat(CoseKey.parse(encoded).encoded()).isEqualTo(RSA.encoded());
        }

        @Test
        void hasNoOtherParameter() {
            assertRefused(rsa(RSA.modulus(), RSA.exponent()).put(-3, RSA.modulus()), "nothing else");
            assertRefused(CborMap.builder().put(1, 3).put(3, -257).put(-1, 5).put(-2, RSA.exponent()), "nothing else");
        }
    }

    @Nested
    class OfMlDsa {
        @Test
        void hasTheAlgorithmsLength() {
            AkpKey key = (AkpKey) KeyPairs.coseKey(CoseAlgorithm.ML_DSA_44);

            assertRefused(akp(-48, key.publicKey().slice(1)), "1312 bytes");
            assertRefused(akp(-49, key.publicKey()), "1952 bytes");
            assertRefused(akp(-48, key.publicKey()).put(-2, key.publicKey()), "nothing else");
        }

        private CborMap.Builder akp(long algorithm, ByteString publicKey) {
            return CborMap.builder().put(1, 7).put(3, algorithm).put(-1, publicKey);
        }
    }

    @Nested
    class FromX509 {
        @ParameterizedTest
        @EnumSource(SignatureScheme.class)
        void isWhatOthersWrite(SignatureScheme scheme) {
            assumeThat(scheme.keyGroup()).isNotInstanceOf(RsaModulus.class);
            CoseAlgorithm algorithm = scheme.algorithm();

            assertThat(SubjectPublicKeyInfo.of(KeyPairs.coseKey(algorithm)))
                    .isEqualTo(KeyPairs.of(algorithm).getPublic().getEncoded());
        }

        private static ByteString sequence(ByteString... parts) {
            return DerSignature.sequence(ByteString.empty().concat(parts));
        }

        private static final ByteString RSA_ENCRYPTION = ByteString.fromHex("300d06092a864886f70d0101010500");

        private static ByteString bitString(ByteString bytes) {
            ByteString sequence = DerSignature.sequence(ByteString.of((byte) 0).concat(bytes));
            return ByteString.of((byte) 3).concat(sequence.slice(1));
        }

        private static ByteString info(ByteString key) {
            return sequence(RSA_ENCRYPTION, bitString(key));
        }

        private static BigInteger number(ByteString bigEndian) {
            return new BigInteger(1, bigEndian.toByteArray());
        }

        @Test
        void hasNothingBehindItsParts() throws Exception {
            ByteString more = ByteString.fromHex("0500");
            ByteString modulus = DerSignature.integer(number(RSA.modulus()));
            ByteString exponent = DerSignature.integer(number(RSA.exponent()));
            ByteString key = sequence(modulus, exponent);

            assertThat(SubjectPublicKeyInfo.toCoseKey(info(key), CoseAlgorithm.RS256))
                    .isEqualTo(RSA);
            for (ByteString surplus : new ByteString[] {
                info(key).concat(more),
                sequence(RSA_ENCRYPTION, bitString(key), more),
                info(key.concat(more)),
                info(sequence(modulus, exponent, more))
            }) {
                assertThatThrownBy(() -> SubjectPublicKeyInfo.toCoseKey(surplus, CoseAlgorithm.RS256))
                        .isInstanceOf(MalformedException.class);
            }
        }

        @Test
        void hasNumbersAboveZeroIfItIsOneOfRsa() {
            ByteString modulus = DerSignature.integer(number(RSA.modulus()));
            ByteString exponent = DerSignature.integer(number(RSA.exponent()));
            for (BigInteger wrong : new BigInteger[] {
                BigInteger.ZERO,
                number(RSA.modulus()).negate(),
                number(RSA.exponent()).negate()
            }) {
                ByteString number = DerSignature.integer(wrong);
                for (ByteString key : new ByteString[] {sequence(number, exponent), sequence(modulus, number)}) {
                    assertThatThrownBy(() -> SubjectPublicKeyInfo.toCoseKey(info(key), CoseAlgorithm.RS256))
                            .isInstanceOf(MalformedException.class)
                            .hasMessageContaining("not positive");
                }
            }
        }

        @Test
        void isHeldToTheSameRules() {
            PublicKey p256 = KeyPairs.of(CoseAlgorithm.ES256).getPublic();

            assertNotOneOf("P-384", p256, CoseAlgorithm.ES384);
            assertNotOneOf("RSA", p256, CoseAlgorithm.RS256);
            assertNotOneOf("Ed25519", p256, CoseAlgorithm.EDDSA);
            assertNotOneOf("ML-DSA-44", p256, CoseAlgorithm.ML_DSA_44);
            assertThatThrownBy(() -> CoseKey.of(p256, new CoseAlgorithm(-1000))).isInstanceOf(MalformedException.class);
        }

        private static void assertNotOneOf(String group, PublicKey key, CoseAlgorithm algorithm) {
            assertThatThrownBy(() -> CoseKey.of(key, algorithm))
                    .isInstanceOf(MalformedException.class)
                    .hasMessageContaining("not one of " + group);
        }

        @Test
        void isAKeyOrAFailureWhateverTheBytes() {
            for (CoseAlgorithm algorithm :
                    new CoseAlgorithm[] {CoseAlgorithm.ES256, CoseAlgorithm.RS256, CoseAlgorithm.EDDSA}) {
                ByteString info =
                        ByteString.copyOf(KeyPairs.of(algorithm).getPublic().getEncoded());
                Mutants.of(info, bytes -> {
                    try {
                        assertThat(SubjectPublicKeyInfo.toCoseKey(bytes, algorithm))
                                .isNotNull();
                    } catch (MalformedException e) {
                        assertThat(e.format()).isIn(Format.X509, Format.DER);
                    }
                });
            }
        }
    }

    @Test
    void isAKeyOrAFailureWhateverTheBytes() {
        for (CoseKey key : new CoseKey[] {EC, OKP, RSA}) {
            Mutants.of(key.encoded(), bytes -> {
                try {
                    assertThat(CoseKey.parse(bytes).encoded()).isNotNull();
                } catch (MalformedException e) {
                    assertThat(e.format()).isIn(Format.COSE, Format.CBOR);
                }
            });
        }
    }

    static Stream<RecordedCeremony> recorded() {
        return Ceremonies.recorded();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void isReadFromEveryRecordedAuthenticatorButTheBrokenOne(RecordedCeremony ceremony) throws Exception {
        ByteString encoded = ceremony.credentialPublicKey();
        if (ceremony.id().equals("none-unknown-8-1")) {
            assertThatThrownBy(() -> CoseKey.parse(encoded)).isInstanceOf(MalformedException.class);
        } else {
            assertThat(CoseKey.parse(encoded).algorithm().id()).isEqualTo(ceremony.algorithm());
        }
    }
}
