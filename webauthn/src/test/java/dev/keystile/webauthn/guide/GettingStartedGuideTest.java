package dev.keystile.webauthn.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.webauthn.RelyingParty;
import dev.keystile.webauthn.authentication.AuthenticationRefusedException;
import dev.keystile.webauthn.authentication.AuthenticationResponse;
import dev.keystile.webauthn.authentication.PendingAuthentication;
import dev.keystile.webauthn.authentication.VerifiedAuthentication;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.credential.CredentialDescriptor;
import dev.keystile.webauthn.credential.CredentialRecord;
import dev.keystile.webauthn.credential.UserEntity;
import dev.keystile.webauthn.credential.UserHandle;
import dev.keystile.webauthn.registration.PendingRegistration;
import dev.keystile.webauthn.registration.RegistrationRefusedException;
import dev.keystile.webauthn.registration.RegistrationRequest;
import dev.keystile.webauthn.registration.RegistrationResponse;
import dev.keystile.webauthn.testing.DomException;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/library/getting-started.md} and {@code storing.md}. */
class GettingStartedGuideTest {

    static RelyingParty relyingParty() {
        return RelyingParty.builder("example.org", "Example")
                .origin("https://example.org")
                .build();
    }

    /** The person's session: texts that stay on the server. */
    interface Session {
        void put(String name, String value);

        /** Gives the value and forgets it, in one step. */
        String take(String name) throws NothingPendingException;
    }

    static final class NothingPendingException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    static final class Passkeys {
        private final RelyingParty relyingParty;
        private final Credentials credentials;

        Passkeys(RelyingParty relyingParty, Credentials credentials) {
            this.relyingParty = relyingParty;
            this.credentials = credentials;
        }

        String beginRegistration(Session session, UserEntity user) {
            PendingRegistration pending = relyingParty.beginRegistration(RegistrationRequest.builder(user)
                    .excludeCredentials(credentials.of(user.id()))
                    .build());
            session.put("registration", pending.toJson());
            return pending.optionsJson();
        }

        CredentialRecord finishRegistration(Session session, String response)
                throws NothingPendingException, MalformedException, RegistrationRefusedException {
            PendingRegistration pending = PendingRegistration.parse(session.take("registration"));
            CredentialRecord passkey = relyingParty
                    .verify(pending, RegistrationResponse.parse(response))
                    .credentialRecord();
            credentials.add(passkey);
            return passkey;
        }

        String beginAuthentication(Session session) {
            PendingAuthentication pending = relyingParty.beginAuthentication();
            session.put("authentication", pending.toJson());
            return pending.optionsJson();
        }

        UserHandle finishAuthentication(Session session, String response)
                throws NothingPendingException, MalformedException, AuthenticationRefusedException {
            PendingAuthentication pending = PendingAuthentication.parse(session.take("authentication"));
            AuthenticationResponse parsed = AuthenticationResponse.parse(response);
            CredentialRecord record = credentials.find(parsed.unverifiedCredentialId());
            VerifiedAuthentication verified = relyingParty.verify(pending, parsed, record);
            credentials.replace(verified.previousRecord(), verified.credentialRecord());
            return verified.user();
        }
    }

    static final class Credentials {
        private final ConcurrentMap<CredentialId, CredentialRecord> records = new ConcurrentHashMap<>();

        /** Nobody else may have the id: looking and adding are one step. */
        void add(CredentialRecord record) {
            if (records.putIfAbsent(record.id(), record) != null) {
                throw new IllegalStateException("The credential id is taken");
            }
        }

        /** Only what is still stored as it was verified against is replaced. */
        void replace(CredentialRecord previous, CredentialRecord updated) {
            if (!records.replace(previous.id(), previous, updated)) {
                throw new IllegalStateException("The passkey was used or removed at the same time");
            }
        }

        CredentialRecord find(CredentialId id) {
            CredentialRecord record = records.get(id);
            if (record == null) {
                throw new IllegalStateException("The passkey is not known");
            }
            return record;
        }

        List<CredentialDescriptor> of(UserHandle user) {
            return records.values().stream()
                    .filter(record -> record.userHandle().equals(user))
                    .map(CredentialRecord::descriptor)
                    .toList();
        }
    }

    private static Session session() {
        Map<String, String> texts = new ConcurrentHashMap<>();
        return new Session() {
            @Override
            public void put(String name, String value) {
                texts.put(name, value);
            }

            @Override
            public String take(String name) throws NothingPendingException {
                String value = texts.remove(name);
                if (value == null) {
                    throw new NothingPendingException();
                }
                return value;
            }
        };
    }

    private final Passkeys passkeys = new Passkeys(relyingParty(), new Credentials());
    private final Browser browser =
            Browser.at("https://example.org", SoftwareAuthenticator.builder().build());

    @Test
    void registersAndSignsIn() throws Exception {
        UserEntity ada = new UserEntity(UserHandle.random(new SecureRandom()), "ada", "Ada Lovelace");
        Session session = session();

        String created = browser.create(passkeys.beginRegistration(session, ada));
        passkeys.finishRegistration(session, created);
        String answered = browser.get(passkeys.beginAuthentication(session));

        assertThat(passkeys.finishAuthentication(session, answered)).isEqualTo(ada.id());
        assertThatThrownBy(() -> passkeys.finishAuthentication(session, answered))
                .isInstanceOf(NothingPendingException.class);
    }

    @Test
    void refusesAResponseOfAnotherSession() throws Exception {
        UserEntity ada = new UserEntity(UserHandle.random(new SecureRandom()), "ada", "Ada Lovelace");
        Session hers = session();
        passkeys.finishRegistration(hers, browser.create(passkeys.beginRegistration(hers, ada)));
        String answered = browser.get(passkeys.beginAuthentication(hers));

        Session another = session();
        passkeys.beginAuthentication(another);
        assertThatThrownBy(() -> passkeys.finishAuthentication(another, answered))
                .isInstanceOfSatisfying(
                        AuthenticationRefusedException.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo("challenge-mismatch"));
    }

    @Test
    void writesRecordsDownAndReadsThemBack() throws Exception {
        UserEntity ada = new UserEntity(UserHandle.random(new SecureRandom()), "ada", "Ada Lovelace");
        Session session = session();
        CredentialRecord passkey =
                passkeys.finishRegistration(session, browser.create(passkeys.beginRegistration(session, ada)));

        String text = passkey.toJson();
        CredentialRecord same = CredentialRecord.parse(text);

        assertThat(same).isEqualTo(passkey);
    }

    @Test
    void offersNoSecondPasskeyOnOneAuthenticator() throws Exception {
        UserEntity ada = new UserEntity(UserHandle.random(new SecureRandom()), "ada", "Ada Lovelace");
        Session session = session();
        passkeys.finishRegistration(session, browser.create(passkeys.beginRegistration(session, ada)));

        assertThatThrownBy(() -> browser.create(passkeys.beginRegistration(session, ada)))
                .isInstanceOf(DomException.InvalidStateError.class);
    }
}
