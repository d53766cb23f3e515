package dev.keystile.passkeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keystile.webauthn.attestation.AttestationConveyance;
import dev.keystile.webauthn.attestation.AttestationPolicy;
import dev.keystile.webauthn.authentication.BackupEligibilityPolicy;
import dev.keystile.webauthn.authentication.SignCountPolicy;
import dev.keystile.webauthn.authenticator.UserVerification;
import dev.keystile.webauthn.registration.ResidentKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasskeyPolicyTest {

    @Test
    void isStrictByDefault() {
        assertThat(PasskeyPolicy.defaults())
                .isEqualTo(new PasskeyPolicy(
                        true,
                        UserVerification.REQUIRED,
                        ResidentKey.REQUIRED,
                        SignCountPolicy.REJECT_DEVICE_BOUND,
                        BackupEligibilityPolicy.STRICT,
                        AttestationConveyance.NONE,
                        AttestationPolicy.any(),
                        20,
                        100,
                        Duration.ofMinutes(5),
                        Duration.ofDays(1),
                        Duration.ofDays(365)));
    }

    @Test
    void changesOnlyWhatIsAsked() {
        PasskeyPolicy policy = new PasskeyPolicy(
                false,
                UserVerification.PREFERRED,
                ResidentKey.PREFERRED,
                SignCountPolicy.WARN,
                BackupEligibilityPolicy.ALLOW_UPGRADE,
                AttestationConveyance.DIRECT,
                AttestationPolicy.verified(),
                3,
                40,
                Duration.ofMinutes(1),
                Duration.ofHours(1),
                Duration.ofDays(30));
        assertThat(policy.toBuilder().build()).isEqualTo(policy);
        assertThat(policy.toBuilder().signUpOpen(true).build().maximumPasskeys())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 101})
    void allowsAtLeastOnePasskeyAndNoMoreThanACeremonyCanName(int maximum) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> PasskeyPolicy.builder().maximumPasskeys(maximum).build())
                .withMessage("An account may have 1 to 100 passkeys, not " + maximum);
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 101})
    void keepsNamesWithinWhatStoresHold(int length) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> PasskeyPolicy.builder().maximumNameLength(length).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.999S", "PT1H0.001S", "-PT5M"})
    void keepsCeremoniesShort(Duration lifetime) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> PasskeyPolicy.builder().ceremonyLifetime(lifetime).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT59S", "PT8784H0.001S", "-PT1H", "PT2562047788015215H"})
    void keepsKeysForSomeTimeButNotForGood(Duration rotation) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        PasskeyPolicy.builder().ceremonyKeyRotation(rotation).build());
    }

    /** What lies before the first date that a database knows makes every clean-up fail. */
    @ParameterizedTest
    @ValueSource(strings = {"PT59S", "P36600DT0.001S", "P2500000D", "-P1D"})
    void keepsEventsForSomeTimeButNotForGood(Duration retention) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> PasskeyPolicy.builder().auditRetention(retention).build());
    }
}
