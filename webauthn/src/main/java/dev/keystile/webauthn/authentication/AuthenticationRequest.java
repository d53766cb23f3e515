package dev.keystile.webauthn.authentication;

import dev.keystile.webauthn.authenticator.UserVerification;
import dev.keystile.webauthn.client.Hint;
import dev.keystile.webauthn.client.OriginPolicy;
import dev.keystile.webauthn.credential.CredentialDescriptor;
import dev.keystile.webauthn.credential.UserHandle;
import dev.keystile.webauthn.extension.AuthenticationExtensions;
import dev.keystile.webauthn.internal.ceremony.CeremonyTimeout;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an authentication asks for, and so what its response is held to
 * (<a href="https://www.w3.org/TR/webauthn-3/#dictionary-assertion-options">L3 §5.5</a>). The defaults of {@link #builder} sign
 * somebody in who has not said who it is, with user verification.
 *
 * @param user the account, if it was identified before the ceremony: only its credentials are accepted then. Name it also when
 *     the account turned out not to exist (with a random handle): then nothing is accepted. Without it, the response has to
 *     name the user.
 * @param allowCredentials the only credentials accepted, the most preferred first; empty lets the user choose among those that
 *     authenticators can offer
 * @param userVerification whether the authenticator has to verify its user
 * @param hints what the user is believed to use
 * @param extensions the extensions asked for
 * @param signCountPolicy what happens when the signature counter does not increase
 * @param backupEligibilityPolicy what happens when backup eligibility changes
 * @param attestedCredentialAccepted whether authenticator data may hold an attested credential, which is for registrations
 *     only: some platform authenticators of 2019 send it. It must be the credential itself then.
 * @param initializesUserVerification whether user verification in this ceremony may count as a factor from now on, although it
 *     did not at registration. L3 §4 (uvInitialized) wants another factor's authorization for this: set it only for a ceremony
 *     that follows one.
 * @param origins where the ceremony may run; null for where the relying party generally expects
 * @param timeout how long the ceremony lasts, a millisecond to a day; the client is told so in whole milliseconds, and later
 *     responses are refused
 */
public record AuthenticationRequest(
        @Nullable UserHandle user,
        List<CredentialDescriptor> allowCredentials,
        UserVerification userVerification,
        List<Hint> hints,
        AuthenticationExtensions extensions,
        SignCountPolicy signCountPolicy,
        BackupEligibilityPolicy backupEligibilityPolicy,
        boolean attestedCredentialAccepted,
        boolean initializesUserVerification,
        @Nullable OriginPolicy origins,
        Duration timeout) {

    /**
     * Copies the lists. Only the user and the origins may be null.
     *
     * @throws IllegalArgumentException if the timeout is shorter than a millisecond or longer than a day
     */
    public AuthenticationRequest {
        Objects.requireNonNull(userVerification, "userVerification");
        Objects.requireNonNull(extensions, "extensions");
        Objects.requireNonNull(signCountPolicy, "signCountPolicy");
        Objects.requireNonNull(backupEligibilityPolicy, "backupEligibilityPolicy");
        allowCredentials = List.copyOf(allowCredentials);
        hints = List.copyOf(hints);
        CeremonyTimeout.require(timeout);
    }

    /** Begins with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The same, as a builder. */
    public Builder toBuilder() {
        return new Builder()
                .user(user)
                .allowCredentials(allowCredentials)
                .userVerification(userVerification)
                .hints(hints)
                .extensions(extensions)
                .signCountPolicy(signCountPolicy)
                .backupEligibilityPolicy(backupEligibilityPolicy)
                .attestedCredentialAccepted(attestedCredentialAccepted)
                .initializesUserVerification(initializesUserVerification)
                .origins(origins)
                .timeout(timeout);
    }

    /** Collects what an authentication asks for. */
    public static final class Builder {
        private @Nullable UserHandle user;
        private List<CredentialDescriptor> allowCredentials = List.of();
        private UserVerification userVerification = UserVerification.REQUIRED;
        private List<Hint> hints = List.of();
        private AuthenticationExtensions extensions = AuthenticationExtensions.none();
        private SignCountPolicy signCountPolicy = SignCountPolicy.REJECT;
        private BackupEligibilityPolicy backupEligibilityPolicy = BackupEligibilityPolicy.STRICT;
        private boolean attestedCredentialAccepted;
        private boolean initializesUserVerification;
        private @Nullable OriginPolicy origins;
        private Duration timeout = CeremonyTimeout.DEFAULT;

        private Builder() {}

        /**
         * The account that was identified before the ceremony: only its credentials are accepted then. Nobody was,
         * by default and when null.
         */
        public Builder user(@Nullable UserHandle user) {
            this.user = user;
            return this;
        }

        /**
         * The only credentials accepted, the most preferred first. By default, and when empty, any that the user
         * chooses.
         */
        public Builder allowCredentials(List<CredentialDescriptor> allowCredentials) {
            this.allowCredentials = allowCredentials;
            return this;
        }

        /** Whether the authenticator has to verify its user (L3 §5.8.6). Required by default. */
        public Builder userVerification(UserVerification userVerification) {
            this.userVerification = userVerification;
            return this;
        }

        /** What the user is believed to use, the likeliest first (L3 §5.8.8). None by default. */
        public Builder hints(List<Hint> hints) {
            this.hints = hints;
            return this;
        }

        /** The extensions asked for. None by default. */
        public Builder extensions(AuthenticationExtensions extensions) {
            this.extensions = extensions;
            return this;
        }

        /**
         * What happens when the signature counter does not increase (L3 §7.2 step 22). By default the response is
         * refused.
         */
        public Builder signCountPolicy(SignCountPolicy signCountPolicy) {
            this.signCountPolicy = signCountPolicy;
            return this;
        }

        /** What happens when backup eligibility changes (L3 §7.2 step 19). By default the response is refused. */
        public Builder backupEligibilityPolicy(BackupEligibilityPolicy backupEligibilityPolicy) {
            this.backupEligibilityPolicy = backupEligibilityPolicy;
            return this;
        }

        /** Whether authenticator data may hold the credential itself, attested. By default they may not. */
        public Builder attestedCredentialAccepted(boolean accepted) {
            this.attestedCredentialAccepted = accepted;
            return this;
        }

        /**
         * Whether user verification in this ceremony may count as a factor from now on. By default it does not,
         * unless it did at registration.
         */
        public Builder initializesUserVerification(boolean initializes) {
            this.initializesUserVerification = initializes;
            return this;
        }

        /**
         * Where the ceremony may run. By default, and when null, where the relying party generally expects
         * ceremonies.
         */
        public Builder origins(@Nullable OriginPolicy origins) {
            this.origins = origins;
            return this;
        }

        /**
         * How long the ceremony lasts, a millisecond to a day. Five minutes by default, the least that L3 §15.1
         * recommends.
         */
        public Builder timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        /**
         * The request; the builder can go on.
         *
         * @throws IllegalArgumentException if the timeout is shorter than a millisecond or longer than a day
         */
        public AuthenticationRequest build() {
            return new AuthenticationRequest(
                    user,
                    allowCredentials,
                    userVerification,
                    hints,
                    extensions,
                    signCountPolicy,
                    backupEligibilityPolicy,
                    attestedCredentialAccepted,
                    initializesUserVerification,
                    origins,
                    timeout);
        }
    }
}
