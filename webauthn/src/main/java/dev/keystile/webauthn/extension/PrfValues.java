package dev.keystile.webauthn.extension;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One or two inputs to, or outputs of, a credential's pseudo-random function
 * (<a href="https://www.w3.org/TR/webauthn-3/#prf-extension">L3 §10.1.4</a>). Outputs are keys: 32 bytes each, secret.
 *
 * @param first the first value
 * @param second the second; null when there is one only
 */
public record PrfValues(ByteString first, @Nullable ByteString second) {

    /** The first value may not be null. */
    public PrfValues {
        Objects.requireNonNull(first, "first");
    }

    /** One value. */
    public PrfValues(ByteString first) {
        this(first, null);
    }

    JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder().put("first", first);
        if (second != null) {
            json.put("second", second);
        }
        return json.build();
    }

    static Optional<PrfValues> read(JsonObject json) {
        try {
            return Optional.of(new PrfValues(
                    json.requiredBytes("first"), json.optionalBytes("second").orElse(null)));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }
}
