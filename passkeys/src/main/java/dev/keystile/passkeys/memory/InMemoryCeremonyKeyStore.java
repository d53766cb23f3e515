package dev.keystile.passkeys.memory;

import dev.keystile.passkeys.ceremony.CeremonyKey;
import dev.keystile.passkeys.ceremony.CeremonyKeyStore;
import dev.keystile.passkeys.tenant.RelyingPartyId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Keys that last as long as this object. */
public final class InMemoryCeremonyKeyStore implements CeremonyKeyStore {

    private final Map<RelyingPartyId, TreeMap<Integer, CeremonyKey>> keys = new ConcurrentHashMap<>();

    @Override
    public List<CeremonyKey> load(RelyingPartyId relyingParty) {
        TreeMap<Integer, CeremonyKey> own = own(relyingParty);
        synchronized (own) {
            return List.copyOf(own.values());
        }
    }

    @Override
    public CeremonyKey addUnlessPresent(RelyingPartyId relyingParty, CeremonyKey candidate) {
        TreeMap<Integer, CeremonyKey> own = own(relyingParty);
        synchronized (own) {
            own.putIfAbsent(candidate.generation(), candidate);
            return own.get(candidate.generation());
        }
    }

    @Override
    public void removeCreatedBefore(RelyingPartyId relyingParty, Instant moment) {
        TreeMap<Integer, CeremonyKey> own = own(relyingParty);
        synchronized (own) {
            own.values().removeIf(key -> key.createdAt().isBefore(moment) && key.generation() < own.lastKey());
        }
    }

    private TreeMap<Integer, CeremonyKey> own(RelyingPartyId relyingParty) {
        return keys.computeIfAbsent(relyingParty, any -> new TreeMap<>());
    }

    /** The keys without their secrets. */
    @Override
    public String toString() {
        return keys.toString();
    }
}
