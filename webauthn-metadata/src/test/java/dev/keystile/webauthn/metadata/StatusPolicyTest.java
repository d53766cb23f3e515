package dev.keystile.webauthn.metadata;

import static dev.keystile.webauthn.metadata.AuthenticatorStatus.ATTESTATION_KEY_COMPROMISE;
import static dev.keystile.webauthn.metadata.AuthenticatorStatus.FIDO_CERTIFIED;
import static dev.keystile.webauthn.metadata.AuthenticatorStatus.FIDO_CERTIFIED_L1;
import static dev.keystile.webauthn.metadata.AuthenticatorStatus.FIDO_CERTIFIED_L2;
import static dev.keystile.webauthn.metadata.AuthenticatorStatus.FIPS140_CERTIFIED_L2;
import static dev.keystile.webauthn.metadata.AuthenticatorStatus.NOT_FIDO_CERTIFIED;
import static dev.keystile.webauthn.metadata.AuthenticatorStatus.RETIRED;
import static dev.keystile.webauthn.metadata.AuthenticatorStatus.REVOKED;
import static dev.keystile.webauthn.metadata.AuthenticatorStatus.SELF_ASSERTION_SUBMITTED;
import static dev.keystile.webauthn.metadata.AuthenticatorStatus.UPDATE_AVAILABLE;
import static dev.keystile.webauthn.metadata.AuthenticatorStatus.USER_KEY_PHYSICAL_COMPROMISE;
import static dev.keystile.webauthn.metadata.AuthenticatorStatus.USER_KEY_REMOTE_COMPROMISE;
import static dev.keystile.webauthn.metadata.AuthenticatorStatus.USER_VERIFICATION_BYPASS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.webauthn.metadata.StatusPolicy.Considered;
import dev.keystile.webauthn.metadata.TestAuthority.Keys;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusPolicyTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 9, 15);

    private static StatusReport report(AuthenticatorStatus status, @Nullable String since) {
        return StatusReport.of(status, since == null ? null : LocalDate.parse(since));
    }

    private static StatusReport until(AuthenticatorStatus status, String sunset) {
        return new StatusReport(
                status,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                LocalDate.parse(sunset),
                null,
                null);
    }

    private static boolean refuses(StatusPolicy policy, StatusReport... reports) {
        return policy.refusal(List.of(reports), TODAY, Set.of()).isPresent();
    }

    static List<AuthenticatorStatus> unsafe() {
        return List.of(
                REVOKED,
                ATTESTATION_KEY_COMPROMISE,
                USER_VERIFICATION_BYPASS,
                USER_KEY_REMOTE_COMPROMISE,
                USER_KEY_PHYSICAL_COMPROMISE);
    }

    @Nested
    class Strict {
        private final StatusPolicy strict = StatusPolicy.strict();

        @ParameterizedTest
        @MethodSource("dev.keystile.webauthn.metadata.StatusPolicyTest#unsafe")
        void refusesWhatIsUnsafe(AuthenticatorStatus status) {
            assertThat(strict.refusal(List.of(report(status, "2026-09-15")), TODAY, Set.of()))
                    .contains(report(status, "2026-09-15"));
        }

        @ParameterizedTest
        @MethodSource("dev.keystile.webauthn.metadata.StatusPolicyTest#unsafe")
        void refusesWhatWasUnsafeBeforeAnUpdateOrACertificate(AuthenticatorStatus status) {
            assertThat(refuses(
                            strict,
                            report(status, "2025-01-01"),
                            report(UPDATE_AVAILABLE, "2025-02-01"),
                            report(FIDO_CERTIFIED_L2, "2025-03-01")))
                    .isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "NOT_FIDO_CERTIFIED",
                    "FIDO_CERTIFIED",
                    "SELF_ASSERTION_SUBMITTED",
                    "UPDATE_AVAILABLE",
                    "RETIRED",
                    "FIDO_CERTIFIED_L3plus",
                    "FIPS140_CERTIFIED_L4",
                    "SOMETHING_NEW",
                    "revoked",
                    ""
                })
        void acceptsEverythingElseKnownOrNot(String status) {
            assertThat(refuses(strict, report(new AuthenticatorStatus(status), "2025-01-01")))
                    .isFalse();
        }

        @Test
        void acceptsAModelWithoutReports() {
            assertThat(refuses(strict)).isFalse();
            assertThat(strict.isQualified(List.of(), TODAY)).isTrue();
        }
    }

    @Nested
    class Effect {
        @Test
        void beginsOnTheEffectiveDate() {
            assertThat(refuses(StatusPolicy.strict(), report(REVOKED, "2026-09-16")))
                    .isFalse();
            assertThat(refuses(StatusPolicy.strict(), report(REVOKED, "2026-09-15")))
                    .isTrue();
            assertThat(refuses(StatusPolicy.strict(), report(REVOKED, null))).isTrue();
        }

        @Test
        void endsOnTheSunsetDate() {
            assertThat(refuses(StatusPolicy.strict(), until(REVOKED, "2026-09-15")))
                    .isFalse();
            assertThat(refuses(StatusPolicy.strict(), until(REVOKED, "2026-09-16")))
                    .isTrue();
        }
    }

    @Nested
    class SinceTheLatestUpdate {
        private final StatusPolicy policy = StatusPolicy.strict().considering(Considered.SINCE_LATEST_UPDATE);

        @Test
        void acceptsWhatAnUpdateAddresses() {
            assertThat(refuses(
                            policy,
                            report(USER_VERIFICATION_BYPASS, "2025-01-01"),
                            report(UPDATE_AVAILABLE, "2025-02-01")))
                    .isFalse();
        }

        @Test
        void goesByDatesRatherThanByPlace() {
            assertThat(refuses(
                            policy,
                            report(UPDATE_AVAILABLE, "2025-02-01"),
                            report(USER_VERIFICATION_BYPASS, "2025-01-01")))
                    .isFalse();
            assertThat(refuses(
                            policy,
                            report(USER_VERIFICATION_BYPASS, "2025-03-01"),
                            report(UPDATE_AVAILABLE, "2025-02-01")))
                    .isTrue();
        }

        @Test
        void goesByPlaceOnOneDayAndWithoutDates() {
            assertThat(refuses(policy, report(REVOKED, "2025-01-01"), report(UPDATE_AVAILABLE, "2025-01-01")))
                    .isFalse();
            assertThat(refuses(policy, report(UPDATE_AVAILABLE, "2025-01-01"), report(REVOKED, "2025-01-01")))
                    .isTrue();
            assertThat(refuses(policy, report(UPDATE_AVAILABLE, null), report(REVOKED, null)))
                    .isTrue();
            assertThat(refuses(policy, report(UPDATE_AVAILABLE, "2025-01-01"), report(REVOKED, null)))
                    .isTrue();
        }

        @Test
        void paysNoAttentionToAnUpdateThatIsToCome() {
            assertThat(refuses(policy, report(REVOKED, "2025-01-01"), report(UPDATE_AVAILABLE, "2027-01-01")))
                    .isTrue();
        }

        @Test
        void isNotMovedByACertificate() {
            assertThat(refuses(policy, report(REVOKED, "2025-01-01"), report(FIDO_CERTIFIED_L2, "2025-02-01")))
                    .isTrue();
        }
    }

    @Nested
    class TheLatestReport {
        private final StatusPolicy policy = StatusPolicy.strict().considering(Considered.LATEST_REPORT);

        @Test
        void decidesAlone() {
            assertThat(refuses(policy, report(REVOKED, "2025-01-01"), report(FIDO_CERTIFIED_L1, "2025-02-01")))
                    .isFalse();
            assertThat(refuses(policy, report(FIDO_CERTIFIED_L1, "2025-02-01"), report(REVOKED, "2025-03-01")))
                    .isTrue();
            assertThat(refuses(policy)).isFalse();
        }
    }

    @Nested
    class Required {
        private final StatusPolicy policy = StatusPolicy.strict().requiring(FIDO_CERTIFIED_L2, FIPS140_CERTIFIED_L2);

        private boolean qualifies(StatusReport... reports) {
            return policy.isQualified(List.of(reports), TODAY);
        }

        @Test
        void isHadBefore() {
            assertThat(qualifies(report(FIDO_CERTIFIED_L2, "2025-01-01"))).isTrue();
            assertThat(qualifies(report(FIDO_CERTIFIED_L1, "2025-01-01"), report(FIDO_CERTIFIED_L2, "2025-02-01")))
                    .isTrue();
            assertThat(qualifies(report(FIDO_CERTIFIED_L2, "2025-01-01"), report(UPDATE_AVAILABLE, "2025-02-01")))
                    .isTrue();
            assertThat(qualifies()).isFalse();
            assertThat(qualifies(report(FIDO_CERTIFIED, "2025-01-01"))).isFalse();
            assertThat(qualifies(report(FIDO_CERTIFIED_L2, "2027-01-01"))).isFalse();
        }

        @Test
        void isLostToALaterCertification() {
            for (AuthenticatorStatus later :
                    List.of(FIDO_CERTIFIED_L1, NOT_FIDO_CERTIFIED, SELF_ASSERTION_SUBMITTED, RETIRED, REVOKED)) {
                assertThat(qualifies(report(FIDO_CERTIFIED_L2, "2025-01-01"), report(later, "2025-02-01")))
                        .as("%s", later)
                        .isFalse();
            }
        }

        @Test
        void countsForOtherCertificationsBeside() {
            assertThat(qualifies(report(FIPS140_CERTIFIED_L2, "2025-01-01"), report(FIDO_CERTIFIED_L1, "2025-02-01")))
                    .isTrue();
        }
    }

    @Nested
    class CompromisedAttestationKey {
        private static final TestAuthority VENDOR = TestAuthority.root("Vendor", Keys.P256);
        private static final X509Certificate BATCH = VENDOR.signer("Batch").certificate();
        private static final X509Certificate OTHER =
                VENDOR.signer("Other batch").certificate();

        private final StatusPolicy model = StatusPolicy.strict();
        private final StatusPolicy batch = StatusPolicy.strict().refusingCompromisedBatchesOnly();

        private static StatusReport compromised(@Nullable String certificate, @Nullable String batchCertificate) {
            return new StatusReport(
                    ATTESTATION_KEY_COMPROMISE,
                    null,
                    null,
                    certificate,
                    batchCertificate,
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    null,
                    null,
                    null,
                    null);
        }

        private boolean refuses(StatusPolicy policy, StatusReport report, X509Certificate... attestation) {
            return policy.refusal(List.of(report), TODAY, Arrays.asList(attestation))
                    .isPresent();
        }

        @Test
        void refusesTheWholeModelUnlessToldOtherwise() {
            assertThat(refuses(model, compromised(TestBlob.base64(BATCH), null), OTHER))
                    .isTrue();
        }

        @Test
        void refusesTheBatchThatIsNamed() {
            String named = TestBlob.base64(BATCH);

            assertThat(refuses(batch, compromised(named, null), BATCH)).isTrue();
            assertThat(refuses(batch, compromised(null, named), BATCH)).isTrue();
            assertThat(refuses(batch, compromised(TestBlob.base64(OTHER), named), BATCH))
                    .isTrue();
            assertThat(refuses(batch, compromised(named, null), OTHER, BATCH)).isTrue();
        }

        @Test
        void acceptsTheOtherBatches() {
            assertThat(refuses(batch, compromised(TestBlob.base64(BATCH), null), OTHER))
                    .isFalse();
            assertThat(refuses(batch, compromised(null, TestBlob.base64(BATCH)), OTHER, VENDOR.certificate()))
                    .isFalse();
        }

        @Test
        void refusesTheWholeModelWhereNoBatchIsNamed() {
            assertThat(refuses(batch, compromised(null, null), OTHER)).isTrue();
        }

        @Test
        void refusesTheWholeModelWhereTheBatchCannotBeRead() {
            assertThat(refuses(batch, compromised("A", null), OTHER)).isTrue();
        }

        @Test
        void narrowsNoOtherStatus() {
            StatusReport revoked = new StatusReport(
                    REVOKED,
                    null,
                    null,
                    TestBlob.base64(BATCH),
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    null,
                    null,
                    null,
                    null);

            assertThat(refuses(batch, revoked, OTHER)).isTrue();
        }
    }

    @Nested
    class OfOnesOwn {
        @Test
        void refusesWhatItNames() {
            StatusPolicy policy = StatusPolicy.strict().refusing(RETIRED, new AuthenticatorStatus("SOMETHING_NEW"));

            assertThat(refuses(policy, report(RETIRED, null))).isTrue();
            assertThat(refuses(policy, report(new AuthenticatorStatus("SOMETHING_NEW"), null)))
                    .isTrue();
            assertThat(refuses(policy, report(REVOKED, null))).isFalse();
        }
    }
}
