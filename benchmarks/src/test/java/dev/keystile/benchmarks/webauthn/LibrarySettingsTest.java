package dev.keystile.benchmarks.webauthn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.benchmarks.webauthn.VerificationBenchmark.Ceremony;
import dev.keystile.benchmarks.webauthn.VerificationBenchmark.Contestant;
import org.junit.jupiter.api.Test;

class LibrarySettingsTest {

    @Test
    void areEverythingUnlessTold() {
        LibrarySettings settings = LibrarySettings.of();

        assertThat(settings.rounds()).isEqualTo(3);
        assertThat(settings.ceremonies()).containsExactly(Ceremony.values());
        assertThat(settings.providers()).containsExactly(CryptoProvider.values());
        assertThat(settings.contestants()).containsExactly(Contestant.values());
        assertThat(settings.jvmOptions()).isEmpty();
    }

    @Test
    void areLimitedByNames() {
        LibrarySettings settings =
                LibrarySettings.of("3", "registration-packed", "authentication", "corretto", "-Xmx1g");

        assertThat(settings.rounds()).isEqualTo(3);
        assertThat(settings.ceremonies()).containsExactly(Ceremony.AUTHENTICATION, Ceremony.REGISTRATION_PACKED);
        assertThat(settings.providers()).containsExactly(CryptoProvider.CORRETTO);
        assertThat(settings.contestants()).containsExactly(Contestant.values());
        assertThat(settings.jvmOptions()).containsExactly("-Xmx1g");
    }

    @Test
    void refuseOtherWords() {
        assertThatThrownBy(() -> LibrarySettings.of("coretto"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'coretto'")
                .hasMessageContaining("corretto")
                .hasMessageContaining("registration-packed-first");
        assertThatThrownBy(() -> LibrarySettings.of("0")).isInstanceOf(IllegalArgumentException.class);
    }
}
