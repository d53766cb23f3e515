package dev.keystile.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.passkeys.audit.AuditEvent;
import dev.keystile.passkeys.store.Storage;
import dev.keystile.passkeys.store.StorageContract;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

@Tag("once")
class H2StorageTest extends StorageContract {

    private final TestDatabase database = TestDatabase.H2.get();

    @Override
    protected Storage emptyStorage() throws Exception {
        return database.emptyStorage();
    }

    @Override
    protected Object everything() throws Exception {
        return database.everything();
    }

    @Override
    protected Optional<AuditEvent> unwritableEvent() {
        return Optional.of(TestDatabase.unwritableEvent());
    }

    @AfterEach
    void gaveEveryConnectionBack() {
        assertThat(database.leaks()).isEmpty();
    }
}
