package dev.keystile.webauthn.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.bytes.Mutants;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class JsonValueTest {
    private static final JsonMapper JACKSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static List<String> wellFormed() {
        return List.of(
                "null",
                " true ",
                "\t\r\nfalse",
                "\"\"",
                "0",
                "-0",
                "-1.5e+10",
                "1E5",
                "18446744073709551616",
                "[]",
                "[ ]",
                "[1,[2,[3]],{\"a\":[]}]",
                "{}",
                "{ \"a\" : 1 , \"b\" : { } }",
                "{\"\":0,\" \":1}",
                "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u20AC\\uD83D\\uDE00\"",
                "\"é€😀\u007f\u2028\"",
                "\"\\u0000\"",
                "{\"id\":\"AAAA\",\"response\":{\"signature\":\"_-8\"},\"type\":\"public-key\",\"long\":\""
                        + "A".repeat(100) + "\"}");
    }

    static List<String> malformed() {
        return List.of(
                "",
                " ",
                "nul",
                "nulll",
                "True",
                "'a'",
                "\"",
                "\"a",
                "\"12345678",
                "\"\n\"",
                "\"\u0000\"",
                "\"1234567\u001f\"",
                "\"\\\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\\u 123\"",
                "\"\\uD83D\"",
                "\"\\uDE00\"",
                "\"\\uD83D\\n\"",
                "\"\\uD83D\\u0041\"",
                "\"\\uDE00\\uD83D\"",
                "\"\uD83D\"",
                "\"\uDE00?\"",
                "01",
                "-",
                "+1",
                ".5",
                "1.",
                "1e",
                "1e+",
                "0x10",
                "NaN",
                "Infinity",
                "-Infinity",
                "1 2",
                "[",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[1}",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,",
                "{\"a\":1,}",
                "{a:1}",
                "{1:1}",
                "{\"a\" 1}",
                "{\"a\":1;\"b\":2}",
                "{\"a\":1]",
                "{}{}",
                "{} x",
                "{}\u0000",
                "\uFEFF{}",
                "/*c*/1",
                "1//c",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"é\":1,\"\\u00e9\":2}",
                "{\"x\":{\"a\":1,\"b\":2,\"a\":3}}",
                "\u00A01",
                "\f1");
    }

    @ParameterizedTest
    @MethodSource("wellFormed")
    void readsWhatJacksonReads(String text) throws Exception {
        JsonValue value = JsonValue.parse(text);

        assertThat(JACKSON.readTree(value.toJson())).isEqualTo(JACKSON.readTree(text));
        assertThat(JsonValue.parse(value.toJson())).isEqualTo(value).hasSameHashCodeAs(value);
        assertThat(JsonValue.parse(ByteString.ofUtf8(text))).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void refusesWhatIsNotOneValue(String text) {
        assertThatThrownBy(() -> JsonValue.parse(text))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.format()).isIn(Format.JSON, Format.UTF8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"22ff22", "22c02280", "22c3", "22e282ac", "2261c3283c22", "efbbbf7b7d", "22eda08022"})
    void refusesBytesThatAreNotUtf8(String hex) {
        assertThatThrownBy(() -> JsonValue.parse(ByteString.fromHex(hex))).isInstanceOf(MalformedException.class);
    }

    @ParameterizedTest
    @MethodSource("wellFormed")
    void givesAValueOrAFailureWhateverTheBytesAndNeverMoreThanJackson(String text) {
        Mutants.of(ByteString.ofUtf8(text), bytes -> {
            JsonValue value;
            try {
                value = JsonValue.parse(bytes);
            } catch (MalformedException e) {
                return;
            }
            assertThat(JACKSON.readTree(value.toJson())).isEqualTo(JACKSON.readTree(bytes.toByteArray()));
        });
    }

    @ParameterizedTest
    @MethodSource("wellFormed")
    void refusesNoMutantThatJacksonReadsButForOurOwnRules(String text) {
        Mutants.of(ByteString.ofUtf8(text), bytes -> {
            try {
                JsonValue.parse(bytes);
            } catch (MalformedException e) {
                if (isOurOwnRule(e)) {
                    return;
                }
                assertThat(isReadByJackson(bytes)).as(e.getMessage()).isFalse();
            }
        });
    }

    /** Jackson is given characters: from bytes it would also guess at UTF-16. */
    private static boolean isReadByJackson(ByteString bytes) {
        try {
            return !JACKSON.readTree(bytes.toUtf8()).isMissingNode();
        } catch (JacksonException | MalformedException e) {
            return false;
        }
    }

    /** What RFC 8259 allows: half a surrogate pair in escapes. */
    private static boolean isOurOwnRule(MalformedException e) {
        return e.problem().startsWith("an escape");
    }

    @Nested
    class WithinLimits {
        @Test
        void refusesATextThatIsTooLong() {
            JsonLimits limits = new JsonLimits(10, 4, 10);

            assertThatThrownBy(() -> JsonValue.parse("\"123456789\"", limits)).hasMessageContaining("10 bytes");
            assertThatThrownBy(() -> JsonValue.parse("\"1234567é\"", limits)).hasMessageContaining("10 bytes");
            assertThatThrownBy(() -> JsonValue.parse(ByteString.ofUtf8("\"123456789\""), limits))
                    .hasMessageContaining("10 bytes");
        }

        @Test
        void refusesDepth() throws Exception {
            JsonLimits limits = new JsonLimits(1000, 3, 100);

            assertThat(JsonValue.parse("[{\"a\":[]}]", limits)).isInstanceOf(JsonArray.class);
            assertThatThrownBy(() -> JsonValue.parse("[{\"a\":[[]]}]", limits)).hasMessageContaining("3 levels");
        }

        @Test
        void survivesADepthBomb() {
            assertThatThrownBy(() -> JsonValue.parse("[".repeat(200_000))).isInstanceOf(MalformedException.class);
            assertThatThrownBy(() -> JsonValue.parse("{\"a\":".repeat(50_000))).isInstanceOf(MalformedException.class);
        }

        @Test
        void refusesManyValues() {
            String many =
                    IntStream.range(0, 101).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));

            assertThatThrownBy(() -> JsonValue.parse(many, new JsonLimits(1000, 3, 100)))
                    .hasMessageContaining("100 values");
        }

        @Test
        void refusesALongNumber() throws Exception {
            assertThat(JsonValue.parse("1".repeat(64))).isInstanceOf(JsonNumber.class);
            assertThatThrownBy(() -> JsonValue.parse("1".repeat(65))).isInstanceOf(MalformedException.class);
        }

        @Test
        void findsADuplicateAmongManyMembers() throws Exception {
            String members = IntStream.range(0, 1000)
                    .mapToObj(i -> "\"name" + i + "\":" + i)
                    .collect(Collectors.joining(","));

            JsonObject object = JsonObject.parse("{" + members + "}");
            assertThat(object.size()).isEqualTo(1000);
            assertThat(object.requiredInt("name999")).isEqualTo(999);
            assertThatThrownBy(() -> JsonObject.parse("{" + members + ",\"name500\":0}"))
                    .hasMessageContaining("second member");
        }

        @ParameterizedTest
        @ValueSource(strings = {"0,1,1", "200000000,1,1", "1,0,1", "1,257,1", "1,1,0"})
        void areThemselvesLimited(String numbers) {
            String[] parts = numbers.split(",");
            assertThatThrownBy(() -> new JsonLimits(
                            Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2])))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class AsNumber {
        @Test
        void keepsSixtyFourUnsignedBits() throws Exception {
            JsonNumber number = (JsonNumber) JsonValue.parse("18446744073709551615");

            assertThat(number.toBigInteger()).isEqualTo(BigInteger.TWO.pow(64).subtract(BigInteger.ONE));
            assertThat(number.toJson()).isEqualTo("18446744073709551615");
            assertThatThrownBy(number::toLong).isInstanceOf(MalformedException.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"1.0", "1e0", "0.5", "1E2"})
        void isNoIntegerWhenNotWrittenAsOne(String text) throws Exception {
            JsonNumber number = (JsonNumber) JsonValue.parse(text);

            assertThat(number.isInteger()).isFalse();
            assertThatThrownBy(number::toLong).isInstanceOf(MalformedException.class);
            assertThatThrownBy(number::toBigInteger).isInstanceOf(MalformedException.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "a", "01", "1 ", "１", "1\u0130"})
        void isMadeOfNumbersAlone(String text) {
            assertThatThrownBy(() -> new JsonNumber(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
