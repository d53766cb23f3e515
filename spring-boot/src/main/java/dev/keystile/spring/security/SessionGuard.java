package dev.keystile.spring.security;

import dev.keystile.passkeys.account.AccountId;

/**
 * Whether a session may go on: asked whenever a request looks at who is signed in, so that removing a passkey or disabling
 * an account ends the sessions that rest on it with their next request, on whichever node. The default asks the store, one
 * indexed row.
 */
@FunctionalInterface
public interface SessionGuard {

    /**
     * Whether this passkey still opens this account.
     *
     * @param passkeyId the credential id, base64url
     */
    boolean stillOpens(AccountId account, String passkeyId);
}
