package dev.keystile.webauthn.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.testing.Attestation;
import dev.keystile.webauthn.testing.AttestationAuthority;
import dev.keystile.webauthn.testing.ChainFault;
import dev.keystile.webauthn.testing.Fault;
import dev.keystile.webauthn.testing.SafetyNetFault;
import dev.keystile.webauthn.testing.SignatureFault;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule of L3 §8.5 with a statement that keeps it, and one that differs only in breaking it. */
class SafetyNetFormatTest {

    private static final Set<AttestationFormat> SAFETYNET = Set.of(AttestationFormat.ANDROID_SAFETYNET);
    private static final AttestationAuthority AUTHORITY =
            AttestationAuthority.builder().intermediate(true).build();

    private static final Attestation ATTESTATION =
            Attestation.androidSafetyNet(AUTHORITY, Clock.fixed(AttestationTrial.NOW, ZoneOffset.UTC));

    private final AttestationTrial unasked = AttestationTrial.of(
            SoftwareAuthenticator.builder().attestation(ATTESTATION).build());
    private final AttestationTrial trial = unasked.with(AttestationPolicy.any().withFormats(SAFETYNET));

    @Test
    void isAcceptedWhereItIsAskedFor() {
        dev.keystile.webauthn.attestation.Attestation accepted = trial.trusting(AUTHORITY.root())
                .with(AttestationPolicy.verified().withFormats(SAFETYNET))
                .accepted();

        assertThat(accepted.type()).isEqualTo(AttestationType.BASIC);
        assertThat(accepted.certificates()).hasSize(2);
        assertThat(accepted.trust())
                .isEqualTo(new AttestationTrust.Verified(AUTHORITY.root(), "a configured trust anchor"));
    }

    @Test
    void isRefusedUnlessItIsAskedFor() {
        AttestationFailure refused = unasked.refused();

        assertThat(refused)
                .isEqualTo(new AttestationFailure.FormatNotAccepted(AttestationFormat.ANDROID_SAFETYNET, Set.of()));
        assertThat(refused.message()).contains("retired");
    }

    @Test
    void isVerifiedEvenWhenItIsNotAskedFor() {
        assertThat(unasked.refused(SignatureFault.wrong()))
                .isEqualTo(new AttestationFailure.SignatureInvalid(CoseAlgorithm.RS256));
    }

    @Test
    void isForThisResponse() {
        AttestationFailure other =
                new AttestationFailure.OtherCeremony(AttestationFormat.ANDROID_SAFETYNET, "response.nonce");

        assertThat(trial.refused(SafetyNetFault.otherNonce())).isEqualTo(other);
        assertThat(trial.refused(Fault.otherClientDataHash())).isEqualTo(other);
        trial.malformed(
                "attStmt.response.payload.nonce",
                SafetyNetFault.payload("nonce").missing());
    }

    @Test
    void isOfADeviceThatMatchesItsProfile() {
        trial.breaks("response", "profile of a certified one", SafetyNetFault.notCertified());
        trial.malformed(
                "attStmt.response.payload.ctsProfileMatch",
                SafetyNetFault.payload("ctsProfileMatch").missing());
        trial.malformed(
                "attStmt.response.payload.ctsProfileMatch",
                SafetyNetFault.payload("ctsProfileMatch").is("true"));
    }

    @Test
    void isOfADeviceThatWasNotTamperedWith() {
        trial.breaks(
                "response",
                "not have been tampered with",
                SafetyNetFault.payload("basicIntegrity").is(false));
        trial.malformed(
                "attStmt.response.payload.basicIntegrity",
                SafetyNetFault.payload("basicIntegrity").missing());
    }

    @Test
    void namesTheAppThatAsked() {
        assertThat(trial.accepted(SafetyNetFault.payload("apkPackageName").is("com.example.browser")))
                .isNotNull();
        trial.malformed(
                "attStmt.response.payload.apkPackageName",
                SafetyNetFault.payload("apkPackageName").missing());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1M", "PT-1S", "PT10S"})
    void isFresh(Duration fromNow) {
        assertThat(trial.accepted(SafetyNetFault.made(fromNow))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1M-0.001S", "PT-24H", "PT10.001S", "PT24H"})
    void isNotStaleOrOfTheFuture(Duration fromNow) {
        trial.breaks("response", "timestampMs", SafetyNetFault.made(fromNow));
    }

    @Test
    void isFromTheService() {
        trial.breaks("x5c[0]", "host attest.android.com", SafetyNetFault.host("attest.android.com.example.org"));
        trial.breaks("x5c[0]", "host attest.android.com", SafetyNetFault.host("android.com"));
    }

    @Test
    void isFromTheServiceByCommonNameOnlyWithoutAlternativeNames() {
        String alternativeName = "2.5.29.17";

        assertThat(trial.accepted(ChainFault.leaf().withoutExtension(alternativeName)))
                .isNotNull();
        trial.breaks(
                "x5c[0]",
                "host attest.android.com",
                ChainFault.leaf().withoutExtension(alternativeName),
                ChainFault.leaf().subject("CN", "example.org"));
        assertThat(trial.accepted(ChainFault.leaf().subject("CN", "example.org")))
                .isNotNull();
    }

    @Test
    void isSignedByTheService() {
        AttestationFailure invalid = new AttestationFailure.SignatureInvalid(CoseAlgorithm.RS256);

        assertThat(trial.refused(SignatureFault.wrong())).isEqualTo(invalid);
        assertThat(trial.refused(SignatureFault.byStranger())).isEqualTo(invalid);
        assertThat(trial.refused(SafetyNetFault.changingJws("another payload", jws -> {
                    String[] parts = jws.split("\\.");
                    return parts[0] + "." + parts[0] + "." + parts[2];
                })))
                .isEqualTo(invalid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS256", "ES256", "rs256", ""})
    void isSignedByOneAlgorithm(String algorithm) {
        trial.breaks("response", "signed by RS256", SafetyNetFault.header("alg").is(algorithm));
    }

    @Test
    void isACompactJws() {
        trial.malformed("attStmt.response", SafetyNetFault.changingJws("four parts", jws -> jws + ".e30"));
        trial.malformed("attStmt.response", SafetyNetFault.changingJws("padded", jws -> jws + "="));
        trial.malformed("attStmt.response", SafetyNetFault.changingJws("two parts", jws -> "e30.e30"));
        trial.malformed("attStmt.response", Fault.statement("response").empty());
        trial.malformed(
                "attStmt.response.header.x5c", SafetyNetFault.header("x5c").missing());
        trial.malformed(
                "attStmt.response.header.x5c", SafetyNetFault.header("x5c").is(List.of()));
        trial.malformed(
                "attStmt.response.header.x5c[0]", SafetyNetFault.header("x5c").is(List.of("*")));
        trial.malformed(
                "attStmt.response.header.x5c[0]", SafetyNetFault.header("x5c").is(List.of("AAAA")));
        trial.malformed("attStmt.response.header", SafetyNetFault.header("crit").is(List.of("b64")));
    }

    @Test
    void hasAVersion() {
        for (String version : List.of(
                "", " ", "x", "14799021 ", "14799021\u0000", "-1", "1.2", "\u0661", "2147483648", "00000000001")) {
            trial.breaks("ver", "must be a number", Fault.statement("ver").is(version));
        }
        assertThat(trial.accepted(Fault.statement("ver").is("2147483647"))).isNotNull();
        assertThat(trial.accepted(Fault.statement("ver").is("1990"))).isNotNull();
        trial.malformed("attStmt.ver", Fault.statement("ver").missing());
        trial.malformed("attStmt", Fault.statement("x5c").is(List.of()));
    }
}
