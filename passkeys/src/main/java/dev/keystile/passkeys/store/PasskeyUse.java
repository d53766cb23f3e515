package dev.keystile.passkeys.store;

import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.credential.CredentialRecord;
import java.time.Instant;

/**
 * One use of a passkey: an assertion that was verified against the passkey as it was.
 *
 * @param fromSignCount the signature counter that the assertion was verified against
 * @param credential the record after the use
 * @param at when
 */
public record PasskeyUse(long fromSignCount, CredentialRecord credential, Instant at) {

    /** Which passkey. */
    public CredentialId credentialId() {
        return credential.id();
    }
}
