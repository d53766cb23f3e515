package dev.keystile.inspect;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.cbor.CborBytes;
import dev.keystile.webauthn.cbor.CborInteger;
import dev.keystile.webauthn.cbor.CborValue;
import dev.keystile.webauthn.cose.CoseKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A COSE key, RFC 9052 section 7, by the names of RFC 9053, RFC 8230 and the registry. */
final class CoseKeyView {
    private static final Map<Long, String> KEY_TYPES =
            Map.of(1L, "OKP", 2L, "EC2", 3L, "RSA", 4L, "Symmetric", 7L, "AKP");
    private static final Map<Long, String> CURVES = Map.of(
            1L,
            "P-256",
            2L,
            "P-384",
            3L,
            "P-521",
            4L,
            "X25519",
            5L,
            "X448",
            6L,
            "Ed25519",
            7L,
            "Ed448",
            8L,
            "secp256k1");
    private static final Map<Long, String> COMMON = Map.of(2L, "kid", 4L, "key_ops", 5L, "Base IV");
    private static final Map<Long, Map<Long, String>> PARAMETERS = Map.of(
            1L, Map.of(-2L, "x", -4L, "d"),
            2L, Map.of(-2L, "x", -3L, "y", -4L, "d"),
            3L, Map.of(-1L, "n", -2L, "e", -3L, "d"),
            4L, Map.of(-1L, "k"),
            7L, Map.of(-1L, "pub", -2L, "priv"));

    private CoseKeyView() {}

    /** Whether a map looks like one: it has a key type and an algorithm. */
    static boolean isLikely(PartialMap map) {
        return number(map.get(CborInteger.of(1))) != null && map.get(CborInteger.of(3)) instanceof CborInteger;
    }

    static void describe(Tree tree, ByteString encoded) {
        PartialMap map = PartialMap.read(encoded);
        Long type = number(map.get(CborInteger.of(1)));
        map.forEach((key, value) -> parameter(tree, type, key, value));
        map.complain(tree);
        tree.strictly(() -> CoseKey.parse(encoded));
    }

    private static void parameter(Tree tree, @Nullable Long type, CborValue key, CborValue value) {
        Long label = number(key);
        if (label == null) {
            CborView.value(tree, CborView.diagnostic(key), value);
        } else if (label == 1) {
            named(tree, "kty (1)", value, KEY_TYPES);
        } else if (label == 3) {
            Algorithms.describe(tree, "alg (3)", value);
        } else if (label == -1 && type != null && type <= 2) {
            named(tree, "crv (-1)", value, CURVES);
        } else {
            String name = type == null
                    ? null
                    : PARAMETERS.getOrDefault(type, Map.of()).get(label);
            if (name == null) {
                name = COMMON.get(label);
            }
            material(tree, type, name, label, value);
        }
    }

    private static void material(Tree tree, @Nullable Long type, @Nullable String name, long label, CborValue value) {
        String title = name == null ? Long.toString(label) : name + " (" + label + ")";
        if (!(value instanceof CborBytes bytes)) {
            CborView.value(tree, title, value);
        } else if (type != null && type == 3 && "n".equals(name)) {
            tree.bytes(title, bytes.value(), "modulus of " + Numbers.bitLength(bytes.value()) + " bits");
        } else if (type != null && type == 3 && "e".equals(name)) {
            tree.bytes(title, bytes.value(), "exponent " + Numbers.decimal(bytes.value()));
        } else {
            tree.bytes(title, bytes.value());
        }
        if ("d".equals(name) || "priv".equals(name) || "k".equals(name)) {
            tree.problem(title, "this is secret: a public key has no such parameter");
        }
    }

    private static void named(Tree tree, String title, CborValue value, Map<Long, String> names) {
        Long number = number(value);
        if (number == null) {
            CborView.value(tree, title, value);
        } else {
            tree.text(title, Long.toString(number), names.getOrDefault(number, "not known"));
        }
    }

    private static @Nullable Long number(@Nullable CborValue value) {
        return value instanceof CborInteger integer && integer.isLong()
                ? Long.valueOf(integer.toBigInteger().longValueExact())
                : null;
    }
}
