package dev.keystile.spring.settings;

import dev.keystile.passkeys.PasskeyPolicy;
import dev.keystile.webauthn.attestation.AttestationConveyance;
import dev.keystile.webauthn.attestation.AttestationPolicy;
import dev.keystile.webauthn.attestation.AttestationPolicy.TrustRequirement;
import dev.keystile.webauthn.authentication.BackupEligibilityPolicy;
import dev.keystile.webauthn.authentication.SignCountPolicy;
import dev.keystile.webauthn.authenticator.UserVerification;
import dev.keystile.webauthn.registration.ResidentKey;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is demanded of people and their passkeys.
 *
 * @param userVerification whether the authenticator has to verify who the person is, by PIN or biometrics
 * @param residentKey whether a passkey has to be discoverable, so that it signs in without a username
 * @param signCount what happens when an authenticator's signature counter does not increase, which may mean that its key was
 *     copied
 * @param backupEligibility what happens when a passkey that was bound to its device becomes one that can be synced
 * @param attestation what browsers are asked to send about the authenticator's model
 * @param attestationTrust how far an authenticator's model has to be known and verified
 * @param maximumPasskeys how many passkeys an account may have
 * @param maximumNameLength how long the name of a passkey may be
 * @param addPasskeyMaxAuthenticationAge how long ago somebody may have signed in to add a passkey to their account; 0 for
 *     any time
 * @param removePasskeyMaxAuthenticationAge how long ago somebody may have signed in to remove a passkey from their account;
 *     0 for any time
 */
@ConfigurationProperties(prefix = "keystile.policy", ignoreUnknownFields = false)
public record PolicyProperties(
        @DefaultValue("required") UserVerification userVerification,
        @DefaultValue("required") ResidentKey residentKey,
        @DefaultValue("reject-device-bound") SignCountPolicy signCount,
        @DefaultValue("strict") BackupEligibilityPolicy backupEligibility,
        @DefaultValue("none") AttestationConveyance attestation,
        @DefaultValue("any") TrustRequirement attestationTrust,
        @DefaultValue("20") int maximumPasskeys,
        @DefaultValue("100") int maximumNameLength,
        @DefaultValue("15m") Duration addPasskeyMaxAuthenticationAge,
        @DefaultValue("15m") Duration removePasskeyMaxAuthenticationAge) {

    private static final String PREFIX = "keystile.policy.";

    /** @throws InvalidSettingsException if a value is out of its range */
    public PolicyProperties {
        SettingsCheck check = new SettingsCheck();
        check.accepts(
                PREFIX + "maximum-passkeys",
                maximumPasskeys,
                () -> PasskeyPolicy.builder().maximumPasskeys(maximumPasskeys).build());
        check.accepts(
                PREFIX + "maximum-name-length",
                maximumNameLength,
                () -> PasskeyPolicy.builder()
                        .maximumNameLength(maximumNameLength)
                        .build());
        check.notNegative(PREFIX + "add-passkey-max-authentication-age", addPasskeyMaxAuthenticationAge);
        check.notNegative(PREFIX + "remove-passkey-max-authentication-age", removePasskeyMaxAuthenticationAge);
        if (residentKey == ResidentKey.DISCOURAGED) {
            check.fault(
                    PREFIX + "resident-key",
                    residentKey.value(),
                    "makes passkeys that nobody can sign in with, since sign-in asks for no username",
                    "Set " + PREFIX + "resident-key to required");
        }
        if (attestationTrust != TrustRequirement.ANY && attestation == AttestationConveyance.NONE) {
            check.fault(
                    PREFIX + "attestation-trust",
                    attestationTrust.value(),
                    "cannot be had with " + PREFIX + "attestation=none: browsers then send nothing to trust",
                    "Set " + PREFIX + "attestation to direct, or " + PREFIX + "attestation-trust to any");
        }
        check.throwIfAny();
    }

    /** These settings as the use cases take them. */
    public PasskeyPolicy.Builder toPolicy() {
        return PasskeyPolicy.builder()
                .userVerification(userVerification)
                .residentKey(residentKey)
                .signCount(signCount)
                .backupEligibility(backupEligibility)
                .attestation(attestation)
                .attestationPolicy(AttestationPolicy.requiring(attestationTrust))
                .maximumPasskeys(maximumPasskeys)
                .maximumNameLength(maximumNameLength);
    }
}
