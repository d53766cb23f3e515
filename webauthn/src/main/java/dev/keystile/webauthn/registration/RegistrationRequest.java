package dev.keystile.webauthn.registration;

import dev.keystile.webauthn.attestation.AttestationConveyance;
import dev.keystile.webauthn.attestation.AttestationFormat;
import dev.keystile.webauthn.attestation.AttestationPolicy;
import dev.keystile.webauthn.authenticator.AuthenticatorAttachment;
import dev.keystile.webauthn.authenticator.UserVerification;
import dev.keystile.webauthn.client.Hint;
import dev.keystile.webauthn.client.OriginPolicy;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.credential.CredentialDescriptor;
import dev.keystile.webauthn.credential.UserEntity;
import dev.keystile.webauthn.extension.RegistrationExtensions;
import dev.keystile.webauthn.internal.ceremony.CeremonyTimeout;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a registration asks for, and so what its response is held to
 * (<a href="https://www.w3.org/TR/webauthn-3/#dictionary-makecredentialoptions">L3 §5.4</a>). The defaults of {@link
 * #builder} ask for a passkey: discoverable, made with user verification.
 *
 * @param user the account
 * @param excludeCredentials the account's other credentials: an authenticator that has one of them makes no second, and a
 *     response with one of them is refused
 * @param algorithms the signature algorithms accepted, the most preferred first; empty for those that the relying party
 *     offers
 * @param residentKey whether the credential has to be discoverable
 * @param userVerification whether the authenticator has to verify its user
 * @param attachment the only attachment accepted; null for either. The client reports it and nothing signs the report, so
 *     this steers honest clients and keeps nobody out.
 * @param unreportedAttachmentAccepted whether a client that reports none (an old one) is accepted all the same
 * @param attestation the attestation that the client is asked to send
 * @param attestationFormats the formats preferred, the most preferred first; a wish only
 * @param attestationPolicy the attestation that is accepted
 * @param hints what the user is believed to use
 * @param extensions the extensions asked for
 * @param conditional whether this is a <em>conditional create</em>: made without a prompt just after another sign-in, so
 *     that user presence is waived. The page has to pass {@code mediation: "conditional"} beside the options.
 * @param origins where the ceremony may run; null for where the relying party generally expects
 * @param timeout how long the ceremony lasts, a millisecond to a day; the client is told so in whole milliseconds, and later
 *     responses are refused
 */
public record RegistrationRequest(
        UserEntity user,
        List<CredentialDescriptor> excludeCredentials,
        List<CoseAlgorithm> algorithms,
        ResidentKey residentKey,
        UserVerification userVerification,
        @Nullable AuthenticatorAttachment attachment,
        boolean unreportedAttachmentAccepted,
        AttestationConveyance attestation,
        List<AttestationFormat> attestationFormats,
        AttestationPolicy attestationPolicy,
        List<Hint> hints,
        RegistrationExtensions extensions,
        boolean conditional,
        @Nullable OriginPolicy origins,
        Duration timeout) {

    /**
     * Copies the lists. Only the attachment and the origins may be null.
     *
     * @throws IllegalArgumentException if the timeout is shorter than a millisecond or longer than a day
     */
    public RegistrationRequest {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(residentKey, "residentKey");
        Objects.requireNonNull(userVerification, "userVerification");
        Objects.requireNonNull(attestation, "attestation");
        Objects.requireNonNull(attestationPolicy, "attestationPolicy");
        Objects.requireNonNull(extensions, "extensions");
        excludeCredentials = List.copyOf(excludeCredentials);
        algorithms = List.copyOf(algorithms);
        attestationFormats = List.copyOf(attestationFormats);
        hints = List.copyOf(hints);
        CeremonyTimeout.require(timeout);
    }

    /** Begins with the defaults for this account. */
    public static Builder builder(UserEntity user) {
        return new Builder(user);
    }

    /** The same, as a builder. */
    public Builder toBuilder() {
        return new Builder(user)
                .excludeCredentials(excludeCredentials)
                .algorithms(algorithms)
                .residentKey(residentKey)
                .userVerification(userVerification)
                .attachment(attachment)
                .unreportedAttachmentAccepted(unreportedAttachmentAccepted)
                .attestation(attestation)
                .attestationFormats(attestationFormats)
                .attestationPolicy(attestationPolicy)
                .hints(hints)
                .extensions(extensions)
                .conditional(conditional)
                .origins(origins)
                .timeout(timeout);
    }

    /** Collects what a registration asks for. */
    public static final class Builder {
        private final UserEntity user;
        private List<CredentialDescriptor> excludeCredentials = List.of();
        private List<CoseAlgorithm> algorithms = List.of();
        private ResidentKey residentKey = ResidentKey.REQUIRED;
        private @Nullable UserVerification userVerification;
        private @Nullable AuthenticatorAttachment attachment;
        private boolean unreportedAttachmentAccepted;
        private AttestationConveyance attestation = AttestationConveyance.NONE;
        private List<AttestationFormat> attestationFormats = List.of();
        private AttestationPolicy attestationPolicy = AttestationPolicy.any();
        private List<Hint> hints = List.of();
        private RegistrationExtensions extensions =
                RegistrationExtensions.builder().credProps().build();
        private boolean conditional;
        private @Nullable OriginPolicy origins;
        private Duration timeout = CeremonyTimeout.DEFAULT;

        private Builder(UserEntity user) {
            this.user = user;
        }

        /**
         * The account's other credentials, none by default. Name them all: it keeps an authenticator from making a
         * second passkey for the account.
         */
        public Builder excludeCredentials(List<CredentialDescriptor> excludeCredentials) {
            this.excludeCredentials = excludeCredentials;
            return this;
        }

        /**
         * The algorithms accepted, the most preferred first. By default, and when empty, those that the relying
         * party offers.
         */
        public Builder algorithms(List<CoseAlgorithm> algorithms) {
            this.algorithms = algorithms;
            return this;
        }

        /** Whether the credential has to be discoverable (L3 §5.4.6). Required by default. */
        public Builder residentKey(ResidentKey residentKey) {
            this.residentKey = residentKey;
            return this;
        }

        /**
         * Whether the authenticator has to verify its user (L3 §5.8.6). Required by default; preferred by default
         * for a conditional create, where clients often cannot verify the user and then fail if they must.
         */
        public Builder userVerification(UserVerification userVerification) {
            this.userVerification = userVerification;
            return this;
        }

        /** The only attachment accepted (L3 §5.4.5). Either by default, and when null. */
        public Builder attachment(@Nullable AuthenticatorAttachment attachment) {
            this.attachment = attachment;
            return this;
        }

        /** Whether a client that reports no attachment is accepted where one is asked for. By default it is not. */
        public Builder unreportedAttachmentAccepted(boolean accepted) {
            this.unreportedAttachmentAccepted = accepted;
            return this;
        }

        /** What the client is asked to do with the attestation (L3 §5.4.7). To leave it out, by default. */
        public Builder attestation(AttestationConveyance attestation) {
            this.attestation = attestation;
            return this;
        }

        /** The statement formats preferred, the most preferred first (L3 §5.4). No preference by default. */
        public Builder attestationFormats(List<AttestationFormat> attestationFormats) {
            this.attestationFormats = attestationFormats;
            return this;
        }

        /** The attestation accepted. Any correct one by default, and none. */
        public Builder attestationPolicy(AttestationPolicy attestationPolicy) {
            this.attestationPolicy = attestationPolicy;
            return this;
        }

        /** What the user is believed to use, the likeliest first (L3 §5.8.8). None by default. */
        public Builder hints(List<Hint> hints) {
            this.hints = hints;
            return this;
        }

        /**
         * The extensions asked for, instead of the default: {@code credProps}, which tells whether the credential is
         * discoverable.
         */
        public Builder extensions(RegistrationExtensions extensions) {
            this.extensions = extensions;
            return this;
        }

        /**
         * Whether the page makes the passkey in passing, by {@code mediation: "conditional"}: user presence is
         * waived then (L3 §7.1 step 15). It does not, by default.
         */
        public Builder conditional(boolean conditional) {
            this.conditional = conditional;
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
        public RegistrationRequest build() {
            UserVerification defaultVerification = conditional ? UserVerification.PREFERRED : UserVerification.REQUIRED;
            return new RegistrationRequest(
                    user,
                    excludeCredentials,
                    algorithms,
                    residentKey,
                    userVerification == null ? defaultVerification : userVerification,
                    attachment,
                    unreportedAttachmentAccepted,
                    attestation,
                    attestationFormats,
                    attestationPolicy,
                    hints,
                    extensions,
                    conditional,
                    origins,
                    timeout);
        }
    }
}
