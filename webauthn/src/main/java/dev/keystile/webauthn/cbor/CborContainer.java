package dev.keystile.webauthn.cbor;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import org.jspecify.annotations.Nullable;

/** What arrays and maps have in common: they know their place in the whole, for the messages of what is malformed in them. */
abstract sealed class CborContainer permits CborArray, CborMap {
    private @Nullable CborContainer parent;

    /** Called once by the reader, before anybody else sees the value. */
    final void isInside(CborContainer container) {
        parent = container;
    }

    /** The path step from this container to a value in it: {@code name} or {@code [1]}. */
    abstract String stepTo(CborValue child);

    /** Seen from the whole, the failure of something in this container. */
    final MalformedException located(MalformedException failure) {
        MalformedException outer = failure;
        CborContainer inner = this;
        for (CborContainer each = parent; each != null; each = each.parent) {
            outer = outer.in(each.stepTo((CborValue) inner));
            inner = each;
        }
        return outer;
    }

    final MalformedException missing(String step) {
        return located(new MalformedException(Format.CBOR, step, "missing"));
    }

    private MalformedException mistyped(String step, CborType wanted, CborValue value) {
        return located(new MalformedException(
                Format.CBOR,
                step,
                "must be " + wanted.title() + ", not " + value.type().title()));
    }

    final ByteString bytes(String step, CborValue value) throws MalformedException {
        if (value instanceof CborBytes bytes) {
            return bytes.value();
        }
        throw mistyped(step, CborType.BYTES, value);
    }

    final String text(String step, CborValue value) throws MalformedException {
        if (value instanceof CborText text) {
            return text.value();
        }
        throw mistyped(step, CborType.TEXT, value);
    }

    final long integer(String step, CborValue value) throws MalformedException {
        if (value instanceof CborInteger integer) {
            try {
                return integer.toLong();
            } catch (MalformedException e) {
                throw located(e.in(step));
            }
        }
        throw mistyped(step, CborType.INTEGER, value);
    }

    final boolean bool(String step, CborValue value) throws MalformedException {
        if (value == CborSimple.TRUE || value == CborSimple.FALSE) {
            return value == CborSimple.TRUE;
        }
        throw located(new MalformedException(
                Format.CBOR, step, "must be true or false, not " + value.type().title()));
    }

    final CborArray array(String step, CborValue value) throws MalformedException {
        if (value instanceof CborArray array) {
            return array;
        }
        throw mistyped(step, CborType.ARRAY, value);
    }

    final CborMap map(String step, CborValue value) throws MalformedException {
        if (value instanceof CborMap map) {
            return map;
        }
        throw mistyped(step, CborType.MAP, value);
    }
}
