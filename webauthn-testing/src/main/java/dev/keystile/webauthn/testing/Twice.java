package dev.keystile.webauthn.testing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A map's value that makes the encoders write its key two times, which neither JSON nor CBOR allows. */
record Twice(@Nullable Object first, @Nullable Object second) {

    List<@Nullable Object> values() {
        List<@Nullable Object> values = new ArrayList<>(2);
        values.add(first);
        values.add(second);
        return values;
    }
}
