package dev.keystile.peers.differences;

import dev.keystile.peers.Peer;
import dev.keystile.peers.Verification;
import dev.keystile.webauthn.cose.SignatureSuite;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives ceremonies and mutants of them to all libraries; each thread has its own. */
final class DifferentialRun {

    /** Keeps the numbers of neighbouring seeds' mutants apart. */
    private static final long SEED_STEP = 1_000_003;

    private final Map<Judge, Peer> peers = new EnumMap<>(Judge.class);
    private final Report report;
    private final List<Known> usable = new ArrayList<>();
    private final Map<Ceremony, Known> known = new HashMap<>();

    /** A ceremony, and who accepts it unchanged: nobody else is asked about its mutants. */
    private record Known(Ceremony ceremony, Set<Judge> acceptedBy, Map<Judge, Verification> begun) {}

    DifferentialRun(SignatureSuite signatures, List<Ceremony> ceremonies) {
        for (Judge judge : Judge.values()) {
            peers.put(judge, judge.peer(signatures));
        }
        report = new Report();
        ceremonies.forEach(this::begin);
    }

    private DifferentialRun(DifferentialRun other) {
        peers.putAll(other.peers);
        report = other.report;
        for (Known each : other.usable) {
            Known own = new Known(each.ceremony(), each.acceptedBy(), new EnumMap<>(Judge.class));
            usable.add(own);
            known.put(own.ceremony(), own);
        }
    }

    /** The same run for another thread, with the same report. */
    DifferentialRun inAnotherThread() {
        return new DifferentialRun(this);
    }

    private void begin(Ceremony ceremony) {
        Mutant unchanged = new Mutant(ceremony, List.of(), "", ceremony.response());
        Set<Judge> acceptedBy = EnumSet.noneOf(Judge.class);
        Known begun = new Known(ceremony, acceptedBy, new EnumMap<>(Judge.class));
        Verdict own = judged(Judge.KEYSTILE, "valid", begun, unchanged);
        for (Judge judge : Judge.values()) {
            Verdict verdict = judge == Judge.KEYSTILE ? own : judged(judge, "valid", begun, unchanged);
            if (verdict.isAcceptance()) {
                acceptedBy.add(judge);
            }
            if (verdict.isAcceptance() != own.isAcceptance()) {
                report.add(new Disagreement("valid", unchanged, judge, own, verdict));
            }
        }
        known.put(ceremony, begun);
        if (acceptedBy.contains(Judge.KEYSTILE) && acceptedBy.size() > 1) {
            usable.add(begun);
        }
    }

    /** Judges mutants from a first to before a last number of the seed's endless row of them. */
    Report run(long seed, int first, int last) {
        List<Ceremony> ceremonies = usable.stream().map(Known::ceremony).toList();
        for (int number = first; number < last; number++) {
            judge(seed + ":" + number, new Mutator(seed * SEED_STEP + number).mutant(ceremonies));
        }
        return report;
    }

    private void judge(String run, Mutant mutant) {
        Known begun = known.get(mutant.ceremony());
        if (begun == null) {
            throw new IllegalStateException(mutant.ceremony().name() + " was not begun");
        }
        Verdict own = judged(Judge.KEYSTILE, run, begun, mutant);
        for (Judge peer : begun.acceptedBy()) {
            if (peer == Judge.KEYSTILE) {
                continue;
            }
            Verdict other = judged(peer, run, begun, mutant);
            if (other.isAcceptance() != own.isAcceptance()) {
                report.add(new Disagreement(run, mutant, peer, own, other));
            }
        }
    }

    private Verdict judged(Judge judge, String run, Known begun, Mutant mutant) {
        Verdict verdict = verdict(judge, begun, mutant);
        report.add(judge, run, mutant, verdict);
        return verdict;
    }

    private Verdict verdict(Judge judge, Known begun, Mutant mutant) {
        Verification verification;
        try {
            // Keystile's ceremonies expire, so that a long run begins them anew.
            verification = judge == Judge.KEYSTILE
                    ? begin(judge, begun)
                    : begun.begun().computeIfAbsent(judge, absent -> begin(judge, begun));
        } catch (RuntimeException e) {
            return judge.verdict(e);
        }
        return judge.verdict(verification, mutant.response());
    }

    private Verification begin(Judge judge, Known begun) {
        Peer peer = peers.get(judge);
        if (peer == null) {
            throw new IllegalStateException(judge + " takes no part");
        }
        return begun.ceremony().begunBy(peer);
    }

    /** How many ceremonies are changed. */
    int ceremonies() {
        return usable.size();
    }

    Report report() {
        return report;
    }
}
