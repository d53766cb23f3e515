package dev.keystile.passkeys;

import dev.keystile.passkeys.account.Account;
import dev.keystile.passkeys.account.AccountId;
import dev.keystile.passkeys.account.ModelTrust;
import dev.keystile.passkeys.account.Passkey;
import dev.keystile.passkeys.account.PasskeyName;
import dev.keystile.passkeys.ceremony.CeremonyProblem;
import dev.keystile.passkeys.store.NotStoredException;
import dev.keystile.passkeys.store.PasskeyStore;
import dev.keystile.passkeys.tenant.RelyingPartyId;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.registration.VerifiedRegistration;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Set;

/** One relying party with everything that its use cases have in common. */
record Tenant(
        RelyingPartyId id,
        PasskeyPolicy policy,
        Ceremonies ceremonies,
        PasskeyStore store,
        PasskeyNaming naming,
        Journal journal,
        SecureRandom random) {

    /**
     * The passkey that a registration makes.
     *
     * @param namesTaken the names of the account's other passkeys
     */
    Passkey newPasskey(VerifiedRegistration verified, Set<PasskeyName> namesTaken, Instant now) {
        return new Passkey(
                verified.credentialRecord(),
                PasskeyNames.forNew(verified.credentialRecord(), naming, namesTaken, policy.maximumNameLength()),
                ModelTrust.of(verified.attestation().trust()),
                now,
                null);
    }

    /** The account, which may do something for itself only if it is not disabled. */
    Account requireEnabledAccount(AccountId account) throws RefusedException {
        Account found =
                store.findAccount(id, account).orElseThrow(() -> new RefusedException(new Refusal.AccountNotFound()));
        if (found.disabled()) {
            throw new RefusedException(new Refusal.AccountDisabled());
        }
        return found;
    }

    /** What it means to whoever asked for a change that the store declined it. */
    RefusedException refusal(NotStoredException declined, CredentialId passkey) {
        return new RefusedException(
                switch (declined.reason()) {
                    case CEREMONY_ALREADY_USED -> new Refusal.CeremonyRefused(CeremonyProblem.ALREADY_USED);
                    case ACCOUNT_NOT_FOUND -> new Refusal.AccountNotFound();
                    case ACCOUNT_DISABLED -> new Refusal.AccountDisabled();
                    case HOLDER_SIGNED_OUT -> new Refusal.HolderSignedOut();
                    case PASSKEY_NOT_FOUND -> new Refusal.PasskeyNotFound();
                    case USERNAME_TAKEN -> new Refusal.UsernameTaken();
                    case TOO_MANY_PASSKEYS -> new Refusal.TooManyPasskeys(policy.maximumPasskeys());
                    case LAST_PASSKEY -> new Refusal.LastPasskey();
                    case CREDENTIAL_ID_TAKEN -> new Refusal.CredentialAlreadyRegistered(passkey);
                    case PASSKEY_CHANGED ->
                        throw new IllegalStateException("A use that lost a race is verified again, not refused");
                });
    }
}
