package dev.keystile.passkeys.audit;

import dev.keystile.passkeys.tenant.RelyingPartyId;
import java.time.Instant;
import java.util.List;

/**
 * Where events are kept. What was done is written by the store that did it, in the same step; through {@link #append} comes
 * what was refused.
 */
public interface AuditLog {

    /** Keeps one event. */
    void append(RelyingPartyId relyingParty, AuditEvent event);

    /**
     * The latest events, newest first.
     *
     * @param limit how many at most
     */
    List<AuditEntry> latest(RelyingPartyId relyingParty, int limit);

    /** Forgets what happened before this moment. */
    void removeBefore(RelyingPartyId relyingParty, Instant moment);
}
