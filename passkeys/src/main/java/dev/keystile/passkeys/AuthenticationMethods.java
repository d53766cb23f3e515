package dev.keystile.passkeys;

import dev.keystile.webauthn.authentication.VerifiedAuthentication;
import dev.keystile.webauthn.registration.VerifiedRegistration;
import java.util.List;

/**
 * How somebody authenticated, in the words of <a href="https://www.rfc-editor.org/rfc/rfc8176#section-2">RFC 8176 §2</a>.
 *
 * <p>{@code hwk} or {@code swk}: proof of possession of a key that never leaves its authenticator, or of one that may be
 * synced. It is the authenticator's word (its backup eligibility flag); whoever needs proof of hardware demands attestation.
 * {@code user}: somebody was present. {@code mfa}: the authenticator also verified who, which makes two factors of one
 * gesture. There is no {@code pin}, {@code fpt} or {@code face}, since authenticators do not say which it was, and no
 * {@code pop}, which the more precise {@code hwk} and {@code swk} imply.
 */
final class AuthenticationMethods {

    private AuthenticationMethods() {}

    static List<String> of(VerifiedAuthentication authentication) {
        return of(authentication.flags().backupEligible(), authentication.userVerifiedAsFactor());
    }

    static List<String> of(VerifiedRegistration registration) {
        return of(registration.flags().backupEligible(), registration.userVerified());
    }

    private static List<String> of(boolean backupEligible, boolean userVerified) {
        String key = backupEligible ? "swk" : "hwk";
        return userVerified ? List.of(key, "user", "mfa") : List.of(key, "user");
    }
}
