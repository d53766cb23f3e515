package dev.keystile.storage.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.keystile.passkeys.BegunCeremony;
import dev.keystile.passkeys.Client;
import dev.keystile.passkeys.Passkeys;
import dev.keystile.passkeys.SignUp;
import dev.keystile.passkeys.tenant.RelyingPartyId;
import dev.keystile.webauthn.RelyingParty;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import dev.keystile.webauthn.testing.WebAuthnClient;
import java.util.UUID;

/** A process that makes accounts, prints the id of each once it has been acknowledged, and does so until it is killed. */
final class AccountMaker {

    static final String MADE = "made ";

    private static final int THREADS = 4;
    private static final String ORIGIN = "https://example.org";

    private AccountMaker() {}

    public static void main(String[] arguments) {
        HikariDataSource dataSource = TestDatabase.pool(arguments[0], "sa");
        KeystileSchema.migrate(dataSource);
        RelyingParty relyingParty =
                RelyingParty.builder("example.org", "Example").origin(ORIGIN).build();
        SignUp signUp = Passkeys.builder(RelyingPartyId.DEFAULT, relyingParty, JdbcStorage.on(dataSource))
                .build()
                .signUp();
        for (int i = 0; i < THREADS; i++) {
            new Thread(() -> makeAccounts(signUp)).start();
        }
    }

    private static void makeAccounts(SignUp signUp) {
        WebAuthnClient browser = WebAuthnClient.at(ORIGIN);
        try {
            while (true) {
                BegunCeremony begun = signUp.begin(UUID.randomUUID().toString(), "", Client.program());
                String credential = browser.create(
                        begun.publicKey(),
                        SoftwareAuthenticator.passkeyProvider().build());
                String id = signUp.finish(begun.ceremony(), credential, Client.program())
                        .account()
                        .id()
                        .toString();
                synchronized (MADE) {
                    System.out.println(MADE + id);
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
