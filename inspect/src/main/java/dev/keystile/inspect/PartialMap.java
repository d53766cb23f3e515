package dev.keystile.inspect;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cbor.CborReader;
import dev.keystile.webauthn.cbor.CborType;
import dev.keystile.webauthn.cbor.CborValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A CBOR map up to where it breaks.
 *
 * @param entries those that could be read, in their order; a list, since keys can be chosen to have one hash
 * @param brokenKey the key whose value could not be read
 * @param rest the bytes from that value on, or behind the map
 * @param problem why not everything could be read
 */
record PartialMap(
        List<Map.Entry<CborValue, CborValue>> entries,
        @Nullable CborValue brokenKey,
        ByteString rest,
        @Nullable MalformedException problem) {

    static PartialMap read(ByteString encoded) {
        List<Map.Entry<CborValue, CborValue>> entries = new ArrayList<>();
        CborReader reader = new CborReader(encoded, CborView.LENIENT);
        CborValue key = null;
        int valueAt = 0;
        try {
            reader.startMap();
            while (reader.hasNext()) {
                key = reader.readValue();
                valueAt = reader.position();
                entries.add(Map.entry(key, reader.readValue()));
                key = null;
            }
            reader.end();
            return new PartialMap(entries, null, encoded.slice(reader.position()), null);
        } catch (MalformedException e) {
            return new PartialMap(entries, key, encoded.slice(key == null ? reader.position() : valueAt), e);
        }
    }

    /** The value of a key that could be read; null without one. */
    @Nullable CborValue get(CborValue key) {
        for (Map.Entry<CborValue, CborValue> entry : entries) {
            if (entry.getKey().equals(key)) {
                return entry.getValue();
            }
        }
        return null;
    }

    void forEach(BiConsumer<CborValue, CborValue> view) {
        entries.forEach(entry -> view.accept(entry.getKey(), entry.getValue()));
    }

    /** Whether the bytes begin as a map does. */
    static boolean startsLikeOne(ByteString encoded) {
        try {
            return new CborReader(encoded, CborView.LENIENT).peek() == CborType.MAP;
        } catch (MalformedException e) {
            return false;
        }
    }

    /** Says why not everything could be read, and shows what can be seen of the value where it broke. */
    void complain(Tree tree) {
        MalformedException broken = problem;
        if (broken == null) {
            if (!rest.isEmpty()) {
                tree.problem("", rest.length() + " bytes behind the end");
            }
            return;
        }
        CborValue key = brokenKey;
        if (key != null) {
            CborView.beginning(tree, CborView.diagnostic(key), rest);
        }
        tree.problem(broken);
    }
}
