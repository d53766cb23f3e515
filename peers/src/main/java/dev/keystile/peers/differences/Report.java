package dev.keystile.peers.differences;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run has seen, in however many threads. */
final class Report {

    private final Map<DifferenceClass, Map<Judge, Integer>> counts = new EnumMap<>(DifferenceClass.class);
    private final Map<DifferenceClass, Disagreement> examples = new EnumMap<>(DifferenceClass.class);
    private final Map<Judge, Map<Verdict.Kind, Integer>> verdicts = new EnumMap<>(Judge.class);
    private final List<Disagreement> unexplained = new ArrayList<>();
    private final List<String> crashes = new ArrayList<>();

    synchronized void add(Judge judge, String run, Mutant mutant, Verdict verdict) {
        verdicts.computeIfAbsent(judge, absent -> new EnumMap<>(Verdict.Kind.class))
                .merge(verdict.kind(), 1, Integer::sum);
        if (judge == Judge.KEYSTILE && verdict.kind() == Verdict.Kind.CRASHED) {
            crashes.add(run + " " + mutant.ceremony().name() + " [" + mutant.description() + "]: " + verdict);
        }
    }

    synchronized void add(Disagreement disagreement) {
        Optional<DifferenceClass> known = DifferenceClass.of(disagreement);
        if (known.isEmpty()) {
            unexplained.add(disagreement);
            return;
        }
        counts.computeIfAbsent(known.get(), absent -> new EnumMap<>(Judge.class))
                .merge(disagreement.peer(), 1, Integer::sum);
        examples.putIfAbsent(known.get(), disagreement);
    }

    /** How often this peer disagreed in this way. */
    synchronized int count(DifferenceClass difference, Judge peer) {
        return counts.getOrDefault(difference, Map.of()).getOrDefault(peer, 0);
    }

    /** How often a library gave this kind of verdict. */
    synchronized int count(Judge judge, Verdict.Kind kind) {
        return verdicts.getOrDefault(judge, Map.of()).getOrDefault(kind, 0);
    }

    /** How many verdicts a library gave. */
    synchronized int count(Judge judge) {
        return verdicts.getOrDefault(judge, Map.of()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    synchronized Optional<Disagreement> example(DifferenceClass difference) {
        return Optional.ofNullable(examples.get(difference));
    }

    /** Disagreements of no class: each is a fault of ours, or wants a class. */
    List<Disagreement> unexplained() {
        return unexplained;
    }

    /** Responses on which Keystile threw what it does not declare. */
    List<String> crashes() {
        return crashes;
    }
}
