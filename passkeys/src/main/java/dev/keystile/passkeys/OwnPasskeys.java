package dev.keystile.passkeys;

import dev.keystile.passkeys.account.AccountHolder;
import dev.keystile.passkeys.account.AccountId;
import dev.keystile.passkeys.account.Passkey;
import java.util.List;

/** What a person may do with the passkeys of their own account, and with no other's. */
public interface OwnPasskeys {

    /** The account's passkeys, oldest first; none for an account that does not exist. */
    List<Passkey> list(AccountId account);

    /**
     * Whether the account exists, is not disabled and has this passkey: whether a session that this passkey began may go on. It
     * costs one look at an index.
     *
     * @param passkeyId the credential id, base64url
     */
    boolean stillOpens(AccountId account, String passkeyId);

    /**
     * Gives a passkey another name.
     *
     * @param passkeyId the credential id, base64url
     * @param name as entered
     * @throws RefusedException with {@code holder-signed-out}, {@code passkey-not-found} or
     *     {@code passkey-name-invalid}
     */
    Passkey rename(AccountHolder holder, String passkeyId, String name, Client client) throws RefusedException;

    /**
     * Removes a passkey, unless it is the account's last.
     *
     * @param passkeyId the credential id, base64url
     * @throws RefusedException with {@code holder-signed-out}, {@code passkey-not-found} or {@code last-passkey}
     */
    void remove(AccountHolder holder, String passkeyId, Client client) throws RefusedException;
}
