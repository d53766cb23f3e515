package dev.keystile.passkeys.memory;

import dev.keystile.passkeys.store.Storage;
import dev.keystile.passkeys.store.StorageContract;
import java.util.List;

class InMemoryStorageTest extends StorageContract {

    private Storage storage = InMemoryStorage.create();

    @Override
    protected Storage emptyStorage() {
        storage = InMemoryStorage.create();
        return storage;
    }

    @Override
    protected Object everything() {
        return List.of(
                storage.passkeys().toString(),
                storage.auditLog().latest(SHOP, 1000),
                storage.auditLog().latest(BANK, 1000),
                storage.ceremonyKeys().load(SHOP),
                storage.ceremonyKeys().load(BANK));
    }
}
