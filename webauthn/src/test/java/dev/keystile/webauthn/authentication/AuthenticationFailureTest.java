package dev.keystile.webauthn.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.keystile.webauthn.authenticator.AuthenticatorDataFailure;
import dev.keystile.webauthn.authenticator.AuthenticatorFlags;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.client.ClientDataFailure;
import dev.keystile.webauthn.client.RpId;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.credential.UserHandle;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What programs and people read of a refused authentication. */
class AuthenticationFailureTest {

    private static final CredentialId CREDENTIAL = new CredentialId(ByteString.fromHex("01020304"));
    private static final UserHandle ALEX = new UserHandle(ByteString.fromHex("01"));
    private static final UserHandle KIM = new UserHandle(ByteString.fromHex("02"));
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(
                        new AuthenticationFailure.AnotherRelyingParty(RpId.of("example.com"), RpId.of("example.org")),
                        "another-relying-party",
                        "the ceremony or the credential is of example.com, not of example.org"),
                arguments(
                        new AuthenticationFailure.Expired(NOON, NOON.plusSeconds(1)),
                        "ceremony-expired",
                        "the ceremony expired at 2026-11-23T12:00:00Z, and it is 2026-11-23T12:00:01Z"),
                arguments(
                        new AuthenticationFailure.CredentialNotAllowed(CREDENTIAL),
                        "credential-not-allowed",
                        "the credential AQIDBA is none of those that the ceremony allows"),
                arguments(
                        new AuthenticationFailure.CredentialMismatch(
                                CREDENTIAL, new CredentialId(ByteString.fromHex("05060708"))),
                        "credential-mismatch",
                        "the response is of credential AQIDBA, and the record of BQYHCA"),
                arguments(
                        new AuthenticationFailure.CredentialOfAnotherUser(ALEX, KIM),
                        "credential-of-another-user",
                        "the ceremony is for user Ag, and the credential belongs to AQ"),
                arguments(
                        new AuthenticationFailure.UserHandleMissing(),
                        "user-handle-missing",
                        "the ceremony began without a user, and the response has no user handle"),
                arguments(
                        new AuthenticationFailure.UserHandleMismatch(KIM, ALEX),
                        "user-handle-mismatch",
                        "the response's user handle is Ag, and the credential belongs to AQ"),
                arguments(
                        new AuthenticationFailure.ClientDataRejected(new ClientDataFailure.ChallengeMismatch()),
                        "challenge-mismatch",
                        "the response answers another challenge than this ceremony's"),
                arguments(
                        new AuthenticationFailure.AuthenticatorDataRejected(
                                new AuthenticatorDataFailure.UserNotVerified(new AuthenticatorFlags((byte) 0))),
                        "user-not-verified",
                        "user verification is required, and the flags are []"),
                arguments(
                        new AuthenticationFailure.BackupEligibilityChanged(true, false),
                        "backup-eligibility-changed",
                        "the credential's backup eligibility was true and is now false"),
                arguments(
                        new AuthenticationFailure.AttestedCredentialPresent(CREDENTIAL),
                        "attested-credential-present",
                        "the authenticator data attest the credential AQIDBA, as only registrations do"),
                arguments(
                        new AuthenticationFailure.AlgorithmNotSupported(CoseAlgorithm.ES256K),
                        "algorithm-not-supported",
                        "no signature by ES256K (-47) can be verified here"),
                arguments(
                        new AuthenticationFailure.SignatureInvalid(CREDENTIAL, CoseAlgorithm.ES256),
                        "signature-invalid",
                        "the signature is not by the ES256 (-7) key of credential AQIDBA"),
                arguments(
                        new AuthenticationFailure.SignCountNotIncreased(7, 6),
                        "sign-count-not-increased",
                        "the signature counter was 7 and is now 6: the authenticator may have been cloned"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void isToldToProgramsByItsCodeAndToPeopleInASentence(AuthenticationFailure failure, String code, String message) {
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.message()).isEqualTo(message);
    }

    @Test
    void isOneOfThese() {
        assertThat(failures()
                        .<Object>map(row -> Objects.requireNonNull(row.get()[0]).getClass()))
                .containsAll(List.of(AuthenticationFailure.class.getPermittedSubclasses()));
    }
}
