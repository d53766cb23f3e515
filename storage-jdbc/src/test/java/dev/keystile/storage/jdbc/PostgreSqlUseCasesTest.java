package dev.keystile.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.passkeys.UseCasesContract;
import dev.keystile.passkeys.store.Storage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

@Tag("once")
class PostgreSqlUseCasesTest extends UseCasesContract {

    private final TestDatabase database = TestDatabase.POSTGRESQL.get();

    @Override
    protected Storage emptyStorage() throws Exception {
        return database.emptyStorage();
    }

    @Override
    protected Object everythingButAudit() throws Exception {
        return database.everythingButAudit();
    }

    @AfterEach
    void gaveEveryConnectionBack() {
        assertThat(database.leaks()).isEmpty();
    }
}
