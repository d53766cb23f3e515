package dev.keystile.webauthn.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.webauthn.testing.Algorithm;
import dev.keystile.webauthn.testing.AppleFault;
import dev.keystile.webauthn.testing.Attestation;
import dev.keystile.webauthn.testing.AttestationAuthority;
import dev.keystile.webauthn.testing.ChainFault;
import dev.keystile.webauthn.testing.Fault;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule of L3 §8.8 with a statement that keeps it, and one that differs only in breaking it. */
class AppleFormatTest {

    private static final String EXTENSION = "1.2.840.113635.100.8.2";
    private static final AttestationFailure OTHER_NONCE =
            new AttestationFailure.OtherCeremony(AttestationFormat.APPLE, "x5c[0] nonce");
    private static final AttestationAuthority AUTHORITY =
            AttestationAuthority.builder().intermediate(true).build();

    private final AttestationTrial trial = AttestationTrial.of(SoftwareAuthenticator.builder()
            .attestation(Attestation.apple(AUTHORITY))
            .build());

    @Test
    void acceptsACertificateOfTheCredentialsKey() {
        dev.keystile.webauthn.attestation.Attestation accepted = trial.trusting(AUTHORITY.root())
                .with(AttestationPolicy.verified())
                .accepted();

        assertThat(accepted.type()).isEqualTo(AttestationType.ANONYMIZATION_CA);
        assertThat(accepted.certificates()).hasSize(2);
        assertThat(accepted.trust())
                .isEqualTo(new AttestationTrust.Verified(AUTHORITY.root(), "a configured trust anchor"));
    }

    @Test
    void refusesAnotherCeremonysNonce() {
        assertThat(trial.refused(AppleFault.otherNonce())).isEqualTo(OTHER_NONCE);
        assertThat(trial.refused(Fault.otherClientDataHash())).isEqualTo(OTHER_NONCE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33})
    void refusesANonceOfAnotherLength(int length) {
        assertThat(trial.refused(AppleFault.nonceOfLength(length))).isEqualTo(OTHER_NONCE);
    }

    @Test
    void refusesACertificateWithoutANonce() {
        trial.breaks("x5c[0]", EXTENSION, AppleFault.noNonce());
        trial.malformed("attStmt.x5c[0].extension " + EXTENSION, AppleFault.malformedNonce());
        trial.breaks("x5c[0]", EXTENSION, ChainFault.reversed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"3026 a124 0420 %s 0500", "3026 a122 0420 %s 0500"})
    void refusesANonceThatIsNotAlone(String extension) {
        String encoded = extension.formatted("00".repeat(32)).replace(" ", "");
        trial.malformed(
                "attStmt.x5c[0].extension " + EXTENSION,
                ChainFault.leaf().extension(EXTENSION, false, HexFormat.of().parseHex(encoded)));
    }

    @Test
    void refusesACertificateOfAnotherKey() {
        AttestationFailure otherKey = new AttestationFailure.OtherKey(AttestationFormat.APPLE, "x5c[0]");

        assertThat(trial.refused(ChainFault.strangersKey())).isEqualTo(otherKey);
        assertThat(trial.refused(ChainFault.leaf().otherKey(Algorithm.RS256))).isEqualTo(otherKey);
    }

    @Test
    void refusesOtherMembersButTheAlgorithmOfTheFirstDevices() {
        assertThat(trial.accepted(Fault.statement("alg").is(-7L))).isNotNull();
        trial.malformed("attStmt", Fault.statement("sig").is(new byte[] {1}));
        trial.malformed("attStmt.x5c", Fault.statement("x5c").missing());
        trial.malformed("attStmt.x5c", Fault.statement("x5c").empty());
    }
}
