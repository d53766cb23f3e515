package dev.keystile.passkeys.memory;

import dev.keystile.passkeys.UseCasesContract;
import dev.keystile.passkeys.store.Storage;

class InMemoryUseCasesTest extends UseCasesContract {

    private InMemoryPasskeyStore passkeyStore = new InMemoryPasskeyStore();
    private InMemoryCeremonyKeyStore keyStore = new InMemoryCeremonyKeyStore();

    @Override
    protected Storage emptyStorage() {
        passkeyStore = new InMemoryPasskeyStore();
        keyStore = new InMemoryCeremonyKeyStore();
        return new Storage(passkeyStore, passkeyStore.auditLog(), keyStore);
    }

    @Override
    protected Object everythingButAudit() {
        return passkeyStore + " " + keyStore;
    }
}
