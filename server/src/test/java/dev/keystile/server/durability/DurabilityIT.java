package dev.keystile.server.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the packaged server again and again while people sign up and in. */
@Tag("once")
class DurabilityIT {

    private static final int KILLS = 10;
    private static final int PEOPLE_AT_ONCE = 6;

    private final AtomicInteger usernames = new AtomicInteger();
    private final Queue<Person> acknowledged = new ConcurrentLinkedQueue<>();

    @Test
    void whatWasAcknowledgedSurvivesAndWhatWasUsedStaysUsed(@TempDir Path directory) throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(PEOPLE_AT_ONCE);
        Random moments = new Random(20261122);
        try (var server = new PackagedServer(directory)) {
            for (int kill = 1; kill <= KILLS; kill++) {
                Round round = new Round(server.address());
                List<Future<Void>> shares = round.begin(people);
                awaitAcknowledgements(round);
                TimeUnit.MILLISECONDS.sleep(moments.nextInt(300));
                server.kill();
                await(shares);
                server.startAgain();
                round.finishesThatSucceededAreUsedUp();
                round.finishesWithoutAnAnswerSucceedOnceAtMost();
            }
            assertThat(acknowledged).hasSizeGreaterThan(3 * KILLS);
            for (Person person : acknowledged) {
                assertThat(person.beginSignIn().send())
                        .as("signing in as %s, whose passkey was acknowledged", person.username())
                        .isEqualTo(200);
            }
        } finally {
            people.shutdownNow();
        }
    }

    private static void awaitAcknowledgements(Round round) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (round.succeeded.size() < 2 * PEOPLE_AT_ONCE && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(round.succeeded)
                .as("ceremonies that succeeded before the kill")
                .hasSizeGreaterThan(PEOPLE_AT_ONCE);
    }

    private static void await(List<Future<Void>> shares) throws InterruptedException {
        for (Future<Void> share : shares) {
            try {
                share.get();
            } catch (ExecutionException broken) {
                throw new AssertionError("A person could not go on before the server was killed", broken.getCause());
            }
        }
    }

    /** From one start of the server to its end. */
    private final class Round {

        private final URI server;
        private final HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        private final Queue<Person.Finish> succeeded = new ConcurrentLinkedQueue<>();
        private final Queue<Person.Finish> unanswered = new ConcurrentLinkedQueue<>();

        Round(URI server) {
            this.server = server;
        }

        List<Future<Void>> begin(ExecutorService people) {
            List<Future<Void>> shares = new ArrayList<>();
            for (int i = 0; i < PEOPLE_AT_ONCE; i++) {
                shares.add(people.submit(() -> {
                    signUpAndInUntilNobodyAnswers();
                    return null;
                }));
            }
            return shares;
        }

        private void signUpAndInUntilNobodyAnswers() throws InterruptedException {
            try {
                while (true) {
                    Person person = new Person(http, server, "person-" + usernames.incrementAndGet());
                    finish(person.beginSignUp(), 201);
                    acknowledged.add(person);
                    finish(person.beginSignIn(), 200);
                }
            } catch (IOException killed) {
                // So it was meant.
            }
        }

        private void finish(Person.Finish finish, int expected) throws IOException, InterruptedException {
            unanswered.add(finish);
            int status = finish.send();
            assertThat(status).isEqualTo(expected);
            unanswered.remove(finish);
            succeeded.add(finish);
        }

        void finishesThatSucceededAreUsedUp() throws IOException, InterruptedException {
            for (Person.Finish finish : succeeded) {
                assertThat(finish.send())
                        .as(
                                "the second answer to a ceremony of %s",
                                finish.person().username())
                        .isEqualTo(409);
            }
        }

        /** Such a one may have been recorded before the kill or not; together with a second try it counts once. */
        void finishesWithoutAnAnswerSucceedOnceAtMost() throws IOException, InterruptedException {
            for (Person.Finish finish : unanswered) {
                assertThat(finish.send()).isIn(200, 201, 409);
                assertThat(finish.send()).isEqualTo(409);
            }
        }
    }
}
