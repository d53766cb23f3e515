package dev.keystile.webauthn.cbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.upokecenter.cbor.CBOREncodeOptions;
import com.upokecenter.cbor.CBORException;
import com.upokecenter.cbor.CBORObject;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.bytes.Mutants;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.vectors.Ceremonies;
import dev.keystile.webauthn.vectors.RecordedCeremony;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CborReaderTest {
    private static final CborOptions DEEP = CborOptions.CTAP2.withMaxDepth(16);
    private static final CborOptions LENIENT =
            DEEP.allowingIndefiniteContainers().allowingLongForms().allowingUnsortedKeys();
    private static final CBOREncodeOptions CTAP2 =
            new CBOREncodeOptions("ctap2canonical=true;allowduplicatekeys=false;resolvereferences=false");

    /** Values in canonical form. */
    static Stream<String> canonical() {
        return Stream.of(
                "00",
                "17",
                "1818",
                "18ff",
                "190100",
                "1a00010000",
                "1b0000000100000000",
                "1bffffffffffffffff",
                "20",
                "3bffffffffffffffff",
                "40",
                "43010203",
                "60",
                "63e282ac",
                "64f09f9880",
                "80",
                "83010203",
                "8181818100",
                "a0",
                "a10000",
                "a2001901002000",
                "a5010203262001215820" + "11".repeat(32) + "225820" + "22".repeat(32),
                "a363666d74646e6f6e656761747453746d74a068617574684461746141ff",
                "a30100181800410000",
                "f4",
                "f5",
                "f6",
                "f7",
                "f90000",
                "f93c00",
                "f97e00",
                "fa7f7fffff",
                "fb3ff199999999999a",
                "82f4a161616162");
    }

    @ParameterizedTest
    @MethodSource("canonical")
    void readsAndWritesTheCanonicalForm(String hex) throws Exception {
        ByteString encoded = ByteString.fromHex(hex);
        CborValue value = CborValue.parse(encoded, DEEP);

        assertThat(value.encode()).isEqualTo(encoded);
        assertThat(CborValue.parse(encoded, LENIENT)).isEqualTo(value).hasSameHashCodeAs(value);
        assertThat(new CborReader(encoded, DEEP).readEncoded()).isEqualTo(encoded);
    }

    @ParameterizedTest
    @CsvSource({
        "'',where an item",
        "1800,more bytes than it needs",
        "1817,more bytes than it needs",
        "1900ff,more bytes than it needs",
        "1a0000ffff,more bytes than it needs",
        "1b00000000ffffffff,more bytes than it needs",
        "3817,more bytes than it needs",
        "580100,more bytes than it needs",
        "7801ff,more bytes than it needs",
        "980100,more bytes than it needs",
        "b8010000,more bytes than it needs",
        "18,head",
        "1901,head",
        "1c,reserved",
        "1e,reserved",
        "fc,reserved",
        "1f,indefinite",
        "5f4100ff,indefinite",
        "7f6161ff,indefinite",
        "9fff,indefinite",
        "bfff,indefinite",
        "ff,break",
        "c000,tags",
        "d818456449455446,tags",
        "4201,length",
        "6161ff,behind the end",
        "61ff,UTF-8",
        "62c328,UTF-8",
        "63eda080,UTF-8",
        "5bffffffffffffffff,length",
        "5a7fffffff00,length",
        "5a8000000000,length",
        "9a7fffffff00,length",
        "9b000000010000000000,length",
        "ba7fffffff0000,length",
        "bbffffffffffffffff00,length",
        "8100ff,behind the end",
        "8200,fit",
        "a100,fit",
        "a2000000,fit",
        "a2010001,fit",
        "a201000100,duplicate",
        "a201000000,canonical order",
        "a2616100616100,duplicate",
        "a26162006161ff,canonical order",
        "a262616100616200,canonical order",
        "a2200001ff,canonical order",
        "a2616100 0000,canonical order",
        "a18000,key",
        "a1a000,key",
        "a1f400,key",
        "a1f9000000,key",
        "e0,meaning",
        "f3,meaning",
        "f800,meaning",
        "f818,meaning",
        "f820,meaning",
        "f8ff,meaning",
        "f9 00,head",
        "8181818181 00,4 levels"
    })
    void refusesWhatIsNotCanonical(String hex, String problem) {
        assertThatThrownBy(() -> CborValue.parse(ByteString.fromHex(hex.replace(" ", ""))))
                .isInstanceOfSatisfying(MalformedException.class, e -> {
                    assertThat(e.format()).isEqualTo(Format.CBOR);
                    assertThat(e.problem()).contains(problem);
                });
    }

    @Nested
    class WithOptions {
        @ParameterizedTest
        @CsvSource({"bf61610161629f0102ffff,a26161016162820102", "9fbfffff,81a0", "bf0001ff,a10001", "9fff,80"})
        void readsContainersOfIndefiniteLength(String hex, String canonical) throws Exception {
            CborOptions options = CborOptions.CTAP2.allowingIndefiniteContainers();

            assertThat(CborValue.parse(ByteString.fromHex(hex), options)
                            .encode()
                            .toHex())
                    .isEqualTo(canonical);
            assertThatThrownBy(() -> CborValue.parse(ByteString.fromHex(hex))).isInstanceOf(MalformedException.class);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "bf00ff",
                    "bf0001",
                    "9f00",
                    "9f",
                    "bf00010002ff",
                    "bf01000000ff",
                    "5f4100ff",
                    "7f6161ff",
                    "81ff",
                    "a1ff00"
                })
        void readsNoBrokenContainersOfIndefiniteLength(String hex) {
            CborOptions options = CborOptions.CTAP2.allowingIndefiniteContainers();

            assertThatThrownBy(() -> CborValue.parse(ByteString.fromHex(hex), options))
                    .isInstanceOf(MalformedException.class);
        }

        @Test
        void readsKeysInAnyOrderButNoneTwice() throws Exception {
            CborOptions options = CborOptions.CTAP2.allowingUnsortedKeys();

            assertThat(CborValue.parse(ByteString.fromHex("a3616200616100 0000".replace(" ", "")), options)
                            .encode()
                            .toHex())
                    .isEqualTo("a30000616100616200");
            assertThatThrownBy(() -> CborValue.parse(ByteString.fromHex("a3616200616100616200"), options))
                    .hasMessageContaining("duplicate");
        }

        @Test
        void readsLongFormsButNoKeyTwiceInTwoForms() throws Exception {
            CborOptions options = CborOptions.CTAP2.allowingLongForms();

            assertThat(CborValue.parse(ByteString.fromHex("b801780161190001"), options)
                            .encode()
                            .toHex())
                    .isEqualTo("a1616101");
            for (String hex :
                    new String[] {"a261610078016100", "a2000018000 0".replace(" ", ""), "a26161007900016100"}) {
                assertThatThrownBy(() -> CborValue.parse(ByteString.fromHex(hex), options))
                        .hasMessageContaining("duplicate");
            }
        }

        @Test
        void readsUpToTheDepthAndTheNumberOfItemsThatAreAllowed() throws Exception {
            ByteString deep = ByteString.fromHex("81".repeat(64) + "00");

            assertThat(CborValue.parse(deep, CborOptions.CTAP2.withMaxDepth(64)).type())
                    .isEqualTo(CborType.ARRAY);
            assertThatThrownBy(() -> CborValue.parse(deep, CborOptions.CTAP2.withMaxDepth(63)))
                    .isInstanceOf(MalformedException.class);
            assertThatThrownBy(
                            () -> CborValue.parse(ByteString.fromHex("8400000000"), CborOptions.CTAP2.withMaxItems(4)))
                    .hasMessageContaining("4 items");
            assertThatThrownBy(() -> CborValue.parse(
                            ByteString.copyOf(new byte[0]).concat(ByteString.fromHex("81".repeat(100_000)))))
                    .isInstanceOf(MalformedException.class);
        }

        /** "Aa" and "BB" have one hash, and so have all texts that are made of them; a table of hashes takes minutes for these. */
        @Test
        void holdForKeysThatWereChosenForTheirHash() {
            int pairs = 15;
            int keys = 1 << pairs;
            StringBuilder hex = new StringBuilder("b98000");
            for (int i = 0; i < keys; i++) {
                hex.append("581e");
                for (int bit = 0; bit < pairs; bit++) {
                    hex.append(((i >> bit) & 1) == 0 ? "4161" : "4242");
                }
                hex.append("00");
            }
            ByteString encoded = ByteString.fromHex(hex.toString());
            CborOptions options = CborOptions.CTAP2.withMaxItems(4 * keys).allowingUnsortedKeys();

            int size = assertTimeoutPreemptively(
                    Duration.ofSeconds(30),
                    () -> new CborReader(encoded, options).readMap().size());

            assertThat(size).isEqualTo(keys);
        }

        @Test
        void areThemselvesLimited() {
            assertThatIllegalArgumentException().isThrownBy(() -> CborOptions.CTAP2.withMaxDepth(65));
            assertThatIllegalArgumentException().isThrownBy(() -> CborOptions.CTAP2.withMaxDepth(0));
            assertThatIllegalArgumentException().isThrownBy(() -> CborOptions.CTAP2.withMaxItems(0));
        }
    }

    @Nested
    class Pulled {
        @Test
        void holdsKeysToTheirOrderWhoeverReadsThem() throws Exception {
            CborReader reader = new CborReader(ByteString.fromHex("a201000000"));
            reader.startMap();
            assertThat(reader.readLong()).isEqualTo(1);
            assertThat(reader.readLong()).isZero();

            assertThatThrownBy(reader::readLong).hasMessageContaining("canonical order");
        }

        @Test
        void readsItemByItem() throws Exception {
            CborReader reader = new CborReader(ByteString.fromHex("a2613184f5f63b7fffffffffffffffa0613241aa" + "00"));
            reader.startMap();
            assertThat(reader.readText()).isEqualTo("1");
            reader.startArray();
            assertThat(reader.readBoolean()).isTrue();
            assertThat(reader.readSimple()).isEqualTo(CborSimple.NULL);
            assertThat(reader.readLong()).isEqualTo(Long.MIN_VALUE);
            assertThatIllegalStateException().isThrownBy(reader::end);
            assertThat(reader.readMap().isEmpty()).isTrue();
            assertThat(reader.hasNext()).isFalse();
            assertThatThrownBy(reader::readLong).hasMessageContaining("no more items");
            reader.end();
            assertThat(reader.readText()).isEqualTo("2");
            assertThatIllegalStateException().isThrownBy(reader::requireEnd);
            assertThat(reader.readBytes()).isEqualTo(ByteString.fromHex("aa"));
            reader.end();
            assertThat(reader.position()).isEqualTo(20);
            assertThatThrownBy(reader::requireEnd).hasMessageContaining("1 bytes behind the end");
        }

        @ParameterizedTest
        @ValueSource(strings = {"1bffffffffffffffff", "3bffffffffffffffff", "3b8000000000000000", "1b8000000000000000"})
        void keepsIntegersBeyondSixtyFourBitsExact(String hex) throws Exception {
            ByteString encoded = ByteString.fromHex(hex);
            BigInteger expected =
                    CBORObject.DecodeFromBytes(encoded.toByteArray()).ToObject(BigInteger.class);

            assertThat(new CborReader(encoded).readInteger().toBigInteger()).isEqualTo(expected);
            assertThatThrownBy(() -> new CborReader(encoded).readLong()).hasMessageContaining("64 bits");
            assertThatThrownBy(() -> new CborReader(encoded).readInteger().toLong())
                    .isInstanceOf(MalformedException.class);
        }

        @Test
        void refusesAnItemOfAnotherType() {
            assertThatThrownBy(() -> new CborReader(ByteString.fromHex("6161")).readBytes())
                    .hasMessage("Malformed CBOR at @0: must be a byte string, not a text string");
            assertThatThrownBy(() -> new CborReader(ByteString.fromHex("f6")).readBoolean())
                    .hasMessageContaining("true or false");
        }

        @ParameterizedTest
        @CsvSource({
            "f90001,5.9604644775390625E-8",
            "f903ff,6.097555160522461E-5",
            "f9bc00,-1",
            "f97bff,65504",
            "f9fc00,-Infinity",
            "fa47c35000,100000",
            "fb7e37e43c8800759c,1.0E300"
        })
        void readsFloatingPointNumbers(String hex, double value) throws Exception {
            assertThat(new CborReader(ByteString.fromHex(hex)).readFloat().value())
                    .isEqualTo(value);
        }
    }

    @Nested
    class AsTree {
        private CborMap map() throws MalformedException {
            return (CborMap)
                    CborValue.parse(ByteString.fromHex("a363616c672663783563824101f66761747453746d74a16373696701"));
        }

        @Test
        void givesEntriesByKeyAndType() throws Exception {
            assertThat(map().requiredLong("alg")).isEqualTo(-7);
            assertThat(map().requiredArray("x5c").size()).isEqualTo(2);
            assertThat(map().optionalBytes("absent")).isEmpty();
            assertThat(map().has("absent")).isFalse();
            assertThat(CborMap.builder().put(-1, 5).build().get(-1)).contains(CborInteger.of(5));
        }

        @Test
        void tellsTheWholePathOfAFault() throws Exception {
            CborMap map = map();

            assertThatThrownBy(() -> map.requiredMap("attStmt").requiredBytes("sig"))
                    .hasMessage("Malformed CBOR at attStmt.sig: must be a byte string, not an integer");
            assertThatThrownBy(() -> map.requiredArray("x5c").toByteStrings()).hasMessageContaining("at x5c[1]:");
            assertThatThrownBy(() -> map.requiredText("fmt")).hasMessage("Malformed CBOR at fmt: missing");
        }

        @Test
        void isBuiltWithKeysThatCanBeKeysAndNoneTwice() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CborMap.builder().put(CborSimple.NULL, CborSimple.NULL));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CborMap.builder().put("a", 1).put("a", 2));
        }

        @Test
        void showsNoContentInItsText() throws Exception {
            assertThat(map()).hasToString("CborMap[3 entries]");
            assertThat(new CborText("secret").toString()).doesNotContain("secret");
            assertThat(new CborBytes(ByteString.ofUtf8("secret")).toString()).doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @MethodSource("canonical")
    void givesAValueOrAFailureWhateverTheBytes(String hex) {
        Mutants.of(ByteString.fromHex(hex), bytes -> {
            CborValue strict = parse(bytes, DEEP);
            CborValue lenient = parse(bytes, LENIENT);
            if (strict == null) {
                return;
            }
            assertThat(strict.encode()).isEqualTo(bytes);
            assertThat(lenient).isEqualTo(strict);
            assertThat(CBORObject.DecodeFromBytes(bytes.toByteArray()).isNull()).isEqualTo(strict == CborSimple.NULL);
        });
    }

    @ParameterizedTest
    @MethodSource("canonical")
    void refusesNoMutantThatAnotherReaderFindsCanonical(String hex) {
        Mutants.of(ByteString.fromHex(hex), bytes -> {
            try {
                CBORObject value = CBORObject.DecodeFromBytes(bytes.toByteArray(), CTAP2);
                if (!hasOnlyWhatWeTake(value)) {
                    return;
                }
            } catch (CBORException e) {
                return;
            }
            assertThat(parse(bytes, DEEP)).as(bytes.toHex()).isNotNull();
        });
    }

    /** The other reader takes keys of every type, and simple values without a meaning. */
    private static boolean hasOnlyWhatWeTake(CBORObject value) {
        return switch (value.getType()) {
            case SimpleValue -> value.isNull() || value.isUndefined();
            case Array -> value.getValues().stream().allMatch(CborReaderTest::hasOnlyWhatWeTake);
            case Map ->
                value.getEntries().stream()
                        .allMatch(entry -> switch (entry.getKey().getType()) {
                            case Integer, ByteString, TextString -> hasOnlyWhatWeTake(entry.getValue());
                            default -> false;
                        });
            default -> true;
        };
    }

    @org.jspecify.annotations.Nullable private static CborValue parse(ByteString bytes, CborOptions options) {
        try {
            return CborValue.parse(bytes, options);
        } catch (MalformedException e) {
            assertThat(e.format()).isEqualTo(Format.CBOR);
            return null;
        }
    }

    /** What the attestation objects of real and software authenticators need. */
    @Test
    void readsAllRecordedAttestationObjectsWithTheLeniencyTheyNeed() throws Exception {
        Map<String, Integer> needed = new TreeMap<>();
        for (RecordedCeremony ceremony : Ceremonies.recorded().toList()) {
            if (ceremony.registration().isPresent()) {
                JsonObject registration = ceremony.registration().get();
                ByteString object = registration.requiredBytes("attestationObject");
                needed.merge((ceremony.isVirtual() ? "virtual: " : "real: ") + leniency(object), 1, Integer::sum);
            }
        }

        assertThat(needed)
                .containsOnlyKeys(
                        "real: none",
                        "real: unsorted keys",
                        "virtual: none",
                        "virtual: unsorted keys",
                        "virtual: indefinite")
                .containsEntry("real: unsorted keys", 5);
    }

    private static String leniency(ByteString attestationObject) {
        if (parse(attestationObject, CborOptions.CTAP2) != null) {
            return "none";
        }
        if (parse(attestationObject, CborOptions.CTAP2.allowingUnsortedKeys()) != null) {
            return "unsorted keys";
        }
        CborOptions indefinite =
                CborOptions.CTAP2.allowingIndefiniteContainers().allowingUnsortedKeys();
        return parse(attestationObject, indefinite) != null ? "indefinite" : "more";
    }

    @Test
    void readsEveryAttestationObjectAsAnotherReaderDoes() throws Exception {
        for (RecordedCeremony ceremony : Ceremonies.recorded().toList()) {
            if (ceremony.registration().isPresent()) {
                ByteString object = ceremony.registration().get().requiredBytes("attestationObject");
                CBORObject other = CBORObject.DecodeFromBytes(object.toByteArray());

                assertThat(CborValue.parse(object, LENIENT).encode())
                        .isEqualTo(ByteString.copyOf(other.EncodeToBytes(CTAP2)));
            }
        }
    }
}
