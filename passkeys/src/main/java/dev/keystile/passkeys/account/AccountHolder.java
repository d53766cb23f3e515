package dev.keystile.passkeys.account;

import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * Whoever acts for an account, and with which of its passkeys they signed in. A change that they ask for happens only while
 * that passkey still opens the account, however long the request has been under way: a session whose passkey was removed
 * must not add another one.
 *
 * @param account which account
 * @param signedInWith with which passkey, or null if they signed in by other means, which are the application's to judge
 */
public record AccountHolder(AccountId account, @Nullable CredentialId signedInWith) {

    /**
     * Somebody who signed in with a passkey.
     *
     * @param passkeyId the credential id, base64url
     * @throws IllegalArgumentException if that is no credential id
     */
    public static AccountHolder signedInWith(AccountId account, String passkeyId) {
        try {
            return new AccountHolder(account, new CredentialId(ByteString.fromBase64Url(passkeyId)));
        } catch (MalformedException e) {
            throw new IllegalArgumentException("not the id of a passkey: " + passkeyId, e);
        }
    }

    /** Somebody who signed in by other means than a passkey. */
    public static AccountHolder signedInOtherwise(AccountId account) {
        return new AccountHolder(account, null);
    }
}
