package dev.keystile.peers.differences;

import dev.keystile.webauthn.testing.Fault;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One thing done to a ceremony.
 *
 * @param making what goes wrong while the response is made, so that it is signed as it then is; at most one element
 * @param made what is done to the response's text after it was made
 */
record Mutation(MutationKind kind, List<Fault> making, UnaryOperator<String> made) {

    static Mutation making(MutationKind kind, Fault fault) {
        return new Mutation(kind, List.of(fault), UnaryOperator.identity());
    }

    static Mutation made(MutationKind kind, UnaryOperator<String> change) {
        return new Mutation(kind, List.of(), change);
    }
}
