package dev.keystile.passkeys;

import dev.keystile.passkeys.account.Account;
import dev.keystile.passkeys.account.AccountHolder;
import dev.keystile.passkeys.account.AccountId;
import dev.keystile.passkeys.account.Passkey;
import dev.keystile.passkeys.account.PasskeyName;
import dev.keystile.passkeys.audit.AuditAction;
import dev.keystile.passkeys.audit.AuditEvent;
import dev.keystile.passkeys.ceremony.Ceremony;
import dev.keystile.passkeys.ceremony.CeremonyKind;
import dev.keystile.passkeys.store.NotStoredException;
import dev.keystile.passkeys.store.Redemption;
import dev.keystile.webauthn.credential.CredentialDescriptor;
import dev.keystile.webauthn.credential.UserEntity;
import dev.keystile.webauthn.registration.RegistrationResponse;
import dev.keystile.webauthn.registration.VerifiedRegistration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Adding a passkey: the options are for the account's own user handle, so that the authenticator groups them. */
final class AddPasskeyCeremony implements AddPasskey {

    private final Tenant tenant;

    AddPasskeyCeremony(Tenant tenant) {
        this.tenant = tenant;
    }

    @Override
    public BegunCeremony begin(AccountId account, Client client) throws RefusedException {
        Account owner = tenant.requireEnabledAccount(account);
        List<Passkey> passkeys = tenant.store().listPasskeys(tenant.id(), account);
        if (passkeys.size() >= tenant.policy().maximumPasskeys()) {
            throw new RefusedException(
                    new Refusal.TooManyPasskeys(tenant.policy().maximumPasskeys()));
        }
        UserEntity user = new UserEntity(
                owner.userHandle(),
                owner.username().value(),
                owner.displayName().value());
        List<CredentialDescriptor> excluded = passkeys.stream()
                .map(passkey -> passkey.credential().descriptor())
                .toList();
        return tenant.ceremonies().beginRegistration(CeremonyKind.ADD_PASSKEY, account, user, excluded, client);
    }

    @Override
    public Passkey finish(AccountHolder holder, String ceremony, String credential, Client client)
            throws RefusedException {
        return tenant.journal().attempt(AuditAction.ADD_PASSKEY, client, attempt -> {
            attempt.concerns(holder.account());
            return finish(holder, ceremony, credential, client, attempt);
        });
    }

    private Passkey finish(AccountHolder holder, String text, String credential, Client client, Journal.Attempt attempt)
            throws RefusedException {
        AccountId account = holder.account();
        Ceremony ceremony = tenant.ceremonies().open(text, CeremonyKind.ADD_PASSKEY, account, client);
        RegistrationResponse response = Ceremonies.readRegistration(credential);
        attempt.concerns(response.unverifiedCredentialId());
        VerifiedRegistration verified = tenant.ceremonies().verify(ceremony, response);
        Set<PasskeyName> namesTaken = tenant.store().listPasskeys(tenant.id(), account).stream()
                .map(Passkey::name)
                .collect(Collectors.toSet());
        Passkey passkey =
                tenant.newPasskey(verified, namesTaken, attempt.occasion().at());
        AuditEvent event = new AuditEvent.PasskeyAdded(attempt.occasion(), account, passkey.credentialId());
        try {
            int maximum = tenant.policy().maximumPasskeys();
            tenant.store().addPasskey(tenant.id(), Redemption.of(ceremony), holder, passkey, maximum, event);
        } catch (NotStoredException e) {
            throw tenant.refusal(e, passkey.credentialId());
        }
        return passkey;
    }
}
