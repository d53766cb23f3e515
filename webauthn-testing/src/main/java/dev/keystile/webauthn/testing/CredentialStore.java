package dev.keystile.webauthn.testing;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The credentials of one authenticator, the newest last. Safe for use by many threads. */
final class CredentialStore {
    private final Map<ByteBuffer, SoftwareCredential> byId = new LinkedHashMap<>();
    private final Map<Account, SoftwareCredential> discoverable = new LinkedHashMap<>();

    private record Account(String rpId, ByteBuffer userHandle) {
        static Account of(SoftwareCredential credential) {
            return new Account(credential.rpId(), ByteBuffer.wrap(credential.userHandle()));
        }
    }

    /** Adds the credential; a discoverable one takes the place of the same account's former one. */
    synchronized void add(SoftwareCredential credential) {
        byId.put(ByteBuffer.wrap(credential.id()), credential);
        if (credential.isDiscoverable()) {
            Account account = Account.of(credential);
            SoftwareCredential former = discoverable.remove(account);
            if (former != null && former != credential) {
                byId.remove(ByteBuffer.wrap(former.id()), former);
            }
            discoverable.put(account, credential);
        }
    }

    synchronized void remove(SoftwareCredential credential) {
        byId.remove(ByteBuffer.wrap(credential.id()), credential);
        discoverable.remove(Account.of(credential), credential);
    }

    synchronized Optional<SoftwareCredential> find(String rpId, byte[] id) {
        return Optional.ofNullable(byId.get(ByteBuffer.wrap(id)))
                .filter(credential -> credential.rpId().equals(rpId));
    }

    synchronized Optional<SoftwareCredential> findDiscoverable(String rpId, byte[] userHandle) {
        return Optional.ofNullable(discoverable.get(new Account(rpId, ByteBuffer.wrap(userHandle))));
    }

    /** The RP ID's discoverable credentials, the newest first. */
    synchronized List<SoftwareCredential> discoverable(String rpId) {
        List<SoftwareCredential> found = new ArrayList<>();
        for (SoftwareCredential credential : discoverable.values()) {
            if (credential.rpId().equals(rpId)) {
                found.add(0, credential);
            }
        }
        return found;
    }

    synchronized List<SoftwareCredential> all() {
        return List.copyOf(byId.values());
    }
}
