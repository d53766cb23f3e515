package dev.keystile.webauthn.authenticator;

import dev.keystile.webauthn.bytes.ByteString;

/**
 * Why authenticator data are refused, whichever the ceremony; each case carries what came and what was expected, for the log. The
 * cases stand in the order in which they are checked, that of L3 <a
 * href="https://www.w3.org/TR/webauthn-3/#sctn-registering-a-new-credential">§7.1</a> steps 14 to 17 and <a
 * href="https://www.w3.org/TR/webauthn-3/#sctn-verifying-assertion">§7.2</a> steps 15 to 18.
 */
public sealed interface AuthenticatorDataFailure {

    /**
     * A stable word for this kind of failure, in kebab-case, such as {@code user-not-verified}: for metrics and
     * tests, the same in every version.
     */
    String code();

    /** A sentence for the log, with both sides; not for the user. */
    String message();

    /**
     * The authenticator signed for another scope: L3 §7.1 step 14, §7.2 step 15.
     *
     * @param received what the authenticator data hold, 32 bytes
     * @param scope the RP ID; in an authentication the AppID, if the client said that it used it and the ceremony had
     *     asked for it
     * @param expected SHA-256 of the scope, 32 bytes
     */
    record RpIdHashMismatch(ByteString received, String scope, ByteString expected)
            implements AuthenticatorDataFailure {
        @Override
        public String code() {
            return "rp-id-hash-mismatch";
        }

        @Override
        public String message() {
            return "the RP ID's hash is " + received.toHex() + ", not " + expected.toHex() + " of " + scope;
        }
    }

    /**
     * The authenticator did not test for anybody's presence: L3 §7.1 step 15, which conditional registrations are
     * excepted from, and §7.2 step 16.
     *
     * @param flags those received, without UP
     */
    record UserNotPresent(AuthenticatorFlags flags) implements AuthenticatorDataFailure {
        @Override
        public String code() {
            return "user-not-present";
        }

        @Override
        public String message() {
            return "user presence is required, and the flags are [" + flags + "]";
        }
    }

    /**
     * The authenticator did not verify its user, and {@link UserVerification#REQUIRED} was asked for: L3 §7.1 step
     * 16, §7.2 step 17.
     *
     * @param flags those received, without UV
     */
    record UserNotVerified(AuthenticatorFlags flags) implements AuthenticatorDataFailure {
        @Override
        public String code() {
            return "user-not-verified";
        }

        @Override
        public String message() {
            return "user verification is required, and the flags are [" + flags + "]";
        }
    }

    /**
     * The flags contradict each other: backed up, but not eligible for it. L3 §7.1 step 17, §7.2 step 18.
     *
     * @param flags those received, with BS and without BE
     */
    record BackedUpWithoutEligibility(AuthenticatorFlags flags) implements AuthenticatorDataFailure {
        @Override
        public String code() {
            return "backed-up-without-eligibility";
        }

        @Override
        public String message() {
            return "the flags [" + flags + "] say that the credential is backed up and can never be";
        }
    }
}
