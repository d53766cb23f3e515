package dev.keystile.passkeys;

import dev.keystile.passkeys.account.Account;
import dev.keystile.passkeys.account.AccountId;
import dev.keystile.passkeys.audit.AuditAction;
import dev.keystile.passkeys.audit.AuditEvent;
import dev.keystile.passkeys.ceremony.Ceremony;
import dev.keystile.passkeys.ceremony.CeremonyKind;
import dev.keystile.webauthn.credential.CredentialDescriptor;
import java.util.List;

/** Confirming with one of the passkeys of the account that is signed in. */
final class ReauthenticationCeremony implements Reauthentication {

    private final Tenant tenant;
    private final Assertions assertions;

    ReauthenticationCeremony(Tenant tenant, Assertions assertions) {
        this.tenant = tenant;
        this.assertions = assertions;
    }

    @Override
    public BegunCeremony begin(AccountId account, Client client) throws RefusedException {
        Account owner = tenant.requireEnabledAccount(account);
        List<CredentialDescriptor> own = tenant.store().listPasskeys(tenant.id(), account).stream()
                .map(passkey -> passkey.credential().descriptor())
                .toList();
        return tenant.ceremonies()
                .beginAuthentication(CeremonyKind.REAUTHENTICATION, account, owner.userHandle(), own, client);
    }

    @Override
    public SignedIn finish(AccountId account, String ceremony, String credential, Client client)
            throws RefusedException {
        return tenant.journal().attempt(AuditAction.REAUTHENTICATION, client, attempt -> {
            attempt.concerns(account);
            Ceremony opened = tenant.ceremonies().open(ceremony, CeremonyKind.REAUTHENTICATION, account, client);
            return assertions.redeem(
                    opened,
                    credential,
                    attempt,
                    (owner, passkey, userVerified, wentBack) -> new AuditEvent.Reauthenticated(
                            attempt.occasion(), owner.id(), passkey, userVerified, wentBack));
        });
    }
}
