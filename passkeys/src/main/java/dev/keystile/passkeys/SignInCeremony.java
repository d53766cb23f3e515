package dev.keystile.passkeys;

import dev.keystile.passkeys.audit.AuditAction;
import dev.keystile.passkeys.audit.AuditEvent;
import dev.keystile.passkeys.ceremony.Ceremony;
import dev.keystile.passkeys.ceremony.CeremonyKind;
import java.util.List;

/** Sign-in with a discoverable passkey. */
final class SignInCeremony implements SignIn {

    private final Tenant tenant;
    private final Assertions assertions;

    SignInCeremony(Tenant tenant, Assertions assertions) {
        this.tenant = tenant;
        this.assertions = assertions;
    }

    @Override
    public BegunCeremony begin(Client client) {
        return tenant.ceremonies().beginAuthentication(CeremonyKind.SIGN_IN, null, null, List.of(), client);
    }

    @Override
    public SignedIn finish(String ceremony, String credential, Client client) throws RefusedException {
        return tenant.journal().attempt(AuditAction.SIGN_IN, client, attempt -> {
            Ceremony opened = tenant.ceremonies().open(ceremony, CeremonyKind.SIGN_IN, null, client);
            return assertions.redeem(
                    opened,
                    credential,
                    attempt,
                    (account, passkey, userVerified, wentBack) ->
                            new AuditEvent.SignedIn(attempt.occasion(), account.id(), passkey, userVerified, wentBack));
        });
    }
}
