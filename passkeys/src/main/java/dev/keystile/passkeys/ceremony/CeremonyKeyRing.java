package dev.keystile.passkeys.ceremony;

import dev.keystile.passkeys.tenant.RelyingPartyId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One relying party's keys as this node knows them: one that seals, and the older ones that still open. Thread-safe.
 *
 * <p>A key seals for one rotation period. Whichever node first finds the newest key too old adds the next generation; the
 * store lets only one of them do so. A node that is shown a generation it does not know asks the store, though not more
 * often than ten times a second, since anybody can invent generations.
 */
final class CeremonyKeyRing {

    private static final Duration RELOAD_PAUSE = Duration.ofMillis(100);

    private final RelyingPartyId relyingParty;
    private final CeremonyKeyStore store;
    private final Duration rotation;
    private final Clock clock;
    private final SecureRandom random;

    private volatile TreeMap<Integer, CeremonyKey> keys = new TreeMap<>(); // never changed, only replaced
    private Instant loadedAt = Instant.MIN;

    CeremonyKeyRing(
            RelyingPartyId relyingParty, CeremonyKeyStore store, Duration rotation, Clock clock, SecureRandom random) {
        this.relyingParty = relyingParty;
        this.store = store;
        this.rotation = rotation;
        this.clock = clock;
        this.random = random;
    }

    /** The key to seal with now; adds one to the store if the newest has had its time. */
    CeremonyKey sealing() {
        return freshKey().orElseGet(this::nextKey);
    }

    /** The key of a generation, if it is kept anywhere. */
    Optional<CeremonyKey> opening(int generation) {
        CeremonyKey known = keys.get(generation);
        return known != null ? Optional.of(known) : lookUp(generation);
    }

    private synchronized CeremonyKey nextKey() {
        return freshKey()
                .orElseGet(
                        () -> { // another thread may have been here just before
                            load();
                            return freshKey().orElseGet(this::add);
                        });
    }

    private Optional<CeremonyKey> freshKey() {
        return newest().filter(key -> clock.instant().isBefore(key.createdAt().plus(rotation)));
    }

    private Optional<CeremonyKey> newest() {
        return Optional.ofNullable(keys.lastEntry()).map(Map.Entry::getValue);
    }

    private CeremonyKey add() {
        int generation = newest().map(CeremonyKey::generation).orElse(0) + 1;
        CeremonyKey kept =
                store.addUnlessPresent(relyingParty, CeremonyKey.random(generation, clock.instant(), random));
        TreeMap<Integer, CeremonyKey> more = new TreeMap<>(keys);
        more.put(kept.generation(), kept);
        keys = more;
        return kept;
    }

    private synchronized Optional<CeremonyKey> lookUp(int generation) {
        if (!keys.containsKey(generation) && timeSinceLoad().compareTo(RELOAD_PAUSE) >= 0) {
            load();
        }
        return Optional.ofNullable(keys.get(generation));
    }

    private Duration timeSinceLoad() {
        return Duration.between(loadedAt, clock.instant()).abs(); // a clock put back must not stop us from loading
    }

    private void load() {
        TreeMap<Integer, CeremonyKey> loaded = new TreeMap<>();
        for (CeremonyKey key : store.load(relyingParty)) {
            loaded.put(key.generation(), key);
        }
        keys = loaded;
        loadedAt = clock.instant();
    }
}
