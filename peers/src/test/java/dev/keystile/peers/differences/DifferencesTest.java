package dev.keystile.peers.differences;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.peers.Peer;
import dev.keystile.peers.Verification;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cose.SignatureSuite;
import dev.keystile.webauthn.testing.Algorithm;
import dev.keystile.webauthn.testing.Attestation;
import dev.keystile.webauthn.testing.AttestationAuthority;
import dev.keystile.webauthn.testing.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A short run: what Keystile and its peers disagree about is known, and Keystile fails only as it declares. */
@Tag("once")
class DifferencesTest {

    private static final int MUTANTS = 500;

    @Test
    void areAllOfAKnownClass() throws IOException {
        SignatureSuite signatures = NativeProvider.install();
        List<Ceremony> ceremonies = new ArrayList<>(Ceremonies.made());
        ceremonies.addAll(
                RecordedCeremonies.in(Path.of(System.getProperty("keystile.vectors", "../../shared/vectors"))));
        DifferentialRun run = new DifferentialRun(signatures, ceremonies);

        run.run(1, 0, MUTANTS);
        Report report = run.run(2, 0, MUTANTS);

        Differences.record(report);
        assertThat(report.unexplained()).isEmpty();
        assertThat(report.crashes()).isEmpty();
        for (Judge judge : Judge.values()) {
            assertThat(report.count(judge, Verdict.Kind.ACCEPTED))
                    .as("accepted by " + judge)
                    .isGreaterThan(MUTANTS / 20);
            assertThat(report.count(judge)).as("judged by " + judge).isGreaterThan(MUTANTS);
        }
    }

    @Test
    void coverEveryKindOfMutation() {
        List<Ceremony> ceremonies = List.of(ceremony());
        Set<MutationKind> seen = EnumSet.noneOf(MutationKind.class);

        for (int seed = 0; seed < 500; seed++) {
            seen.addAll(new Mutator(seed).mutant(ceremonies).kinds());
        }

        assertThat(seen).containsExactlyInAnyOrder(MutationKind.values());
    }

    @Test
    void comeAgainFromTheirSeed() {
        List<Ceremony> ceremonies = List.of(new Unchanging(ceremony().response()));

        for (int seed = 0; seed < 50; seed++) {
            assertThat(new Mutator(seed).mutant(ceremonies)).isEqualTo(new Mutator(seed).mutant(ceremonies));
        }
    }

    @Test
    void failTheRunWithoutAClass() {
        Mutant mutant = new Mutant(ceremony(), List.of(MutationKind.RESPONSE), "a forged signature", "{}");
        Disagreement forged = new Disagreement(
                "1:1", mutant, Judge.YUBICO, Verdict.ACCEPTED, Verdict.refused("the signature is invalid"));
        Report report = new Report();

        report.add(forged);

        assertThat(report.unexplained()).containsExactly(forged);
    }

    @Test
    void countUndeclaredExceptionsOfKeystileAsCrashes() {
        Mutant mutant = new Mutant(ceremony(), List.of(MutationKind.RESPONSE), "anything", "{}");
        Report report = new Report();

        report.add(Judge.KEYSTILE, "1:1", mutant, Judge.KEYSTILE.verdict(new IllegalArgumentException("no")));

        assertThat(report.crashes()).hasSize(1);
    }

    @Test
    void countDeclaredExceptionsOfKeystileAsRefusals() throws MalformedException {
        Verdict verdict = Judge.KEYSTILE.verdict(
                ceremony().begunBy(Judge.KEYSTILE.peer(SignatureSuite.platform())), "{\"id\":\"AA\"}");

        assertThat(verdict).isEqualTo(Verdict.refused("malformed json at type: missing"));
    }

    private static Ceremony ceremony() {
        return MadeCeremony.registration(
                "packed",
                Algorithm.ES256,
                MadeCeremony.MODEL,
                Attestation.packed(AttestationAuthority.create()),
                Set.of(),
                new KeyPairs());
    }

    /** A ceremony with one response. */
    private record Unchanging(String json) implements Ceremony {

        @Override
        public String name() {
            return "unchanging";
        }

        @Override
        public boolean isRegistration() {
            return true;
        }

        @Override
        public boolean isRemade() {
            return false;
        }

        @Override
        public String response(Fault... faults) {
            return json;
        }

        @Override
        public Verification begunBy(Peer peer) {
            throw new IllegalStateException("Nobody is asked");
        }
    }
}
