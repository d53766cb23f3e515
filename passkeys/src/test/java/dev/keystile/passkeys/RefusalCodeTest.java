package dev.keystile.passkeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.passkeys.ceremony.CeremonyProblem;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalCodeTest {

    /** They are part of the API: whoever changes one breaks clients. */
    @Test
    void areTheseAndNeverChange() {
        assertThat(Arrays.stream(RefusalCode.values()).map(RefusalCode::text))
                .containsExactlyInAnyOrder(
                        "ceremony-unknown",
                        "ceremony-expired",
                        "ceremony-already-used",
                        "ceremony-of-another-kind",
                        "ceremony-of-another-browser",
                        "ceremony-of-another-account",
                        "credential-malformed",
                        "origin-not-allowed",
                        "user-not-verified",
                        "signature-invalid",
                        "challenge-mismatch",
                        "attestation-rejected",
                        "credential-rejected",
                        "credential-not-discoverable",
                        "credential-already-registered",
                        "sign-count-not-increased",
                        "passkey-unknown",
                        "passkey-of-another-account",
                        "passkey-not-found",
                        "too-many-passkeys",
                        "last-passkey",
                        "passkey-name-invalid",
                        "sign-up-closed",
                        "username-invalid",
                        "username-taken",
                        "display-name-invalid",
                        "account-disabled",
                        "account-not-found",
                        "holder-signed-out");
    }

    @ParameterizedTest
    @CsvSource({
        "ceremony-expired,ceremony-expired",
        "cross-origin-not-allowed,origin-not-allowed",
        "top-origin-not-allowed,origin-not-allowed",
        "credential-excluded,credential-already-registered",
        "credential-not-allowed,passkey-of-another-account",
        "credential-of-another-user,passkey-of-another-account",
        "rp-id-hash-mismatch,credential-rejected"
    })
    void standForTheLibrarysFailures(String failure, String code) {
        assertThat(RefusalCode.ofFailure(failure).text()).isEqualTo(code);
    }

    @ParameterizedTest
    @EnumSource
    void tellCeremonyProblemsApart(CeremonyProblem problem) {
        assertThat(new Refusal.CeremonyRefused(problem).code().text())
                .isEqualTo("ceremony-" + problem.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
