package dev.keystile.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.upokecenter.cbor.CBORObject;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.bytes.Utf8;
import dev.keystile.webauthn.cbor.CborOptions;
import dev.keystile.webauthn.cbor.CborValue;
import dev.keystile.webauthn.cbor.CborWriter;
import dev.keystile.webauthn.der.DerReader;
import dev.keystile.webauthn.der.DerTag;
import dev.keystile.webauthn.der.X509;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.json.JsonValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Primitive;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The encodings that everything else consists of. */
final class EncodingTargets {
    private static final JsonMapper JACKSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final CborOptions LENIENT = CborOptions.CTAP2
            .withMaxDepth(16)
            .allowingUnsortedKeys()
            .allowingLongForms()
            .allowingIndefiniteContainers();
    private static final int DER_DEPTH = 32;

    private EncodingTargets() {}

    static List<FuzzTarget<?>> all() {
        return List.of(
                base64Url(), utf8(), utf16(), json(), cbor(), lenientCbor(), der(), derValues(), certificate(), crl());
    }

    private static FuzzTarget<ByteString> base64Url() {
        return FuzzTarget.reading(
                        "base64url", input -> ByteString.fromBase64Url(new String(input.toByteArray(), ISO_8859_1)))
                .refusingBy(MalformedException.class)
                .within(16 * 1024, 8)
                .holding((input, value) -> {
                    String text = new String(input.toByteArray(), ISO_8859_1);
                    require(value.toBase64Url().equals(text), "another text for the same bytes");
                    byte[] platform = Base64.getUrlDecoder().decode(text);
                    require(value.equals(ByteString.copyOf(platform)), "other bytes than the platform's");
                })
                .from(() -> Samples.texts(List.of("", "AA", "AAA", "AAAA", "_-_-", "YW55IGNhcm5hbCBwbGVhcw")));
    }

    private static FuzzTarget<String> utf8() {
        return FuzzTarget.reading("utf8", ByteString::toUtf8)
                .refusingBy(MalformedException.class)
                .within(16 * 1024, 8)
                .holding((input, text) -> {
                    require(
                            text.equals(UTF_8.newDecoder()
                                    .decode(input.asReadOnlyBuffer())
                                    .toString()),
                            "another text");
                    require(ByteString.ofUtf8(text).equals(input), "other bytes for the same text");
                })
                .from(() -> Samples.texts(List.of("a", "é", "€", "𐍈", "a\u0000b", "ï»¿")));
    }

    /** Characters as they come, halves of surrogate pairs among them. */
    private static FuzzTarget<byte[]> utf16() {
        return FuzzTarget.reading("utf16", input -> Utf8.encode(characters(input)))
                .refusingBy(MalformedException.class)
                .within(16 * 1024, 16)
                .holding((input, bytes) -> {
                    ByteBuffer strict;
                    try {
                        strict = UTF_8.newEncoder().encode(CharBuffer.wrap(characters(input)));
                    } catch (CharacterCodingException e) {
                        throw new AssertionError("encodes what has no encoding", e);
                    }
                    require(ByteString.copyOf(strict).equals(ByteString.copyOf(bytes)), "another encoding");
                })
                .from(() -> List.of(
                        ByteString.fromHex("0061"), ByteString.fromHex("d800df48003f"), ByteString.fromHex("20ac")));
    }

    private static String characters(ByteString input) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i + 1 < input.length(); i += 2) {
            text.append((char) input.uint16At(i));
        }
        return text.toString();
    }

    private static FuzzTarget<JsonValue> json() {
        return FuzzTarget.<JsonValue>reading("json", JsonValue::parse)
                .refusingBy(MalformedException.class)
                .holding((input, value) -> {
                    String text = value.toJson();
                    require(JsonValue.parse(text).equals(value), "what it writes is another value");
                    require(JsonValue.parse(input.toUtf8()).equals(value), "a text and its bytes are different values");
                    require(
                            JACKSON.readTree(input.toUtf8()).equals(JACKSON.readTree(text)),
                            "Jackson reads another value");
                })
                .from(() -> {
                    List<ByteString> seeds = new ArrayList<>(Samples.get().registrationResponses());
                    seeds.addAll(Samples.texts(List.of(
                            "null", "[true,false]", "{\"a\":{\"b\":[1,-2.5e+10,0]}}", "\"\\ud800\\udf48\\n\\u0000\"")));
                    return seeds;
                });
    }

    private static FuzzTarget<CborValue> cbor() {
        return FuzzTarget.<CborValue>reading("cbor", CborValue::parse)
                .refusingBy(MalformedException.class)
                .holding((input, value) -> {
                    require(written(value).equals(input), "canonical bytes are written otherwise");
                    requireSameAsReference(input, value);
                })
                .from(EncodingTargets::cborSeeds);
    }

    private static FuzzTarget<CborValue> lenientCbor() {
        return FuzzTarget.<CborValue>reading("cbor-lenient", input -> CborValue.parse(input, LENIENT))
                .refusingBy(MalformedException.class)
                .holding((input, value) -> {
                    CborOptions canonical = CborOptions.CTAP2.withMaxDepth(16);
                    require(
                            CborValue.parse(written(value), canonical).equals(value),
                            "what it writes is another value");
                    requireSameAsReference(input, value);
                })
                .from(EncodingTargets::cborSeeds);
    }

    private static List<ByteString> cborSeeds() {
        List<ByteString> seeds = new ArrayList<>(Samples.get().attestationObjects());
        seeds.addAll(Samples.get().credentialKeys());
        for (String hex :
                List.of("bf6161f6ff", "9f01ff", "f97e00", "fb3ff199999999999a", "1bffffffffffffffff", "3863")) {
            seeds.add(ByteString.fromHex(hex));
        }
        return seeds;
    }

    private static ByteString written(CborValue value) {
        return new CborWriter().value(value).toByteString();
    }

    /** The reference reader finds the same in the input as in what we write of it. */
    private static void requireSameAsReference(ByteString input, CborValue value) {
        CBORObject theirs = CBORObject.DecodeFromBytes(input.toByteArray());
        CBORObject ours = CBORObject.DecodeFromBytes(written(value).toByteArray());
        require(theirs.equals(ours), "the reference reads another value");
    }

    private static FuzzTarget<Boolean> der() {
        return FuzzTarget.reading("der", input -> {
                    DerReader.requireWellFormed(input, DER_DEPTH);
                    return true;
                })
                .refusingBy(MalformedException.class)
                .holding((input, wellFormed) -> {
                    DerReader reader = new DerReader(input);
                    require(reader.readEncoded().equals(input), "the value is not all of the bytes");
                    reader.requireEnd();
                })
                .from(EncodingTargets::derSeeds);
    }

    /** Reads every value by its tag. What it finds in one, the reference finds in the same bytes. */
    private static FuzzTarget<List<Object>> derValues() {
        return FuzzTarget.<List<Object>>reading("der-values", input -> {
                    List<Object> values = new ArrayList<>();
                    read(new DerReader(input), values, 0);
                    return values;
                })
                .refusingBy(MalformedException.class)
                .within(64 * 1024, 1024)
                .from(EncodingTargets::derSeeds);
    }

    private static void read(DerReader reader, List<Object> values, int depth) throws MalformedException {
        while (reader.hasNext()) {
            DerTag tag = reader.peek();
            if (tag.constructed()) {
                DerReader inside = reader.enter(tag);
                if (depth < DER_DEPTH) {
                    read(inside, values, depth + 1);
                }
            } else if (tag.equals(DerTag.INTEGER)) {
                ByteString encoded = new DerReader(reader.readEncoded()).readEncoded();
                values.add(requireSame(encoded, new DerReader(encoded).readInteger()));
            } else if (tag.equals(DerTag.BOOLEAN)) {
                values.add(reader.readBoolean());
            } else if (tag.equals(DerTag.OBJECT_IDENTIFIER)) {
                ByteString encoded = reader.readEncoded();
                values.add(requireSame(encoded, new DerReader(encoded).readObjectIdentifier()));
            } else if (tag.equals(DerTag.ENUMERATED)) {
                values.add(reader.readEnumerated());
            } else if (tag.equals(DerTag.BIT_STRING)) {
                // Most are keys and signatures; those of unused bits are named bits.
                ByteString encoded = reader.readEncoded();
                boolean named = encoded.length() > 2 && encoded.length() < 8;
                values.add(named ? new DerReader(encoded).readNamedBits() : new DerReader(encoded).readBitString());
            } else if (tag.equals(DerTag.NULL)) {
                reader.readNull();
            } else if (tag.equals(DerTag.OCTET_STRING)) {
                values.add(reader.readOctetString());
            } else if (tag.equals(DerTag.UTF8_STRING)
                    || tag.equals(DerTag.PRINTABLE_STRING)
                    || tag.equals(DerTag.IA5_STRING)) {
                values.add(reader.readText());
            } else {
                reader.skip();
            }
        }
    }

    private static Object requireSame(ByteString encoded, Object ours) {
        try (ASN1InputStream stream = new ASN1InputStream(encoded.toByteArray())) {
            ASN1Primitive theirs = stream.readObject();
            require(theirs.toString().equals(ours.toString()), "the reference reads " + theirs + ", not " + ours);
        } catch (IOException | RuntimeException e) {
            throw new AssertionError("the reference refuses " + ours, e);
        }
        return ours;
    }

    private static List<ByteString> derSeeds() {
        List<ByteString> seeds = new ArrayList<>(Samples.get().certificates());
        seeds.addAll(Samples.get().signatures());
        for (String hex :
                List.of("020100", "0101ff", "06032a0304", "030205a0", "0500", "0c0161", "a0030a0101", "bf853d00")) {
            seeds.add(ByteString.fromHex(hex));
        }
        return seeds;
    }

    private static FuzzTarget<X509Certificate> certificate() {
        return FuzzTarget.reading("certificate", X509::certificate)
                .refusingBy(MalformedException.class)
                .within(1024 * 1024, 1024)
                .holding((input, certificate) ->
                        require(ByteString.copyOf(certificate.getEncoded()).equals(input), "another encoding"))
                .from(() -> Samples.get().certificates());
    }

    private static FuzzTarget<X509CRL> crl() {
        return FuzzTarget.reading("revocation-list", X509::revocationList)
                .refusingBy(MalformedException.class)
                .within(1024 * 1024, 1024)
                .holding((input, list) ->
                        require(ByteString.copyOf(list.getEncoded()).equals(input), "another encoding"))
                .from(() -> List.of(TestCertification.get().revocationList));
    }

    /** The JSON object that the input is. */
    static JsonObject object(ByteString input) throws MalformedException {
        return JsonObject.parse(input);
    }

    /** The text that the input is; what is no UTF-8 becomes a replacement character. */
    static String text(ByteString input) {
        return new String(input.toByteArray(), UTF_8);
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
