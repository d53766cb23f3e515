package dev.keystile.webauthn.json;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import org.jspecify.annotations.Nullable;

/** What objects and arrays have in common: they know their place in the text, for the messages of what is malformed in them. */
abstract sealed class JsonContainer permits JsonArray, JsonObject {
    private final @Nullable JsonContainer parent;
    private final String stepFromParent;

    JsonContainer(@Nullable JsonContainer parent, String stepFromParent) {
        this.parent = parent;
        this.stepFromParent = stepFromParent;
    }

    /** Seen from the whole text, the failure of something in this container. */
    final MalformedException located(MalformedException failure) {
        MalformedException outer = failure;
        JsonContainer inner = this;
        for (JsonContainer each = parent; each != null; each = each.parent) {
            outer = outer.in(inner.stepFromParent);
            inner = each;
        }
        return outer;
    }

    final MalformedException missing(String step) {
        return located(new MalformedException(Format.JSON, step, "missing"));
    }

    private MalformedException mistyped(String step, JsonValue value, String wanted) {
        return located(new MalformedException(Format.JSON, step, "must be " + wanted + ", not " + value.kind()));
    }

    final String string(String step, JsonValue value) throws MalformedException {
        if (value instanceof JsonString string) {
            return string.value();
        }
        throw mistyped(step, value, "a string");
    }

    final ByteString bytes(String step, JsonValue value) throws MalformedException {
        if (value instanceof JsonString string) {
            try {
                return string.toBytes();
            } catch (MalformedException e) {
                throw located(e.in(step));
            }
        }
        throw mistyped(step, value, "a string in base64url");
    }

    final boolean bool(String step, JsonValue value) throws MalformedException {
        if (value instanceof JsonBoolean bool) {
            return bool.value();
        }
        throw mistyped(step, value, "true or false");
    }

    final long integer(String step, JsonValue value, long least, long most) throws MalformedException {
        if (value instanceof JsonNumber number) {
            long integer;
            try {
                integer = number.toLong();
            } catch (MalformedException e) {
                throw located(e.in(step));
            }
            if (integer < least || integer > most) {
                throw located(new MalformedException(Format.JSON, step, "must be from " + least + " to " + most));
            }
            return integer;
        }
        throw mistyped(step, value, "an integer");
    }

    final JsonObject object(String step, JsonValue value) throws MalformedException {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw mistyped(step, value, "an object");
    }

    final JsonArray array(String step, JsonValue value) throws MalformedException {
        if (value instanceof JsonArray array) {
            return array;
        }
        throw mistyped(step, value, "an array");
    }
}
