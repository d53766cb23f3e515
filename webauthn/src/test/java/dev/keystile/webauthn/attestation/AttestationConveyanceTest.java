package dev.keystile.webauthn.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttestationConveyanceTest {

    /** L3 §5.4.7. */
    @Test
    void hasTheSpecificationsValues() {
        assertThat(AttestationConveyance.values())
                .extracting(AttestationConveyance::value)
                .containsExactlyInAnyOrder("none", "indirect", "direct", "enterprise");
        assertThat(AttestationConveyance.ENTERPRISE).hasToString("enterprise");
    }
}
