package dev.keystile.inspect;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.cbor.CborArray;
import dev.keystile.webauthn.cbor.CborInteger;
import dev.keystile.webauthn.cbor.CborSimple;
import dev.keystile.webauthn.cbor.CborText;
import dev.keystile.webauthn.cbor.CborValue;
import java.util.List;
import java.util.Map;

/** Outputs of extensions in authenticator data, signed by the authenticator; those of CTAP and of WebAuthn by name. */
final class AuthenticatorExtensionsView {
    private static final Map<Long, String> PROTECTION = Map.of(
            1L, "userVerificationOptional",
            2L, "userVerificationOptionalWithCredentialIDList",
            3L, "userVerificationRequired");

    /** FIDO registry of predefined values, section 3.1: the bits of USER_VERIFY_…. */
    private static final Map<Integer, String> METHODS = Map.ofEntries(
            Map.entry(0, "presence_internal"),
            Map.entry(1, "fingerprint_internal"),
            Map.entry(2, "passcode_internal"),
            Map.entry(3, "voiceprint_internal"),
            Map.entry(4, "faceprint_internal"),
            Map.entry(5, "location_internal"),
            Map.entry(6, "eyeprint_internal"),
            Map.entry(7, "pattern_internal"),
            Map.entry(8, "handprint_internal"),
            Map.entry(9, "none"),
            Map.entry(10, "all"),
            Map.entry(11, "passcode_external"),
            Map.entry(12, "pattern_external"));

    /** Section 3.2: KEY_PROTECTION_…. */
    private static final Map<Integer, String> KEY_PROTECTION =
            Map.of(0, "software", 1, "hardware", 2, "tee", 3, "secure_element", 4, "remote_handle");

    /** Section 3.3: MATCHER_PROTECTION_…. */
    private static final Map<Integer, String> MATCHER_PROTECTION = Map.of(0, "software", 1, "tee", 2, "on_chip");

    private static final List<String> UVM_FIELDS =
            List.of("userVerificationMethod", "keyProtectionType", "matcherProtectionType");

    private AuthenticatorExtensionsView() {}

    static void describe(Tree tree, ByteString encoded) {
        PartialMap map = PartialMap.read(encoded);
        map.forEach((key, value) -> output(tree, key, value));
        map.complain(tree);
    }

    private static void output(Tree tree, CborValue key, CborValue value) {
        String name = CborView.diagnostic(key);
        if (!(key instanceof CborText)) {
            CborView.value(tree, name, value);
            tree.problem(name, "an extension's identifier must be text");
        } else if (name.equals("credProtect") && value instanceof CborInteger level) {
            long number = level.isLong() ? level.toBigInteger().longValueExact() : 0;
            tree.text(name, CborView.diagnostic(value), PROTECTION.getOrDefault(number, "no level of credProtect"));
        } else if (name.equals("uvm") && value instanceof CborArray methods) {
            methods(tree.section(name, "User verification methods"), methods);
        } else if (name.equals("hmac-secret") && value instanceof CborSimple) {
            tree.text(name, CborView.diagnostic(value), "whether the credential can be used with prf");
        } else if (name.equals("credBlob") && value instanceof CborSimple) {
            tree.text(name, CborView.diagnostic(value), "whether the bytes were kept with the credential");
        } else if (name.equals("minPinLength")) {
            tree.text(name, CborView.diagnostic(value), "fewest characters of a PIN, in code points");
        } else {
            CborView.value(tree, name, value);
        }
    }

    private static void methods(Tree tree, CborArray methods) {
        int index = 0;
        for (CborValue method : methods) {
            Tree entry = tree.section("[" + index++ + "]", "method");
            if (!(method instanceof CborArray numbers) || numbers.size() != UVM_FIELDS.size()) {
                CborView.value(entry, "", method);
                entry.problem("", "must be three numbers");
                continue;
            }
            bits(entry, 0, numbers.get(0), METHODS);
            bits(entry, 1, numbers.get(1), KEY_PROTECTION);
            bits(entry, 2, numbers.get(2), MATCHER_PROTECTION);
        }
    }

    private static void bits(Tree entry, int field, CborValue value, Map<Integer, String> names) {
        if (value instanceof CborInteger number && number.isLong() && !number.negative()) {
            entry.text(UVM_FIELDS.get(field), CborView.diagnostic(value), Numbers.bits(number.magnitude(), names));
        } else {
            CborView.value(entry, UVM_FIELDS.get(field), value);
        }
    }
}
