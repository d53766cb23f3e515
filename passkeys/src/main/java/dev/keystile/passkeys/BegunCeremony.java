package dev.keystile.passkeys;

import java.time.Instant;

/**
 * What beginning a ceremony gives: the two halves that go to the browser together. Nothing has been stored for it.
 *
 * @param ceremony the pending ceremony, sealed: an opaque URL-safe text to hand back with the credential
 * @param publicKey the options as JSON, in the shape that {@code PublicKeyCredential.parseCreationOptionsFromJSON} or
 *     {@code parseRequestOptionsFromJSON} takes
 * @param expiresAt after this moment the ceremony cannot be finished
 */
public record BegunCeremony(String ceremony, String publicKey, Instant expiresAt) {

    /** Leaves out both texts: they hold the challenge. */
    @Override
    public String toString() {
        return "BegunCeremony[expiresAt=" + expiresAt + "]";
    }
}
