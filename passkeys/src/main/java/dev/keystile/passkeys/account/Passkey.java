package dev.keystile.passkeys.account;

import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.credential.CredentialRecord;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One way into an account.
 *
 * @param credential what verifies its signatures, as of its last use
 * @param name what its owner calls it
 * @param modelTrust how far its AAGUID can be believed
 * @param createdAt when it was added
 * @param lastUse when it last signed in, or null if it has not yet
 */
public record Passkey(
        CredentialRecord credential,
        PasskeyName name,
        ModelTrust modelTrust,
        Instant createdAt,
        @Nullable Instant lastUse) {

    /** The credential id, by which authenticators and stores know it. */
    public CredentialId credentialId() {
        return credential.id();
    }

    /** The credential id as base64url, by which people's pages and the API know it. */
    public String id() {
        return credential.id().toBase64Url();
    }

    /** Whether it is synced: whether its provider said at its last use that the key is backed up. */
    public boolean backedUp() {
        return credential.backupState();
    }

    /** When it last signed in, if it has. */
    public Optional<Instant> lastUsedAt() {
        return Optional.ofNullable(lastUse);
    }

    /** The same passkey under another name. */
    public Passkey named(PasskeyName name) {
        return new Passkey(credential, name, modelTrust, createdAt, lastUse);
    }

    /** The passkey after it signed in. */
    public Passkey used(CredentialRecord credential, Instant at) {
        return new Passkey(credential, name, modelTrust, createdAt, at);
    }
}
