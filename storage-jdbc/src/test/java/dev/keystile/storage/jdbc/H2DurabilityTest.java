package dev.keystile.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.keystile.passkeys.account.AccountId;
import dev.keystile.passkeys.store.Storage;
import dev.keystile.passkeys.tenant.RelyingPartyId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
class H2DurabilityTest {

    private static final int ROUNDS = 2;
    private static final int ACKNOWLEDGED_EACH_ROUND = 60;

    @TempDir
    Path folder;

    @Test
    void keepsWhatWasAcknowledgedWhenTheProcessIsKilled() throws Exception {
        String url = TestDatabase.h2Url(folder.resolve("keystile"));
        List<AccountId> acknowledged = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.addAll(accountsMadeByAProcessThatIsKilled(url));
            assertThat(missing(url, acknowledged)).isEmpty();
        }
    }

    private static List<AccountId> accountsMadeByAProcessThatIsKilled(String url)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AccountMaker.class.getName(),
                        url)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<AccountId> acknowledged = new ArrayList<>();
        try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
            while (acknowledged.size() < ACKNOWLEDGED_EACH_ROUND) {
                String line = lines.readLine();
                assertThat(line).as("what the process prints").isNotNull();
                if (line.startsWith(AccountMaker.MADE)) {
                    acknowledged.add(AccountId.parse(line.substring(AccountMaker.MADE.length())));
                }
            }
            process.destroyForcibly();
            assertThat(process.waitFor()).isEqualTo(128 + 9);
        }
        return acknowledged;
    }

    private static List<AccountId> missing(String url, List<AccountId> acknowledged) {
        try (HikariDataSource dataSource = TestDatabase.pool(url, "sa")) {
            Storage storage = JdbcStorage.on(dataSource);
            return acknowledged.stream()
                    .filter(id -> storage.passkeys()
                            .findAccount(RelyingPartyId.DEFAULT, id)
                            .isEmpty())
                    .toList();
        }
    }
}
