package dev.keystile.conformance;

import dev.keystile.webauthn.attestation.AttestationFailure;
import dev.keystile.webauthn.attestation.AttestationTrust;
import dev.keystile.webauthn.authentication.AuthenticationFailure;
import dev.keystile.webauthn.registration.RegistrationFailure;

/**
 * The library's failures as one code: that of the ceremony, and after a slash each that it was caused by, such as {@code
 * attestation-rejected/trust-insufficient/certificate-outside-validity}.
 */
final class Reason {

    private Reason() {}

    static RefusedException of(RegistrationFailure failure) {
        String code = failure instanceof RegistrationFailure.AttestationRejected rejected
                ? failure.code() + '/' + code(rejected.reason())
                : failure.code();
        return RefusedException.of(code, failure.message());
    }

    static RefusedException of(AuthenticationFailure failure) {
        return RefusedException.of(failure.code(), failure.message());
    }

    private static String code(AttestationFailure failure) {
        if (failure instanceof AttestationFailure.TrustInsufficient insufficient) {
            return failure.code() + '/' + code(insufficient.trust());
        }
        return failure instanceof AttestationFailure.PartRefused part
                ? failure.code() + '/' + code(part.reason())
                : failure.code();
    }

    private static String code(AttestationTrust trust) {
        return trust instanceof AttestationTrust.Unverified unverified
                ? unverified.reason().code()
                : "unknown-model";
    }
}
