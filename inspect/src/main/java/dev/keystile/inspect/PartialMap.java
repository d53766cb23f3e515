package dev.keystile.inspect;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cbor.CborReader;
import dev.keystile.webauthn.cbor.CborType;
import dev.keystile.webauthn.cbor.CborValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A CBOR map up to where it breaks.
 *
 * @param entries those that could be read
 * @param brokenKey the key whose value could not be read
 * @param rest the bytes from that value on, or behind the map
 * @param problem why not everything could be read
 */
record PartialMap(
        Map<CborValue, CborValue> entries,
        @Nullable CborValue brokenKey,
        ByteString rest,
        @Nullable MalformedException problem) {

    static PartialMap read(ByteString encoded) {
        Map<CborValue, CborValue> entries = new LinkedHashMap<>();
        CborReader reader = new CborReader(encoded, CborView.LENIENT);
        CborValue key = null;
        int valueAt = 0;
        try {
            reader.startMap();
            while (reader.hasNext()) {
                key = reader.readValue();
                valueAt = reader.position();
                entries.put(key, reader.readValue());
                key = null;
            }
            reader.end();
            return new PartialMap(entries, null, encoded.slice(reader.position()), null);
        } catch (MalformedException e) {
            return new PartialMap(entries, key, encoded.slice(key == null ? reader.position() : valueAt), e);
        }
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
