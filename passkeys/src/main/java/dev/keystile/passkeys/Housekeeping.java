package dev.keystile.passkeys;

import dev.keystile.passkeys.store.Storage;
import dev.keystile.passkeys.tenant.RelyingPartyId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Throwing away what has had its time: redemptions of expired ceremonies, keys that nothing in flight needs, old audit events.
 * To be run every few minutes; on several nodes at once does no harm.
 */
public final class Housekeeping {

    /** How far apart the clocks of an installation's nodes may be. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofHours(1);

    private final RelyingPartyId relyingParty;
    private final PasskeyPolicy policy;
    private final Storage storage;
    private final Clock clock;

    Housekeeping(RelyingPartyId relyingParty, PasskeyPolicy policy, Storage storage, Clock clock) {
        this.relyingParty = relyingParty;
        this.policy = policy;
        this.storage = storage;
        this.clock = clock;
    }

    /** Throws away what may be thrown away now. */
    public void run() {
        Instant now = clock.instant();
        storage.passkeys().removeRedemptionsExpiredBefore(relyingParty, now.minus(CLOCK_DIFFERENCE));
        storage.ceremonyKeys()
                .removeCreatedBefore(
                        relyingParty,
                        now.minus(policy.ceremonyKeyRotation())
                                .minus(policy.ceremonyLifetime())
                                .minus(CLOCK_DIFFERENCE));
        storage.auditLog().removeBefore(relyingParty, now.minus(policy.auditRetention()));
    }
}
