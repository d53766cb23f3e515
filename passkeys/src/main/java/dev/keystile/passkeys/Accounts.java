package dev.keystile.passkeys;

import dev.keystile.passkeys.account.Account;
import dev.keystile.passkeys.account.AccountId;
import java.util.Optional;

/** What an operator may do with accounts. */
public interface Accounts {

    /** The account, disabled or not. */
    Optional<Account> find(AccountId account);

    /**
     * Refuses the account's sign-ins from now on. Sessions that exist are the application's to end.
     *
     * @throws RefusedException with {@code account-not-found}
     */
    void disable(AccountId account, Client client) throws RefusedException;

    /**
     * Lets the account sign in again.
     *
     * @throws RefusedException with {@code account-not-found}
     */
    void enable(AccountId account, Client client) throws RefusedException;
}
