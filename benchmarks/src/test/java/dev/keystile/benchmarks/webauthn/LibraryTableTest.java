package dev.keystile.benchmarks.webauthn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.benchmarks.webauthn.LibraryTable.Measurement;
import dev.keystile.benchmarks.webauthn.LibraryTable.Row;
import dev.keystile.benchmarks.webauthn.VerificationBenchmark.Ceremony;
import dev.keystile.benchmarks.webauthn.VerificationBenchmark.Contestant;
import org.junit.jupiter.api.Test;

class LibraryTableTest {

    private final LibraryTable table = new LibraryTable();

    private void add(CryptoProvider provider, Contestant contestant, double... medians) {
        for (double median : medians) {
            table.add(new Row(Ceremony.AUTHENTICATION, provider, contestant), new Measurement(median, 10 * median));
        }
    }

    @Test
    void comparesWhatWasMeasuredInTheSameRound() {
        add(CryptoProvider.CORRETTO, Contestant.BARE, 50, 100, 50);
        add(CryptoProvider.CORRETTO, Contestant.KEYSTILE, 55, 120, 60);
        add(CryptoProvider.CORRETTO, Contestant.WEBAUTHN4J, 110, 240, 121);

        assertThat(table.toText())
                .contains("medians of 3 rounds")
                .contains("| authentication | corretto | bare | 50.0 |  |  | 0.83 | 500 |")
                .contains("| authentication | corretto | keystile | 60.0 | 10.0 | 1.20 |  | 600 |")
                .contains("| authentication | corretto | webauthn4j | 121.0 | 71.0 | 2.40 | 2.00 | 1210 |");
    }

    @Test
    void comparesTheOthersOutOfTheBoxWithANativeProvider() {
        add(CryptoProvider.PLATFORM, Contestant.YUBICO, 1600);
        add(CryptoProvider.PLATFORM, Contestant.KEYSTILE, 1300);
        add(CryptoProvider.CONSCRYPT, Contestant.KEYSTILE, 64);

        assertThat(table.toText())
                .contains("| authentication | yubico | conscrypt | 25.0 |")
                .contains("| authentication | yubico | corretto |  |")
                .doesNotContain("| authentication | keystile | conscrypt |");
    }
}
