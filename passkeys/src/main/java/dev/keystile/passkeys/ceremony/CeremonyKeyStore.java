package dev.keystile.passkeys.ceremony;

import dev.keystile.passkeys.tenant.RelyingPartyId;
import java.time.Instant;
import java.util.List;

/**
 * Where the keys that seal ceremonies are kept: with the data that they protect, so that every node of an installation has
 * the same ones and a restart loses none.
 */
public interface CeremonyKeyStore {

    /** All keys of the relying party, in no order. */
    List<CeremonyKey> load(RelyingPartyId relyingParty);

    /**
     * Keeps a key, unless there is one of its generation already. Of any number of callers that try at once, on any number
     * of nodes, one succeeds and all get its key.
     *
     * @return the key of this generation that is kept: the candidate, or whichever was there before
     */
    CeremonyKey addUnlessPresent(RelyingPartyId relyingParty, CeremonyKey candidate);

    /** Forgets the keys made before this moment, except the newest generation. */
    void removeCreatedBefore(RelyingPartyId relyingParty, Instant moment);
}
