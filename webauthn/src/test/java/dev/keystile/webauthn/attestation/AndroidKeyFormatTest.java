package dev.keystile.webauthn.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.testing.Algorithm;
import dev.keystile.webauthn.testing.AndroidKeyFault;
import dev.keystile.webauthn.testing.Attestation;
import dev.keystile.webauthn.testing.AttestationAuthority;
import dev.keystile.webauthn.testing.ChainFault;
import dev.keystile.webauthn.testing.Fault;
import dev.keystile.webauthn.testing.SignatureFault;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule of L3 §8.4 with a statement that keeps it, and one that differs only in breaking it. */
class AndroidKeyFormatTest {

    private static final String DESCRIPTION = "x5c[0] key description";
    private static final String EXTENSION = "1.3.6.1.4.1.11129.2.1.17";
    private static final AttestationAuthority AUTHORITY =
            AttestationAuthority.builder().intermediate(true).build();

    private final AttestationTrial trial = AttestationTrial.of(SoftwareAuthenticator.builder()
            .attestation(Attestation.androidKey(AUTHORITY))
            .build());
    private final AttestationTrial software = accepting(AndroidKeyEnforcement.SOFTWARE);
    private final AttestationTrial unstated = accepting(AndroidKeyEnforcement.UNSTATED);

    private AttestationTrial accepting(AndroidKeyEnforcement enforcement) {
        return trial.with(AttestationRules.standard().withAndroidKey(enforcement));
    }

    @ParameterizedTest
    @EnumSource(AndroidKeyEnforcement.class)
    void acceptsKeysInHardware(AndroidKeyEnforcement enforcement) {
        dev.keystile.webauthn.attestation.Attestation accepted = trial.trusting(AUTHORITY.root())
                .with(AttestationPolicy.verified()
                        .withRules(AttestationRules.standard().withAndroidKey(enforcement)))
                .accepted();

        assertThat(accepted.type()).isEqualTo(AttestationType.BASIC);
        assertThat(accepted.trust())
                .isEqualTo(new AttestationTrust.Verified(AUTHORITY.root(), "a configured trust anchor"));
        assertThat(trial.accepted(AndroidKeyFault.strongBox())).isNotNull();
        assertThat(trial.accepted(AndroidKeyFault.unknownAuthorization())).isNotNull();
    }

    @Test
    void acceptsTheRootInThePathAsAndroidSendsIt() {
        assertThat(trial.trusting(AUTHORITY.root())
                        .with(AttestationPolicy.verified())
                        .accepted(ChainFault.rootIncluded()))
                .isNotNull();
    }

    @Nested
    class TheStatement {

        @ParameterizedTest
        @ValueSource(strings = {"alg", "x5c", "sig"})
        void hasAllItsMembers(String member) {
            trial.malformed("attStmt." + member, Fault.statement(member).missing());
        }

        @Test
        void isNotEmpty() {
            trial.malformed("attStmt", Fault.emptyStatement());
        }

        @Test
        void hasNoOtherMember() {
            trial.malformed("attStmt", Fault.statement("ver").is("1"));
        }

        @Test
        void isSignedByTheCertifiedKey() {
            AttestationFailure invalid = new AttestationFailure.SignatureInvalid(CoseAlgorithm.ES256);

            assertThat(trial.refused(SignatureFault.wrong())).isEqualTo(invalid);
            assertThat(trial.refused(SignatureFault.byStranger())).isEqualTo(invalid);
            assertThat(trial.refused(Fault.otherClientDataHash())).isEqualTo(invalid);
            assertThat(trial.refused(ChainFault.leaf().otherKey(Algorithm.ES256)))
                    .isEqualTo(invalid);
            assertThat(trial.refused(ChainFault.reversed())).isEqualTo(invalid);
        }

        @Test
        void isForTheCredentialsKey() {
            assertThat(trial.refused(ChainFault.strangersKey()))
                    .isEqualTo(new AttestationFailure.OtherKey(AttestationFormat.ANDROID_KEY, "x5c[0]"));
        }

        @Test
        void isForThisCeremony() {
            assertThat(trial.refused(AndroidKeyFault.otherChallenge()))
                    .isEqualTo(new AttestationFailure.OtherCeremony(
                            AttestationFormat.ANDROID_KEY, "attestationChallenge"));
        }
    }

    @Nested
    class TheDescription {

        @Test
        void isThere() {
            trial.breaks("x5c[0]", EXTENSION, AndroidKeyFault.noDescription());
        }

        @Test
        void isWellFormed() {
            trial.malformed("attStmt.x5c[0].extension " + EXTENSION, AndroidKeyFault.malformedDescription());
            trial.malformed("attStmt.x5c[0].extension " + EXTENSION, AndroidKeyFault.descriptionLeftover((byte) 0));
        }

        @Test
        void isInTheFirstCertificateAlone() {
            trial.breaks(
                    "x5c[1]",
                    "only the first certificate",
                    ChainFault.intermediate().extension(EXTENSION, false, new byte[] {0x30, 0}));
        }

        @Test
        void isNotForAllApplications() {
            trial.breaks(DESCRIPTION, "all applications", AndroidKeyFault.allApplicationsInHardware());
            trial.breaks(DESCRIPTION, "all applications", AndroidKeyFault.allApplicationsInSoftware());
            unstated.breaks(DESCRIPTION, "all applications", AndroidKeyFault.allApplicationsInHardware());
            unstated.breaks(DESCRIPTION, "all applications", AndroidKeyFault.allApplicationsInSoftware());
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 4})
        void isOfAGeneratedKey(int origin) {
            trial.breaks(DESCRIPTION, "origin must be", AndroidKeyFault.origin(origin));
            software.breaks(DESCRIPTION, "origin must be", AndroidKeyFault.origin(origin));
            unstated.breaks(DESCRIPTION, "origin must be", AndroidKeyFault.origin(origin));
        }

        @Test
        void saysTheOrigin() {
            trial.breaks(DESCRIPTION, "origin must be", AndroidKeyFault.noOrigin());
            software.breaks(DESCRIPTION, "origin must be", AndroidKeyFault.noOrigin());
            assertThat(unstated.accepted(AndroidKeyFault.noOrigin())).isNotNull();
        }

        @Test
        void isOfAKeyThatSignsAndDoesNothingElse() {
            for (Fault fault :
                    new Fault[] {AndroidKeyFault.purposes(3), AndroidKeyFault.purposes(2, 7), AndroidKeyFault.purposes()
                    }) {
                trial.breaks(DESCRIPTION, "purpose must be", fault);
                software.breaks(DESCRIPTION, "purpose must be", fault);
                unstated.breaks(DESCRIPTION, "purpose must be", fault);
            }
        }

        @Test
        void saysThePurpose() {
            trial.breaks(DESCRIPTION, "purpose must be", AndroidKeyFault.noPurpose());
            software.breaks(DESCRIPTION, "purpose must be", AndroidKeyFault.noPurpose());
            assertThat(unstated.accepted(AndroidKeyFault.noPurpose())).isNotNull();
        }

        @Test
        void isEnforcedByHardwareUnlessSoftwareIsAccepted() {
            trial.breaks(DESCRIPTION, "must be of hardware", AndroidKeyFault.enforcedBySoftware());
            assertThat(software.accepted(AndroidKeyFault.enforcedBySoftware())).isNotNull();
            assertThat(unstated.accepted(AndroidKeyFault.enforcedBySoftware())).isNotNull();
        }

        @Test
        void isNotContradictedBySoftwareWhereSoftwareCounts() {
            assertThat(trial.accepted(AndroidKeyFault.originInSoftware(2))).isNotNull();
            software.breaks(DESCRIPTION, "origin must be", AndroidKeyFault.originInSoftware(2));
            assertThat(software.accepted(AndroidKeyFault.originInSoftware(0))).isNotNull();
        }

        @Test
        void saysSomethingUnlessThatIsNotAsked() {
            trial.breaks(DESCRIPTION, "origin must be", AndroidKeyFault.noAuthorizations());
            software.breaks(DESCRIPTION, "origin must be", AndroidKeyFault.noAuthorizations());
            assertThat(unstated.accepted(AndroidKeyFault.noAuthorizations())).isNotNull();
        }
    }
}
