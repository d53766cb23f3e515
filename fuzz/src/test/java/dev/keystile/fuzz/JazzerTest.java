package dev.keystile.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few seconds of the real thing. */
@Tag("once")
class JazzerTest {
    private static final int SEEDS_EACH = 3;
    private static final Duration DURATION = Duration.ofSeconds(8);

    @Test
    void findsNothingInAFewSecondsOverAllTargets(@TempDir Path folder) throws Exception {
        Path corpus = folder.resolve("corpus");
        SeedCorpus.writeTogether(corpus, Targets.all(), SEEDS_EACH);
        JazzerRun.Result result = new JazzerRun("", corpus, folder.resolve("findings")).run(DURATION);
        assertThat(result.isClean()).as("%s", result.log()).isTrue();
        assertThat(result.executions()).isGreaterThanOrEqualTo(Targets.all().size());
        assertThat(result.edges()).isGreaterThan(1000);
    }
}
