package dev.keystile.webauthn.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Identifiers of attestation statement formats: L3 §8.1. */
class AttestationFormatTest {

    private static final String LONGEST = "x".repeat(32);

    static String[] identifiers() {
        return new String[] {"packed", "a", "!", "~", "acme-2", LONGEST};
    }

    @ParameterizedTest
    @MethodSource("identifiers")
    void takesPrintableAscii(String identifier) {
        assertThat(AttestationFormat.isIdentifier(identifier)).isTrue();
        assertThat(new AttestationFormat(identifier)).hasToString(identifier);
    }

    static String[] otherTexts() {
        return new String[] {"", LONGEST + "x", " ", "a b", "\u007F", "\u0000", "\"", "\\", "päckchen"};
    }

    @ParameterizedTest
    @MethodSource("otherTexts")
    void refusesAllElse(String text) {
        assertThat(AttestationFormat.isIdentifier(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new AttestationFormat(text));
    }
}
