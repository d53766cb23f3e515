package dev.keystile.passkeys;

import dev.keystile.passkeys.account.Account;
import dev.keystile.passkeys.account.AccountId;
import dev.keystile.passkeys.account.DisplayName;
import dev.keystile.passkeys.account.InvalidNameException;
import dev.keystile.passkeys.account.Passkey;
import dev.keystile.passkeys.account.Username;
import dev.keystile.passkeys.audit.AuditAction;
import dev.keystile.passkeys.audit.AuditEvent;
import dev.keystile.passkeys.ceremony.Ceremony;
import dev.keystile.passkeys.ceremony.CeremonyKind;
import dev.keystile.passkeys.store.NotStoredException;
import dev.keystile.passkeys.store.Redemption;
import dev.keystile.webauthn.credential.UserEntity;
import dev.keystile.webauthn.credential.UserHandle;
import dev.keystile.webauthn.registration.RegistrationResponse;
import dev.keystile.webauthn.registration.VerifiedRegistration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Sign-up: the account's id and user handle are chosen at the beginning and travel in the sealed ceremony. */
final class SignUpCeremony implements SignUp {

    private final Tenant tenant;

    SignUpCeremony(Tenant tenant) {
        this.tenant = tenant;
    }

    @Override
    public BegunCeremony begin(String username, String displayName, Client client) throws RefusedException {
        requireOpen();
        Username name = readUsername(username);
        DisplayName shown = readDisplayName(displayName, name);
        if (tenant.store().findAccount(tenant.id(), name).isPresent()) {
            throw new RefusedException(new Refusal.UsernameTaken());
        }
        UserEntity user = new UserEntity(UserHandle.random(tenant.random()), name.value(), shown.value());
        return tenant.ceremonies()
                .beginRegistration(CeremonyKind.SIGN_UP, AccountId.random(tenant.random()), user, List.of(), client);
    }

    @Override
    public SignedIn finish(String ceremony, String credential, Client client) throws RefusedException {
        return tenant.journal()
                .attempt(AuditAction.SIGN_UP, client, attempt -> finish(ceremony, credential, client, attempt));
    }

    private SignedIn finish(String text, String credential, Client client, Journal.Attempt attempt)
            throws RefusedException {
        requireOpen();
        Ceremony ceremony = tenant.ceremonies().open(text, CeremonyKind.SIGN_UP, null, client);
        RegistrationResponse response = Ceremonies.readRegistration(credential);
        attempt.concerns(response.unverifiedCredentialId());
        VerifiedRegistration verified = tenant.ceremonies().verify(ceremony, response);
        Account account = account(ceremony, verified.user(), attempt);
        Passkey passkey =
                tenant.newPasskey(verified, Set.of(), attempt.occasion().at());
        AuditEvent event = new AuditEvent.SignedUp(attempt.occasion(), account.id(), passkey.credentialId());
        try {
            tenant.store().openAccount(tenant.id(), Redemption.of(ceremony), account, passkey, event);
        } catch (NotStoredException e) {
            throw tenant.refusal(e, passkey.credentialId());
        }
        return new SignedIn(
                account,
                passkey,
                verified.userVerified(),
                AuthenticationMethods.of(verified),
                attempt.occasion().at());
    }

    private static Account account(Ceremony ceremony, UserEntity user, Journal.Attempt attempt) {
        return new Account(
                Objects.requireNonNull(ceremony.account()),
                Username.of(user.name()),
                new DisplayName(user.displayName()),
                user.id(),
                false,
                attempt.occasion().at());
    }

    private void requireOpen() throws RefusedException {
        if (!tenant.policy().signUpOpen()) {
            throw new RefusedException(new Refusal.SignUpClosed());
        }
    }

    private static Username readUsername(String text) throws RefusedException {
        try {
            return Username.parse(text);
        } catch (InvalidNameException e) {
            throw new RefusedException(new Refusal.UsernameInvalid(e.problem()));
        }
    }

    private static DisplayName readDisplayName(String text, Username otherwise) throws RefusedException {
        try {
            return DisplayName.parse(text.isBlank() ? otherwise.value() : text);
        } catch (InvalidNameException e) {
            throw new RefusedException(new Refusal.DisplayNameInvalid(e.problem()));
        }
    }
}
