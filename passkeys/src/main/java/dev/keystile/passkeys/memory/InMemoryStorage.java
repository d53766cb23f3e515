package dev.keystile.passkeys.memory;

import dev.keystile.passkeys.store.Storage;

/** A storage that lasts as long as the object. Of audit events it keeps each relying party's newest 10,000. */
public final class InMemoryStorage {

    private InMemoryStorage() {}

    /** An empty one. */
    public static Storage create() {
        InMemoryPasskeyStore passkeys = new InMemoryPasskeyStore();
        return new Storage(passkeys, passkeys.auditLog(), new InMemoryCeremonyKeyStore());
    }
}
