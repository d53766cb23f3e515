package dev.keystile.passkeys;

import dev.keystile.passkeys.account.PasskeyName;
import dev.keystile.webauthn.attestation.AttestationConveyance;
import dev.keystile.webauthn.attestation.AttestationPolicy;
import dev.keystile.webauthn.authentication.BackupEligibilityPolicy;
import dev.keystile.webauthn.authentication.SignCountPolicy;
import dev.keystile.webauthn.authenticator.UserVerification;
import dev.keystile.webauthn.registration.ResidentKey;
import java.time.Duration;

/**
 * What one relying party demands and allows.
 *
 * @param signUpOpen whether people may make themselves an account; open by default
 * @param userVerification whether the authenticator has to verify who the person is, at sign-up and at sign-in; required by
 *     default
 * @param residentKey whether a passkey has to be discoverable, so that it signs in without a username; required by default. A
 *     browser that reports that it is not gets refused. One that reports nothing is believed, since it must not have
 *     finished without one (L3 §5.1.3 and §6.3.2).
 * @param signCount what happens when a signature counter does not increase. By default refused for passkeys bound to a device,
 *     where it may mean a copied key; let pass, with a note in the audit log, for those whose backup flag says that they may
 *     be on several devices, whose counters have nothing to do with each other
 * @param backupEligibility what happens when a passkey bound to a device becomes one that may be synced, which L3 forbids and
 *     some providers do; refused by default
 * @param attestation what browsers are asked to send about the authenticator's model; nothing by default
 * @param attestationPolicy what is accepted of it; anything correct by default
 * @param maximumPasskeys how many passkeys an account may have, at most 100; 20 by default
 * @param maximumNameLength how long a passkey's name may be in UTF-16 units, at most {@value PasskeyName#MAXIMUM_LENGTH}, which
 *     is the default
 * @param ceremonyLifetime how long people may take between options and response; five minutes by default
 * @param ceremonyKeyRotation for how long one key seals ceremonies; a day by default
 * @param auditRetention how long audit events are kept; a year by default
 */
public record PasskeyPolicy(
        boolean signUpOpen,
        UserVerification userVerification,
        ResidentKey residentKey,
        SignCountPolicy signCount,
        BackupEligibilityPolicy backupEligibility,
        AttestationConveyance attestation,
        AttestationPolicy attestationPolicy,
        int maximumPasskeys,
        int maximumNameLength,
        Duration ceremonyLifetime,
        Duration ceremonyKeyRotation,
        Duration auditRetention) {

    static final int SHORTEST_MAXIMUM_NAME_LENGTH = 16; // "Synced passkey 2"

    private static final Duration SHORTEST_LIFETIME = Duration.ofSeconds(1);
    private static final Duration LONGEST_LIFETIME = Duration.ofHours(1);
    private static final Duration SHORTEST_KEEPING = Duration.ofMinutes(1);
    private static final Duration LONGEST_KEY_ROTATION = Duration.ofDays(366);
    private static final Duration LONGEST_AUDIT_RETENTION = Duration.ofDays(36_600); // databases have an earliest date
    private static final int MOST_PASSKEYS =
            100; // a ceremony names all of them, and it has to come back in one request

    /** @throws IllegalArgumentException if a value is out of its range */
    public PasskeyPolicy {
        require(
                maximumPasskeys >= 1 && maximumPasskeys <= MOST_PASSKEYS,
                "An account may have 1 to " + MOST_PASSKEYS + " passkeys, not " + maximumPasskeys);
        require(
                maximumNameLength >= SHORTEST_MAXIMUM_NAME_LENGTH && maximumNameLength <= PasskeyName.MAXIMUM_LENGTH,
                "The longest name of a passkey has " + SHORTEST_MAXIMUM_NAME_LENGTH + " to "
                        + PasskeyName.MAXIMUM_LENGTH + " characters, not " + maximumNameLength);
        require(
                isWithin(ceremonyLifetime, SHORTEST_LIFETIME, LONGEST_LIFETIME),
                "A ceremony lives for a second to an hour, not " + ceremonyLifetime);
        require(
                isWithin(ceremonyKeyRotation, SHORTEST_KEEPING, LONGEST_KEY_ROTATION),
                "A ceremony key seals for a minute to a year, not " + ceremonyKeyRotation);
        require(
                isWithin(auditRetention, SHORTEST_KEEPING, LONGEST_AUDIT_RETENTION),
                "Audit events are kept for a minute to a hundred years, not " + auditRetention);
    }

    private static boolean isWithin(Duration duration, Duration shortest, Duration longest) {
        return duration.compareTo(shortest) >= 0 && duration.compareTo(longest) <= 0;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** What is right unless there is a reason for something else. */
    public static PasskeyPolicy defaults() {
        return builder().build();
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from this policy. */
    public Builder toBuilder() {
        return new Builder()
                .signUpOpen(signUpOpen)
                .userVerification(userVerification)
                .residentKey(residentKey)
                .signCount(signCount)
                .backupEligibility(backupEligibility)
                .attestation(attestation)
                .attestationPolicy(attestationPolicy)
                .maximumPasskeys(maximumPasskeys)
                .maximumNameLength(maximumNameLength)
                .ceremonyLifetime(ceremonyLifetime)
                .ceremonyKeyRotation(ceremonyKeyRotation)
                .auditRetention(auditRetention);
    }

    /** Collects the parts of a policy; each has the default that {@link PasskeyPolicy} names. */
    public static final class Builder {

        private boolean signUpOpen = true;
        private UserVerification userVerification = UserVerification.REQUIRED;
        private ResidentKey residentKey = ResidentKey.REQUIRED;
        private SignCountPolicy signCount = SignCountPolicy.REJECT_DEVICE_BOUND;
        private BackupEligibilityPolicy backupEligibility = BackupEligibilityPolicy.STRICT;
        private AttestationConveyance attestation = AttestationConveyance.NONE;
        private AttestationPolicy attestationPolicy = AttestationPolicy.any();
        private int maximumPasskeys = 20;
        private int maximumNameLength = PasskeyName.MAXIMUM_LENGTH;
        private Duration ceremonyLifetime = Duration.ofMinutes(5);
        private Duration ceremonyKeyRotation = Duration.ofDays(1);
        private Duration auditRetention = Duration.ofDays(365);

        private Builder() {}

        /** Whether people may make themselves an account. */
        public Builder signUpOpen(boolean signUpOpen) {
            this.signUpOpen = signUpOpen;
            return this;
        }

        /** Whether the authenticator has to verify who the person is. */
        public Builder userVerification(UserVerification userVerification) {
            this.userVerification = userVerification;
            return this;
        }

        /** Whether a passkey has to be discoverable. */
        public Builder residentKey(ResidentKey residentKey) {
            this.residentKey = residentKey;
            return this;
        }

        /** What happens when a signature counter does not increase. */
        public Builder signCount(SignCountPolicy signCount) {
            this.signCount = signCount;
            return this;
        }

        /** What happens when a passkey's backup eligibility changes. */
        public Builder backupEligibility(BackupEligibilityPolicy backupEligibility) {
            this.backupEligibility = backupEligibility;
            return this;
        }

        /** What browsers are asked to send about the authenticator's model. */
        public Builder attestation(AttestationConveyance attestation) {
            this.attestation = attestation;
            return this;
        }

        /** What is accepted of it. */
        public Builder attestationPolicy(AttestationPolicy attestationPolicy) {
            this.attestationPolicy = attestationPolicy;
            return this;
        }

        /** How many passkeys an account may have. */
        public Builder maximumPasskeys(int maximumPasskeys) {
            this.maximumPasskeys = maximumPasskeys;
            return this;
        }

        /** How long a passkey's name may be. */
        public Builder maximumNameLength(int maximumNameLength) {
            this.maximumNameLength = maximumNameLength;
            return this;
        }

        /** How long people may take between options and response. */
        public Builder ceremonyLifetime(Duration ceremonyLifetime) {
            this.ceremonyLifetime = ceremonyLifetime;
            return this;
        }

        /** For how long one key seals ceremonies. */
        public Builder ceremonyKeyRotation(Duration ceremonyKeyRotation) {
            this.ceremonyKeyRotation = ceremonyKeyRotation;
            return this;
        }

        /** How long audit events are kept. */
        public Builder auditRetention(Duration auditRetention) {
            this.auditRetention = auditRetention;
            return this;
        }

        /** @throws IllegalArgumentException if a value is out of its range */
        public PasskeyPolicy build() {
            return new PasskeyPolicy(
                    signUpOpen,
                    userVerification,
                    residentKey,
                    signCount,
                    backupEligibility,
                    attestation,
                    attestationPolicy,
                    maximumPasskeys,
                    maximumNameLength,
                    ceremonyLifetime,
                    ceremonyKeyRotation,
                    auditRetention);
        }
    }
}
