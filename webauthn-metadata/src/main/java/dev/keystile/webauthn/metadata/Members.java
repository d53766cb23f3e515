package dev.keystile.webauthn.metadata;

import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.json.JsonArray;
import dev.keystile.webauthn.json.JsonNumber;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.json.JsonString;
import dev.keystile.webauthn.json.JsonValue;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object as metadata write their values. What is absent is {@code null} or empty. */
record Members(JsonObject json) {
    private static final Pattern AAGUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Pattern SHA1 = Pattern.compile("\\p{XDigit}{40}");
    private static final int UNSIGNED_BITS = 64;

    interface Reading<T> {
        T of(Members members) throws MalformedException;
    }

    @Nullable String string(String name) throws MalformedException {
        return json.optionalString(name).orElse(null);
    }

    @Nullable Boolean bool(String name) throws MalformedException {
        return json.optionalBoolean(name).orElse(null);
    }

    List<String> strings(String name) throws MalformedException {
        Optional<JsonArray> array = json.optionalArray(name);
        return array.isPresent() ? array.get().toStrings() : List.of();
    }

    @Nullable BigInteger unsigned(String name) throws MalformedException {
        Optional<JsonValue> value = json.get(name);
        return value.isPresent() ? unsigned(name, value.get()) : null;
    }

    BigInteger requiredUnsigned(String name) throws MalformedException {
        return unsigned(name, json.required(name));
    }

    private BigInteger unsigned(String name, JsonValue value) throws MalformedException {
        if (value instanceof JsonNumber number && number.isInteger()) {
            BigInteger integer = number.toBigInteger();
            if (integer.signum() >= 0 && integer.bitLength() <= UNSIGNED_BITS) {
                return integer;
            }
        }
        throw malformed(name, "must be an integer from 0 to 2^64-1");
    }

    @Nullable Double proportion(String name) throws MalformedException {
        Optional<JsonValue> value = json.get(name);
        if (value.isEmpty()) {
            return null;
        }
        if (value.get() instanceof JsonNumber number) {
            return Double.valueOf(number.text());
        }
        throw malformed(name, "must be a number");
    }

    @Nullable LocalDate date(String name) throws MalformedException {
        String text = string(name);
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw malformed(name, "must be a date as YYYY-MM-DD");
        }
    }

    @Nullable Aaguid aaguid(String name) throws MalformedException {
        String text = string(name);
        if (text == null) {
            return null;
        }
        if (!AAGUID.matcher(text).matches()) {
            throw malformed(name, "must be an AAGUID in groups of 8-4-4-4-12 hexadecimal digits");
        }
        return new Aaguid(ByteString.fromHex(text.replace("-", "")));
    }

    Set<ByteString> keyIdentifiers(String name) throws MalformedException {
        Set<ByteString> identifiers = new HashSet<>();
        for (String text : strings(name)) {
            if (!SHA1.matcher(text).matches()) {
                throw malformed(name, "must be 40 hexadecimal digits each");
            }
            identifiers.add(ByteString.fromHex(text));
        }
        return identifiers;
    }

    Map<String, String> texts(String name) throws MalformedException {
        Optional<JsonObject> object = json.optionalObject(name);
        if (object.isEmpty()) {
            return Map.of();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> member : object.get().members()) {
            if (!(member.getValue() instanceof JsonString text)) {
                throw malformed(name, "must have strings only");
            }
            texts.put(member.getKey(), text.value());
        }
        return texts;
    }

    List<X509Certificate> requiredCertificates(String name) throws MalformedException {
        List<String> texts = json.requiredArray(name).toStrings();
        List<X509Certificate> certificates = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            try {
                certificates.add(Certificates.fromBase64IgnoringSpace(texts.get(i)));
            } catch (MalformedException e) {
                throw json.malformed(e.format(), name + "[" + i + "]", e.problem());
            }
        }
        return certificates;
    }

    List<JsonObject> objects(String name) throws MalformedException {
        Optional<JsonArray> array = json.optionalArray(name);
        return array.isPresent() ? array.get().toObjects() : List.of();
    }

    <T> List<T> list(String name, Reading<T> reading) throws MalformedException {
        return read(objects(name), reading);
    }

    /** A member that is an array of arrays of objects. */
    <T> List<List<T>> lists(String name, Reading<T> reading) throws MalformedException {
        Optional<JsonArray> outer = json.optionalArray(name);
        if (outer.isEmpty()) {
            return List.of();
        }
        List<List<T>> lists = new ArrayList<>(outer.get().size());
        for (JsonValue inner : outer.get()) {
            if (!(inner instanceof JsonArray array)) {
                throw malformed(name, "must have arrays only");
            }
            lists.add(read(array.toObjects(), reading));
        }
        return lists;
    }

    <T> @Nullable T object(String name, Reading<T> reading) throws MalformedException {
        Optional<JsonObject> object = json.optionalObject(name);
        return object.isPresent() ? reading.of(new Members(object.get())) : null;
    }

    private static <T> List<T> read(List<JsonObject> objects, Reading<T> reading) throws MalformedException {
        List<T> read = new ArrayList<>(objects.size());
        for (JsonObject object : objects) {
            read.add(reading.of(new Members(object)));
        }
        return read;
    }

    MalformedException malformed(String name, String problem) {
        return json.malformed(Format.METADATA, name, problem);
    }
}
