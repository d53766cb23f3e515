package dev.keystile.webauthn.internal.ceremony;

import dev.keystile.webauthn.authenticator.AuthenticatorData;
import dev.keystile.webauthn.authenticator.AuthenticatorDataFailure;
import dev.keystile.webauthn.authenticator.AuthenticatorFlags;
import dev.keystile.webauthn.authenticator.UserVerification;
import dev.keystile.webauthn.bytes.ByteString;

/** What authenticator data have to say in either ceremony: L3 §7.1 steps 14 to 17, §7.2 steps 15 to 18. */
public final class AuthenticatorDataCheck {

    private AuthenticatorDataCheck() {}

    /**
     * Accepts authenticator data for this scope, with the flags that are needed.
     *
     * @param scope the RP ID, or what stands for it
     * @param scopeHash SHA-256 of the scope
     * @param presenceWaived whether it is fine that nobody was there
     * @throws AuthenticatorDataRefusedException with the first failure in the specification's order
     */
    public static void check(
            AuthenticatorData authenticatorData,
            String scope,
            ByteString scopeHash,
            boolean presenceWaived,
            UserVerification userVerification)
            throws AuthenticatorDataRefusedException {
        AuthenticatorFlags flags = authenticatorData.flags();
        checkScope(authenticatorData.rpIdHash(), scope, scopeHash); // L3 §7.1 step 14, §7.2 step 15
        checkUserPresence(flags, presenceWaived); // L3 §7.1 step 15, §7.2 step 16
        checkUserVerification(flags, userVerification); // L3 §7.1 step 16, §7.2 step 17
        checkBackupFlags(flags); // L3 §7.1 step 17, §7.2 step 18
    }

    private static void checkScope(ByteString received, String scope, ByteString expected)
            throws AuthenticatorDataRefusedException {
        if (!received.equals(expected)) {
            throw new AuthenticatorDataRefusedException(
                    new AuthenticatorDataFailure.RpIdHashMismatch(received, scope, expected));
        }
    }

    private static void checkUserPresence(AuthenticatorFlags flags, boolean waived)
            throws AuthenticatorDataRefusedException {
        if (!flags.userPresent() && !waived) {
            throw new AuthenticatorDataRefusedException(new AuthenticatorDataFailure.UserNotPresent(flags));
        }
    }

    private static void checkUserVerification(AuthenticatorFlags flags, UserVerification asked)
            throws AuthenticatorDataRefusedException {
        if (!flags.userVerified() && asked == UserVerification.REQUIRED) {
            throw new AuthenticatorDataRefusedException(new AuthenticatorDataFailure.UserNotVerified(flags));
        }
    }

    private static void checkBackupFlags(AuthenticatorFlags flags) throws AuthenticatorDataRefusedException {
        if (flags.backupState() && !flags.backupEligible()) {
            throw new AuthenticatorDataRefusedException(new AuthenticatorDataFailure.BackedUpWithoutEligibility(flags));
        }
    }
}
