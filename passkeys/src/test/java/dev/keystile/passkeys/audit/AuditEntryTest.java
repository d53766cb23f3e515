package dev.keystile.passkeys.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditEntryTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void holdsOnlyWhatCanBeKeptAndShown() {
        Map.of(
                        "a sentence 🔑", "a sentence 🔑",
                        "zero\u0000byte", "zero\uFFFDbyte",
                        "two\r\nlines", "two\uFFFD\uFFFDlines",
                        "\u202Ereversed", "\uFFFDreversed",
                        "\u2028line", "\uFFFDline",
                        "half\uD83D", "half\uFFFD",
                        "\uE000private", "\uFFFDprivate")
                .forEach((given, kept) -> assertThat(entry(given).detail()).isEqualTo(kept));
    }

    @Test
    void isCutWithoutCuttingACharacter() {
        String keys = "🔑".repeat(AuditEntry.MAXIMUM_DETAIL_LENGTH);
        assertThat(entry(keys).detail()).isEqualTo("🔑".repeat(AuditEntry.MAXIMUM_DETAIL_LENGTH / 2));
        assertThat(entry("x" + keys).detail()).isEqualTo("x" + "🔑".repeat(AuditEntry.MAXIMUM_DETAIL_LENGTH / 2 - 1));
        assertThat(new Occasion(NOW, "1".repeat(100)).address()).hasSize(AuditEntry.MAXIMUM_ADDRESS_LENGTH);
    }

    @ParameterizedTest
    @EnumSource
    void readsTheActionThatItWrote(AuditAction action) {
        assertThat(AuditAction.ofText(action.text())).isEqualTo(action);
    }

    private static AuditEntry entry(String detail) {
        return new AuditEntry(new Occasion(NOW, null), AuditAction.SIGN_IN, null, null, null, detail);
    }
}
