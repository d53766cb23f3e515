package dev.keystile.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.passkeys.Client;
import dev.keystile.passkeys.Passkeys;
import dev.keystile.passkeys.UseCasesContract;
import dev.keystile.passkeys.store.Storage;
import dev.keystile.passkeys.store.StorageContract;
import dev.keystile.passkeys.tenant.RelyingPartyId;
import dev.keystile.webauthn.RelyingParty;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import dev.keystile.webauthn.testing.WebAuthnClient;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/storage.md} shows. */
class StorageGuideTest {

    private static final String ORIGIN = "https://example.com";

    @Test
    void storesAreSetUpWithoutSpring(@TempDir Path folder) throws Exception {
        RelyingParty relyingParty =
                RelyingParty.builder("example.com", "Example").origin(ORIGIN).build();
        try (var dataSource = TestDatabase.pool(TestDatabase.h2Url(folder.resolve("guide")), "sa")) {
            Passkeys passkeys = passkeys(dataSource, relyingParty);

            var begun = passkeys.signUp().begin("ada", "Ada", Client.program());
            String created = WebAuthnClient.at(ORIGIN)
                    .create(begun.publicKey(), SoftwareAuthenticator.builder().build());
            var ada = passkeys.signUp().finish(begun.ceremony(), created, Client.program());

            assertThat(passkeys.accounts().find(ada.account().id())).isPresent();
        }
    }

    private static Passkeys passkeys(DataSource dataSource, RelyingParty relyingParty) {
        KeystileSchema.migrate(dataSource); // makes the tables, or brings them up to date
        Storage storage = JdbcStorage.on(dataSource); // or InMemoryStorage.create()
        Passkeys passkeys =
                Passkeys.builder(RelyingPartyId.DEFAULT, relyingParty, storage).build();
        return passkeys;
    }

    /** Somebody's own engine, which is still to be written. */
    static final class MyDatabase {

        Storage emptied() {
            throw new UnsupportedOperationException();
        }

        List<String> allRows() {
            throw new UnsupportedOperationException();
        }

        List<String> allRowsBut(String table) {
            throw new UnsupportedOperationException(table);
        }
    }

    // Compiled alone: H2StorageTest and the others are what the guide speaks of, on engines that there are.

    private static final MyDatabase database = new MyDatabase();

    static class MyStorageTest extends StorageContract {

        @Override
        protected Storage emptyStorage() {
            return database.emptied();
        }

        // All rows, so that "nothing was changed" can be checked.
        @Override
        protected Object everything() {
            return database.allRows();
        }
    }

    static class MyUseCasesTest extends UseCasesContract {

        @Override
        protected Storage emptyStorage() {
            return database.emptied();
        }

        @Override
        protected Object everythingButAudit() {
            return database.allRowsBut("keystile_audit");
        }
    }
}
