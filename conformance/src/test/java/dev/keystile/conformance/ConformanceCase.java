package dev.keystile.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.conformance.Tool.Reply;
import dev.keystile.webauthn.testing.Fault;
import java.util.Arrays;
import java.util.List;

/**
 * One case of the tool, or one of several ways to do what a case says.
 *
 * @param id the group and the number in it
 * @param what what is sent
 * @param expected what must come of it: {@code ok}, or how the error message begins
 */
record ConformanceCase(String id, String what, String expected, Check check) {

    /** Sends it and looks at what comes back. */
    interface Check {
        void run(World world);
    }

    /** A ceremony that the tool goes through, with or without something wrong. */
    interface Ceremony {
        Reply finish(World world, Fault... faults);
    }

    @Override
    public String toString() {
        return id + ": " + what + " → " + expected;
    }

    /** The cases of one group; they go through the same ceremony unless they say otherwise. */
    static final class Group {
        private final String name;
        private final Ceremony usual;

        Group(String name, Ceremony usual) {
            this.name = name;
            this.usual = usual;
        }

        ConformanceCase accepts(String number, String what, Ceremony ceremony, Fault... deviations) {
            return shows(number, what, world -> assertAccepted(ceremony.finish(world, deviations)));
        }

        ConformanceCase accepts(String number, String what, Fault... deviations) {
            return accepts(number, what, usual, deviations);
        }

        /** Whatever the check looks at. */
        ConformanceCase shows(String number, String what, Check check) {
            return new ConformanceCase(name + " " + number, what, "ok", check);
        }

        ConformanceCase refuses(String number, String reason, Fault... alternatives) {
            return refuses(number, usual, reason, List.of(alternatives));
        }

        ConformanceCase refuses(String number, String reason, List<Fault> alternatives) {
            return refuses(number, usual, reason, alternatives);
        }

        ConformanceCase refuses(String number, Ceremony ceremony, String reason, Fault... alternatives) {
            return refuses(number, ceremony, reason, List.of(alternatives));
        }

        /** Each of the alternatives alone is refused, for the same reason. */
        private ConformanceCase refuses(String number, Ceremony ceremony, String reason, List<Fault> alternatives) {
            return new ConformanceCase(name + " " + number, describe(alternatives), reason, world -> {
                for (Fault fault : alternatives) {
                    assertRefused(ceremony.finish(world, fault), fault.toString(), reason);
                }
            });
        }

        /** Refused without anything being wrong with the response. */
        ConformanceCase refusesAsItIs(String number, String what, Ceremony ceremony, String reason) {
            return new ConformanceCase(
                    name + " " + number, what, reason, world -> assertRefused(ceremony.finish(world), what, reason));
        }

        private static String describe(List<Fault> alternatives) {
            return String.join("; ", alternatives.stream().map(Fault::toString).toList());
        }
    }

    static void assertAccepted(Reply reply) {
        assertThat(reply.isOk()).as(reply.json().toJson()).isTrue();
    }

    private static void assertRefused(Reply reply, String what, String reason) {
        assertThat(reply.json().names()).as(what).isEqualTo(Arrays.asList("status", "errorMessage"));
        assertThat(reply.text("status")).as(what).isEqualTo("failed");
        assertThat(reply.errorMessage()).as(what).startsWith(reason);
        assertThat(reply.status()).as(what).isEqualTo(400);
    }
}
