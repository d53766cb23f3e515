package dev.keystile.webauthn.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.keystile.webauthn.attestation.AttestationFailure;
import dev.keystile.webauthn.attestation.AttestationFormat;
import dev.keystile.webauthn.authenticator.AuthenticatorAttachment;
import dev.keystile.webauthn.authenticator.AuthenticatorDataFailure;
import dev.keystile.webauthn.authenticator.AuthenticatorFlags;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.client.ClientDataFailure;
import dev.keystile.webauthn.client.RpId;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.extension.CredentialProtection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What programs and people read of a refused registration. */
class RegistrationFailureTest {

    private static final CredentialId CREDENTIAL = new CredentialId(ByteString.fromHex("01020304"));
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(
                        new RegistrationFailure.AnotherRelyingParty(RpId.of("example.com"), RpId.of("example.org")),
                        "another-relying-party",
                        "the ceremony was begun for example.com, not for example.org"),
                arguments(
                        new RegistrationFailure.Expired(NOON, NOON.plusSeconds(1)),
                        "ceremony-expired",
                        "the ceremony expired at 2026-11-23T12:00:00Z, and it is 2026-11-23T12:00:01Z"),
                arguments(
                        new RegistrationFailure.ClientDataRejected(
                                new ClientDataFailure.WrongType("webauthn.get", "webauthn.create")),
                        "wrong-type",
                        "the client data's type is 'webauthn.get', not 'webauthn.create'"),
                arguments(
                        new RegistrationFailure.AuthenticatorDataRejected(
                                new AuthenticatorDataFailure.UserNotPresent(new AuthenticatorFlags((byte) 0))),
                        "user-not-present",
                        "user presence is required, and the flags are []"),
                arguments(
                        new RegistrationFailure.AlgorithmNotOffered(CoseAlgorithm.RS256, List.of(CoseAlgorithm.ES256)),
                        "algorithm-not-offered",
                        "the credential's algorithm is RS256 (-257), not one of [ES256 (-7)]"),
                arguments(
                        new RegistrationFailure.AlgorithmNotSupported(CoseAlgorithm.ES256K),
                        "algorithm-not-supported",
                        "no signature by ES256K (-47) can be verified here"),
                arguments(
                        new RegistrationFailure.AttestationRejected(
                                new AttestationFailure.FormatUnknown(new AttestationFormat("new"))),
                        "attestation-rejected",
                        "the attestation is rejected: no statement of the format new can be verified here"),
                arguments(
                        new RegistrationFailure.CredentialIdMismatch(
                                CREDENTIAL, new CredentialId(ByteString.fromHex("05060708"))),
                        "credential-id-mismatch",
                        "the response is of credential AQIDBA, and the authenticator data of BQYHCA"),
                arguments(
                        new RegistrationFailure.CredentialExcluded(CREDENTIAL),
                        "credential-excluded",
                        "the credential AQIDBA was excluded"),
                arguments(
                        new RegistrationFailure.AttachmentMismatch(
                                AuthenticatorAttachment.PLATFORM, AuthenticatorAttachment.CROSS_PLATFORM),
                        "attachment-mismatch",
                        "the client reports the attachment platform, and cross-platform is required"),
                arguments(
                        new RegistrationFailure.AttachmentMismatch(null, AuthenticatorAttachment.PLATFORM),
                        "attachment-mismatch",
                        "the client reports no attachment, and platform is required"),
                arguments(
                        new RegistrationFailure.CredentialNotDiscoverable(),
                        "credential-not-discoverable",
                        "a discoverable credential is required, and the client reports that this one is not"),
                arguments(
                        new RegistrationFailure.CredentialProtectionTooWeak(
                                CredentialProtection.USER_VERIFICATION_OPTIONAL,
                                CredentialProtection.USER_VERIFICATION_REQUIRED),
                        "credential-protection-too-weak",
                        "the credential's protection is userVerificationOptional,"
                                + " and at least userVerificationRequired is required"),
                arguments(
                        new RegistrationFailure.CredentialProtectionTooWeak(
                                null, CredentialProtection.USER_VERIFICATION_REQUIRED),
                        "credential-protection-too-weak",
                        "the credential's protection is not reported,"
                                + " and at least userVerificationRequired is required"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void isToldToProgramsByItsCodeAndToPeopleInASentence(RegistrationFailure failure, String code, String message) {
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.message()).isEqualTo(message);
    }

    @Test
    void isOneOfThese() {
        assertThat(failures()
                        .<Object>map(row -> Objects.requireNonNull(row.get()[0]).getClass()))
                .containsAll(List.of(RegistrationFailure.class.getPermittedSubclasses()));
    }
}
