package dev.keystile.webauthn.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.testing.Algorithm;
import dev.keystile.webauthn.testing.Attestation;
import dev.keystile.webauthn.testing.AttestationAuthority;
import dev.keystile.webauthn.testing.ChainFault;
import dev.keystile.webauthn.testing.CredentialKeyFault;
import dev.keystile.webauthn.testing.Fault;
import dev.keystile.webauthn.testing.SignatureFault;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule of L3 §8.6 with a statement that keeps it, and one that differs only in breaking it. */
class FidoU2fFormatTest {

    private static final UUID ZERO = new UUID(0, 0);
    private static final AttestationAuthority AUTHORITY = AttestationAuthority.create();

    private final SoftwareAuthenticator securityKey = SoftwareAuthenticator.builder()
            .aaguid(ZERO)
            .attestation(Attestation.fidoU2f(AUTHORITY))
            .build();
    private final AttestationTrial trial = AttestationTrial.of(securityKey);

    @Test
    void acceptsASecurityKey() {
        dev.keystile.webauthn.attestation.Attestation accepted = trial.trusting(AUTHORITY.root())
                .with(AttestationPolicy.verified())
                .accepted();

        assertThat(accepted.type()).isEqualTo(AttestationType.BASIC);
        assertThat(accepted.trust())
                .isEqualTo(new AttestationTrust.Verified(AUTHORITY.root(), "a configured trust anchor"));
    }

    @Test
    void trustsABatchCertificateThatIsAnAnchorItself() {
        assertThat(trial.trusting(securityKey.attestationCertificate())
                        .with(AttestationPolicy.verified())
                        .accepted()
                        .trust())
                .isInstanceOf(AttestationTrust.Verified.class);
    }

    @Test
    void refusesMoreThanOneCertificate() {
        trial.breaks("x5c", "exactly one certificate", ChainFault.leafTwice());
        trial.breaks("x5c", "exactly one certificate", ChainFault.rootIncluded());
        trial.malformed("attStmt.x5c", Fault.statement("x5c").empty());
    }

    @ParameterizedTest
    @EnumSource(names = {"ES384", "ES512"})
    void refusesCertificatesOnOtherCurves(Algorithm algorithm) {
        trial.malformed("attStmt.x5c[0].publicKey", ChainFault.keyOnCurveOf(algorithm));
    }

    @Test
    void refusesSignaturesThatAreNotByTheCertificatesKeyOverThisResponse() {
        AttestationFailure invalid = new AttestationFailure.SignatureInvalid(CoseAlgorithm.ES256);

        assertThat(trial.refused(SignatureFault.wrong())).isEqualTo(invalid);
        assertThat(trial.refused(SignatureFault.byStranger())).isEqualTo(invalid);
        assertThat(trial.refused(SignatureFault.byCredential())).isEqualTo(invalid);
        assertThat(trial.refused(SignatureFault.zero())).isEqualTo(invalid);
        assertThat(trial.refused(Fault.otherClientDataHash())).isEqualTo(invalid);
        assertThat(trial.refused(ChainFault.leaf().otherKey(Algorithm.ES256))).isEqualTo(invalid);
    }

    @Test
    void refusesCredentialsOfOtherAlgorithms() {
        trial.breaks(
                "authData", "must be for ES256", CredentialKeyFault.parameter(3).is((long) Algorithm.ESP256.cose()));
    }

    @Test
    void refusesAModelOnlyWhereItsAbsenceIsDemanded() {
        AttestationTrial model = AttestationTrial.of(SoftwareAuthenticator.builder()
                .aaguid(UUID.fromString("08987058-cadc-4b81-b6e1-30de50dcbe96"))
                .attestation(Attestation.fidoU2f(AUTHORITY))
                .build());
        AttestationRules zero = AttestationRules.standard().withU2fAaguidZero();

        assertThat(model.accepted()).isNotNull();
        model.with(zero).breaks("authData", "must be zero");
        assertThat(trial.with(zero).accepted()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x5c", "sig"})
    void refusesMissingMembers(String member) {
        trial.malformed("attStmt." + member, Fault.statement(member).missing());
    }

    @Test
    void refusesOtherMembers() {
        trial.malformed("attStmt", Fault.statement("alg").is(-7L));
    }
}
