package dev.keystile.webauthn.cose;

import dev.keystile.webauthn.bytes.ByteString;

/** What all types of keys must be. */
final class KeyRules {
    private KeyRules() {}

    /** WebAuthn Level 3 section 5.8.5: each algorithm is used with one key type and, where there are curves, with one curve. */
    static void requireGroup(CoseAlgorithm algorithm, KeyGroup group) {
        SignatureScheme scheme = SignatureScheme.of(algorithm);
        if (scheme == null || scheme.keyGroup() != group) {
            throw new IllegalArgumentException(algorithm + " takes no key on " + group.title());
        }
    }

    static void requireLength(String name, ByteString value, int length) {
        if (value.length() != length) {
            throw new IllegalArgumentException(name + " must have " + length + " bytes, not " + value.length());
        }
    }
}
