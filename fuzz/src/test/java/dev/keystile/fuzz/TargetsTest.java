package dev.keystile.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.keystile.webauthn.bytes.ByteString;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every target on what it begins from, on what once broke it or its like, and on the same hundred mutants in every run. */
@Tag("once")
class TargetsTest {
    private static final int MUTANTS = 100;

    static Stream<FuzzTarget<?>> targets() {
        return Targets.all().stream();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void beginFromInputsSomeOfWhichAreAccepted(FuzzTarget<?> target) {
        List<ByteString> seeds = target.seeds().get();
        long accepted = seeds.stream().filter(target::test).count();
        assertThat(accepted).as("accepted of %d seeds", seeds.size()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void standUpToMutants(FuzzTarget<?> target) {
        List<ByteString> seeds = target.seeds().get();
        Random random = new Random(target.name().hashCode());
        for (int i = 0; i < MUTANTS; i++) {
            byte[] seed = seeds.get(random.nextInt(seeds.size())).toByteArray();
            byte[] recipe = new byte[32];
            random.nextBytes(recipe);
            ByteString mutant = ByteString.of(new Mutation(new Recipe(ByteString.of(recipe))).of(seed));
            assertThatCode(() -> target.test(mutant)).as(mutant.toHex()).doesNotThrowAnyException();
        }
    }

    /** Files in a folder of the target's name: what broke it once, or another reader of the same. */
    static Stream<Path> regressions() throws IOException, URISyntaxException {
        URL folder = Objects.requireNonNull(TargetsTest.class.getResource("/regressions"));
        try (Stream<Path> files = Files.walk(Path.of(folder.toURI()))) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("regressions")
    void standUpToWhatBrokeAReaderOnce(Path input) throws IOException {
        FuzzTarget<?> target =
                Targets.named(input.getName(input.getNameCount() - 2).toString());
        ByteString bytes = ByteString.copyOf(Files.readAllBytes(input));
        assertThatCode(() -> target.test(bytes)).doesNotThrowAnyException();
    }

    /** The property itself has teeth: what it forbids is found. */
    @Test
    void findUndeclaredFailuresGreedAndBrokenRules() {
        ByteString input = ByteString.of((byte) 1);
        FuzzTarget<String> failing = FuzzTarget.<String>reading("failing", bytes -> {
                    throw new IllegalStateException();
                })
                .refusingBy(IllegalArgumentException.class)
                .from(List::of);
        FuzzTarget<byte[]> greedy =
                FuzzTarget.reading("greedy", bytes -> new byte[1 << 20]).from(List::of);
        FuzzTarget<String> wrong = FuzzTarget.reading("wrong", bytes -> "read")
                .holding((bytes, value) -> {
                    throw new AssertionError("no rule is kept");
                })
                .from(List::of);
        for (FuzzTarget<?> target : List.of(failing, greedy, wrong)) {
            assertThat(catchAssertion(target, input)).as(target.name()).isTrue();
        }
    }

    private static boolean catchAssertion(FuzzTarget<?> target, ByteString input) {
        try {
            target.test(input);
            return false;
        } catch (AssertionError e) {
            return true;
        }
    }
}
