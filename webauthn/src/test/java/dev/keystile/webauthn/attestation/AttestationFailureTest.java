package dev.keystile.webauthn.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.keystile.webauthn.attestation.AttestationPolicy.TrustRequirement;
import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What programs and people read of a refused attestation, and of trust that there is none of. */
class AttestationFailureTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(
                        new AttestationFailure.StatementMalformed(
                                AttestationFormat.TPM,
                                new MalformedException(Format.ATTESTATION_STATEMENT, "ver", "it is missing")),
                        "statement-malformed",
                        "the tpm statement cannot be read: "
                                + new MalformedException(Format.ATTESTATION_STATEMENT, "ver", "it is missing")
                                        .getMessage()),
                arguments(
                        new AttestationFailure.SignatureInvalid(CoseAlgorithm.ES256),
                        "signature-invalid",
                        "the attestation signature by ES256 (-7) is invalid"),
                arguments(
                        new AttestationFailure.AlgorithmNotSupported(CoseAlgorithm.RS1),
                        "algorithm-not-supported",
                        "no attestation signature by RS1 (-65535) can be verified here"),
                arguments(
                        new AttestationFailure.AlgorithmMismatch(CoseAlgorithm.ES256, CoseAlgorithm.RS256),
                        "algorithm-mismatch",
                        "self attestation by ES256 (-7) for a credential of RS256 (-257)"),
                arguments(
                        new AttestationFailure.AaguidMismatch(
                                Aaguid.of("bada5566-a7aa-401f-bd96-45619a55120d"), Aaguid.ZERO),
                        "aaguid-mismatch",
                        "the attestation certificate is for model bada5566-a7aa-401f-bd96-45619a55120d,"
                                + " and the authenticator data for 00000000-0000-0000-0000-000000000000"),
                arguments(
                        new AttestationFailure.OtherKey(AttestationFormat.ANDROID_KEY, "x5c[0]"),
                        "other-key",
                        "in the android-key statement, the key of x5c[0] is not the credential's"),
                arguments(
                        new AttestationFailure.OtherCeremony(AttestationFormat.APPLE, "the nonce"),
                        "other-ceremony",
                        "in the apple statement, the nonce is not the hash of this response's data"),
                arguments(
                        new AttestationFailure.PartRefused(
                                1,
                                AttestationFormat.PACKED,
                                new AttestationFailure.SignatureInvalid(CoseAlgorithm.ES256)),
                        "part-refused",
                        "statement 1 of the compound attestation: the attestation signature by ES256 (-7) is invalid"),
                arguments(
                        new AttestationFailure.FormatUnknown(new AttestationFormat("new")),
                        "format-unknown",
                        "no statement of the format new can be verified here"),
                arguments(
                        new AttestationFailure.RuleBroken(
                                AttestationFormat.PACKED, "x5c[0]", "the version must be 3", "1"),
                        "rule-broken",
                        "in the packed statement's x5c[0], the version must be 3; found: 1"),
                arguments(
                        new AttestationFailure.FormatNotAccepted(
                                AttestationFormat.NONE, Set.of(AttestationFormat.PACKED)),
                        "format-not-accepted",
                        "the format is none, not one of [packed]"),
                arguments(
                        new AttestationFailure.FormatNotAccepted(AttestationFormat.ANDROID_SAFETYNET, Set.of()),
                        "format-not-accepted",
                        "the format android-safetynet is retired, and the policy does not name it"),
                arguments(
                        new AttestationFailure.TrustInsufficient(
                                AttestationFormat.PACKED,
                                AttestationType.BASIC,
                                new AttestationTrust.Unverified(new TrustFailure.NoAnchor()),
                                TrustRequirement.VERIFIED),
                        "trust-insufficient",
                        "trust 'verified' is required, and a packed attestation of type BASIC is unverified: "
                                + "the authenticator is known, but no trust anchor fits its certificate path"));
    }

    static Stream<Arguments> trustFailures() {
        return Stream.of(
                arguments(
                        new TrustFailure.Refused("revoked", "the model was revoked"),
                        "revoked",
                        "the model was revoked"),
                arguments(
                        new TrustFailure.NoAnchor(),
                        "no-anchor",
                        "the authenticator is known, but no trust anchor fits its certificate path"),
                arguments(
                        new TrustFailure.CertificateOutsideValidity(
                                1, NOON, NOON.plusSeconds(60), NOON.minusSeconds(1)),
                        "certificate-outside-validity",
                        "x5c[1] is valid from 2026-11-23T12:00:00Z to 2026-11-23T12:01:00Z, not at 2026-11-23T11:59:59Z"),
                arguments(
                        new TrustFailure.PathBroken(0, "it is not signed by the next"),
                        "path-broken",
                        "x5c[0]: it is not signed by the next"),
                arguments(
                        new TrustFailure.RootInPath(2),
                        "root-in-path",
                        "x5c[2] is a root certificate, which does not belong into the path"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void isToldToProgramsByItsCodeAndToPeopleInASentence(AttestationFailure failure, String code, String message) {
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.message()).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("trustFailures")
    void saysWhatTrustLacksInTheSameTwoWays(TrustFailure failure, String code, String message) {
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.message()).isEqualTo(message);
    }

    @Test
    void isOneOfThese() {
        assertThat(failures()
                        .<Object>map(row -> Objects.requireNonNull(row.get()[0]).getClass()))
                .containsAll(List.of(AttestationFailure.class.getPermittedSubclasses()));
        assertThat(trustFailures()
                        .<Object>map(row -> Objects.requireNonNull(row.get()[0]).getClass()))
                .containsAll(List.of(TrustFailure.class.getPermittedSubclasses()));
    }
}
