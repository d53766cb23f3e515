package dev.keystile.passkeys;

import dev.keystile.passkeys.account.Account;
import dev.keystile.passkeys.account.Passkey;
import dev.keystile.passkeys.audit.AuditEvent;
import dev.keystile.passkeys.ceremony.Ceremony;
import dev.keystile.passkeys.ceremony.CeremonyProblem;
import dev.keystile.passkeys.store.NotStoredException;
import dev.keystile.passkeys.store.NotStoredException.Reason;
import dev.keystile.passkeys.store.OwnedPasskey;
import dev.keystile.passkeys.store.PasskeyUse;
import dev.keystile.passkeys.store.Redemption;
import dev.keystile.webauthn.authentication.AuthenticationResponse;
import dev.keystile.webauthn.authentication.SignCountVerdict;
import dev.keystile.webauthn.authentication.VerifiedAuthentication;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.client.RpId;

/** The half of a sign-in that it shares with confirming: check the assertion, and record the use of the passkey. */
final class Assertions {

    private final Tenant tenant;
    private final RpId rpId;

    Assertions(Tenant tenant, RpId rpId) {
        this.tenant = tenant;
        this.rpId = rpId;
    }

    /** What to write down about a use. */
    @FunctionalInterface
    interface EventOf {
        AuditEvent use(Account account, CredentialId passkey, boolean userVerified, boolean signCountWentBack);
    }

    SignedIn redeem(Ceremony ceremony, String credential, Journal.Attempt attempt, EventOf event)
            throws RefusedException {
        AuthenticationResponse response = Ceremonies.readAuthentication(credential);
        attempt.concerns(response.unverifiedCredentialId());
        while (true) {
            OwnedPasskey owned = find(response, attempt);
            VerifiedAuthentication verified = verify(ceremony, response, owned);
            if (owned.owner().disabled()) { // told only to whoever holds the key
                throw new RefusedException(new Refusal.AccountDisabled());
            }
            try {
                record(ceremony, owned.owner(), verified, attempt, event);
                return signedIn(owned, verified, attempt);
            } catch (NotStoredException e) {
                if (e.reason() != Reason.PASSKEY_CHANGED) {
                    throw refusal(e, response.unverifiedCredentialId());
                }
                // Another use came in between. Look again whether this one still counts; each turn of this loop means
                // that somebody else's use has been recorded.
            }
        }
    }

    private VerifiedAuthentication verify(Ceremony ceremony, AuthenticationResponse response, OwnedPasskey owned)
            throws RefusedException {
        try {
            return tenant.ceremonies()
                    .verify(ceremony, response, owned.passkey().credential());
        } catch (RefusedException e) {
            // A replayed response meets the counter that it left behind itself, which is no sign of a copied key.
            if (e.code() == RefusalCode.SIGN_COUNT_NOT_INCREASED
                    && tenant.store().isRedeemed(tenant.id(), Redemption.of(ceremony))) {
                throw new RefusedException(new Refusal.CeremonyRefused(CeremonyProblem.ALREADY_USED));
            }
            throw e;
        }
    }

    private OwnedPasskey find(AuthenticationResponse response, Journal.Attempt attempt) throws RefusedException {
        CredentialId id = response.unverifiedCredentialId();
        OwnedPasskey owned = tenant.store().findPasskey(tenant.id(), id).orElse(null);
        if (owned == null) {
            response.unverifiedUserHandle()
                    .flatMap(handle -> tenant.store().findAccount(tenant.id(), handle))
                    .ifPresent(account -> attempt.concerns(account.id()));
            throw new RefusedException(new Refusal.PasskeyUnknown(rpId, id));
        }
        attempt.concerns(owned.owner().id());
        return owned;
    }

    private void record(
            Ceremony ceremony, Account account, VerifiedAuthentication verified, Journal.Attempt attempt, EventOf event)
            throws NotStoredException {
        PasskeyUse use = new PasskeyUse(
                verified.previousRecord().signCount(),
                verified.credentialRecord(),
                attempt.occasion().at());
        boolean wentBack = verified.signCount() == SignCountVerdict.NOT_INCREASED;
        tenant.store()
                .recordUse(
                        tenant.id(),
                        Redemption.of(ceremony),
                        account.id(),
                        use,
                        event.use(account, use.credentialId(), verified.userVerified(), wentBack));
    }

    private RefusedException refusal(NotStoredException declined, CredentialId passkey) {
        return declined.reason() == Reason.PASSKEY_NOT_FOUND
                ? new RefusedException(new Refusal.PasskeyUnknown(rpId, passkey))
                : tenant.refusal(declined, passkey);
    }

    private static SignedIn signedIn(OwnedPasskey owned, VerifiedAuthentication verified, Journal.Attempt attempt) {
        Passkey passkey = owned.passkey()
                .used(verified.credentialRecord(), attempt.occasion().at());
        return new SignedIn(
                owned.owner(),
                passkey,
                verified.userVerified(),
                AuthenticationMethods.of(verified),
                attempt.occasion().at());
    }
}
