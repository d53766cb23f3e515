package dev.keystile.peers.differences;

import java.util.List;

/**
 * A response that is no longer what a valid ceremony made.
 *
 * @param description what was done, in the order in which it was done
 * @param response the JSON text
 */
record Mutant(Ceremony ceremony, List<MutationKind> kinds, String description, String response) {

    Mutant {
        kinds = List.copyOf(kinds);
    }
}
