package dev.keystile.inspect;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cbor.CborArray;
import dev.keystile.webauthn.cbor.CborBytes;
import dev.keystile.webauthn.cbor.CborFloat;
import dev.keystile.webauthn.cbor.CborInteger;
import dev.keystile.webauthn.cbor.CborMap;
import dev.keystile.webauthn.cbor.CborOptions;
import dev.keystile.webauthn.cbor.CborReader;
import dev.keystile.webauthn.cbor.CborSimple;
import dev.keystile.webauthn.cbor.CborText;
import dev.keystile.webauthn.cbor.CborType;
import dev.keystile.webauthn.cbor.CborValue;
import java.util.Locale;
import java.util.Map;

/** CBOR of no particular meaning, up to where it breaks. */
final class CborView {

    /** Deeper, longer and less canonical than CTAP2 allows: what is wrong is said, but not a reason to stop. */
    static final CborOptions LENIENT = CborOptions.CTAP2
            .withMaxDepth(32)
            .withMaxItems(20_000)
            .allowingUnsortedKeys()
            .allowingLongForms()
            .allowingIndefiniteContainers();

    /** What CTAP2 writes, but for the depth and number of its messages' items. */
    private static final CborOptions CANONICAL =
            CborOptions.CTAP2.withMaxDepth(32).withMaxItems(20_000);

    private CborView() {}

    static void describe(Tree tree, ByteString encoded) {
        CborReader reader = new CborReader(encoded, LENIENT);
        tree.attempt(() -> {
            next(tree, "", reader);
            reader.requireEnd();
        });
        tree.strictly(() -> CborValue.parse(encoded, CANONICAL));
    }

    /** What can be read of the first item, without saying where that ends. */
    static void beginning(Tree tree, String label, ByteString encoded) {
        try {
            next(tree, label, new CborReader(encoded, LENIENT));
        } catch (MalformedException e) {
            // Whoever found out that the item is malformed has said so.
        }
    }

    private static void next(Tree tree, String label, CborReader reader) throws MalformedException {
        CborType type = reader.peek();
        if (type == CborType.ARRAY) {
            reader.startArray();
            Tree array = tree.section(label, "array");
            for (int i = 0; reader.hasNext(); i++) {
                next(array, "[" + i + "]", reader);
            }
            reader.end();
        } else if (type == CborType.MAP) {
            reader.startMap();
            Tree map = tree.section(label, "map");
            while (reader.hasNext()) {
                next(map, diagnostic(reader.readValue()), reader);
            }
            reader.end();
        } else {
            value(tree, label, reader.readValue());
        }
    }

    static void value(Tree tree, String label, CborValue value) {
        if (value instanceof CborArray array) {
            Tree elements = tree.section(label, "array");
            for (int i = 0; i < array.size(); i++) {
                value(elements, "[" + i + "]", array.get(i));
            }
        } else if (value instanceof CborMap map) {
            Tree entries = tree.section(label, "map");
            for (Map.Entry<CborValue, CborValue> entry : map.entries()) {
                value(entries, diagnostic(entry.getKey()), entry.getValue());
            }
        } else if (value instanceof CborBytes bytes) {
            tree.bytes(label, bytes.value());
        } else {
            tree.text(label, diagnostic(value));
        }
    }

    /** A value that is not a container, in a form like the diagnostic notation of RFC 8949. */
    static String diagnostic(CborValue value) {
        if (value instanceof CborText text) {
            return text.value();
        }
        if (value instanceof CborInteger integer) {
            return integer.toBigInteger().toString();
        }
        if (value instanceof CborBytes bytes) {
            return "h'" + Tree.hex(bytes.value()) + "'";
        }
        if (value instanceof CborSimple simple) {
            return simple.name().toLowerCase(Locale.ROOT);
        }
        if (value instanceof CborFloat number) {
            return Double.toString(number.value());
        }
        return value.type().title();
    }
}
