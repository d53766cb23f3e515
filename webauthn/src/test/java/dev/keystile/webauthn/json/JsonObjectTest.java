package dev.keystile.webauthn.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class JsonObjectTest {
    private static final String TEXT = "{\"text\":\"t\",\"bytes\":\"_-8\",\"yes\":true,\"number\":-7,\"nothing\":null,"
            + "\"object\":{\"list\":[{\"inner\":1}],\"esc\\u0061ped\":\"\\u0041\\u0041AA\"},\"list\":[\"a\",\"b\"]}";

    private static JsonObject object() {
        try {
            return JsonObject.parse(TEXT);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void givesItsMembersByNameAndType() throws Exception {
        JsonObject object = object();

        assertThat(object.requiredString("text")).isEqualTo("t");
        assertThat(object.requiredBytes("bytes")).isEqualTo(ByteString.fromHex("ffef"));
        assertThat(object.requiredBoolean("yes")).isTrue();
        assertThat(object.requiredInt("number")).isEqualTo(-7);
        assertThat(object.requiredLong("number")).isEqualTo(-7);
        assertThat(object.isNull("nothing")).isTrue();
        assertThat(object.requiredObject("object").requiredBytes("escaped")).isEqualTo(ByteString.fromHex("000000"));
        assertThat(object.requiredArray("list").toStrings()).containsExactly("a", "b");
        assertThat(object.names()).containsExactly("text", "bytes", "yes", "number", "nothing", "object", "list");
        assertThat(object.members())
                .hasSize(object.size())
                .extracting(Map.Entry::getKey)
                .isEqualTo(object.names());
    }

    @Test
    void givesNothingForAnAbsentMember() throws Exception {
        JsonObject object = object();

        assertThat(object.has("absent")).isFalse();
        assertThat(object.isNull("absent")).isFalse();
        assertThat(object.get("absent")).isEmpty();
        assertThat(object.optionalString("absent")).isEmpty();
        assertThat(object.optionalBytes("absent")).isEmpty();
        assertThat(object.optionalBoolean("absent")).isEmpty();
        assertThat(object.optionalLong("absent")).isEmpty();
        assertThat(object.optionalObject("absent")).isEmpty();
        assertThat(object.optionalArray("absent")).isEmpty();
        assertMalformed(() -> object.required("absent"), Format.JSON, "absent");
    }

    @Test
    void convertsNoTypeIntoAnother() throws Exception {
        JsonObject object = object();

        assertMalformed(() -> object.requiredString("number"), Format.JSON, "number");
        assertMalformed(() -> object.requiredString("nothing"), Format.JSON, "nothing");
        assertMalformed(() -> object.optionalString("nothing"), Format.JSON, "nothing");
        assertMalformed(() -> object.requiredBytes("number"), Format.JSON, "number");
        assertMalformed(() -> object.requiredLong("text"), Format.JSON, "text");
        assertMalformed(() -> object.requiredBoolean("text"), Format.JSON, "text");
        assertMalformed(() -> object.requiredObject("list"), Format.JSON, "list");
        assertMalformed(() -> object.requiredArray("object"), Format.JSON, "object");
        JsonObject large = JsonObject.parse("{\"n\":2147483648,\"m\":9223372036854775808}");
        assertMalformed(() -> large.requiredInt("n"), Format.JSON, "n");
        assertMalformed(() -> large.requiredLong("m"), Format.JSON, "m");
    }

    @Test
    void tellsTheWholePathOfAFault() throws Exception {
        JsonObject inner = object().requiredObject("object");
        JsonObject innermost = inner.requiredArray("list").toObjects().get(0);
        JsonObject credential = JsonObject.parse("{\"response\":{\"clientDataJSON\":\"AA*A\"}}");

        assertMalformed(() -> inner.requiredString("absent"), Format.JSON, "object.absent");
        assertMalformed(() -> innermost.requiredString("inner"), Format.JSON, "object.list[0].inner");
        assertMalformed(
                () -> credential.requiredObject("response").requiredBytes("clientDataJSON"),
                Format.BASE64URL,
                "response.clientDataJSON@2");
        assertMalformed(() -> object().requiredArray("list").toLongs(), Format.JSON, "list[0]");
    }

    @Test
    void isEqualWhateverTheOrderAndOrigin() throws Exception {
        JsonObject parsed = JsonObject.parse("{\"a\":\"x\",\"b\":[1,true,null]}");
        JsonObject built = JsonObject.builder()
                .put("b", JsonArray.of(JsonNumber.of(1), JsonBoolean.TRUE, JsonNull.NULL))
                .put("a", "x")
                .build();

        assertThat(built).isEqualTo(parsed).hasSameHashCodeAs(parsed);
        assertThat(built.toJson()).isEqualTo("{\"b\":[1,true,null],\"a\":\"x\"}");
        assertThat(built.names()).containsExactly("b", "a");
        assertThat(built.requiredString("a")).isEqualTo("x");
        assertThat(JsonString.of("é").value()).isEqualTo("é");
    }

    @Test
    void cannotBeChangedThroughWhatItGives() {
        List<Map.Entry<String, JsonValue>> members =
                JsonObject.builder().put("a", 1).build().members();

        assertThatThrownBy(() -> members.get(0).setValue(JsonNull.NULL))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(members::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> object().members().get(0).setValue(JsonNull.NULL))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void isNotBuiltWithTwoMembersOfOneName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonObject.builder().put("a", 1).put("a", 2));
    }

    @Test
    void showsNoContentInItsText() throws Exception {
        assertThat(object()).hasToString("JsonObject[7 members]");
        assertThat(object().requiredArray("list")).hasToString("JsonArray[2 values]");
        assertThat(object().required("text")).hasToString("JsonString[1 characters]");
    }

    @Test
    void refusesATextThatIsNoObject() {
        assertMalformed(() -> JsonObject.parse("[]"), Format.JSON, "");
        assertMalformed(() -> JsonObject.parse(ByteString.ofUtf8("\"a\"")), Format.JSON, "");
    }

    @Test
    void isWrittenMemberByMember() {
        String json = new JsonWriter()
                .beginObject()
                .member("s", "a\"\\\n\u0001</script>&\u2028😀")
                .member("n", 5)
                .member("b", false)
                .member("bytes", ByteString.fromHex("ffef"))
                .beginArray("list")
                .value(1)
                .beginObject()
                .end()
                .beginArray()
                .end()
                .end()
                .beginObject("o")
                .member("x", JsonNull.NULL)
                .end()
                .end()
                .toJson();

        assertThat(json)
                .isEqualTo("{\"s\":\"a\\\"\\\\\\n\\u0001\\u003c/script\\u003e\\u0026\\u2028😀\",\"n\":5,\"b\":false,"
                        + "\"bytes\":\"_-8\",\"list\":[1,{},[]],\"o\":{\"x\":null}}");
    }

    @Test
    void isNotWrittenOutOfOrder() {
        assertThatIllegalStateException().isThrownBy(() -> new JsonWriter().end());
        assertThatIllegalStateException().isThrownBy(() -> new JsonWriter().name("a"));
        assertThatIllegalStateException()
                .isThrownBy(() -> new JsonWriter().beginObject().value(1));
        assertThatIllegalStateException()
                .isThrownBy(() -> new JsonWriter().beginObject().name("a").name("b"));
        assertThatIllegalStateException()
                .isThrownBy(() -> new JsonWriter().beginObject().name("a").end());
        assertThatIllegalStateException()
                .isThrownBy(() -> new JsonWriter().value(1).value(2));
        assertThatIllegalStateException()
                .isThrownBy(() -> new JsonWriter().beginArray().toJson());
        assertThatIllegalArgumentException().isThrownBy(() -> new JsonWriter().value("\uD83D"));
    }

    private static void assertMalformed(ThrowingCallable reading, Format format, String place) {
        assertThatThrownBy(reading).isInstanceOfSatisfying(MalformedException.class, e -> {
            assertThat(e.format()).isEqualTo(format);
            assertThat(e.place()).isEqualTo(place);
        });
    }
}
