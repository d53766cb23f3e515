package dev.keystile.webauthn;

import dev.keystile.webauthn.attestation.AttestationVerifier;
import dev.keystile.webauthn.attestation.TrustAnchorSource;
import dev.keystile.webauthn.authentication.AuthenticationCeremony;
import dev.keystile.webauthn.authentication.AuthenticationRefusedException;
import dev.keystile.webauthn.authentication.AuthenticationRequest;
import dev.keystile.webauthn.authentication.AuthenticationResponse;
import dev.keystile.webauthn.authentication.PendingAuthentication;
import dev.keystile.webauthn.authentication.VerifiedAuthentication;
import dev.keystile.webauthn.client.Challenge;
import dev.keystile.webauthn.client.Origin;
import dev.keystile.webauthn.client.OriginPolicy;
import dev.keystile.webauthn.client.RpId;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.cose.SignatureSuite;
import dev.keystile.webauthn.credential.CredentialRecord;
import dev.keystile.webauthn.credential.UserEntity;
import dev.keystile.webauthn.registration.PendingRegistration;
import dev.keystile.webauthn.registration.RegistrationCeremony;
import dev.keystile.webauthn.registration.RegistrationRefusedException;
import dev.keystile.webauthn.registration.RegistrationRequest;
import dev.keystile.webauthn.registration.RegistrationResponse;
import dev.keystile.webauthn.registration.VerifiedRegistration;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A WebAuthn relying party (<a href="https://www.w3.org/TR/webauthn-3/#sctn-rp-operations">L3 §7</a>): begins ceremonies, and
 * verifies what comes back.
 *
 * <pre>{@code
 * RelyingParty relyingParty = RelyingParty.builder("example.org", "Example")
 *         .origin("https://example.org")
 *         .build();
 *
 * PendingRegistration pending = relyingParty.beginRegistration(user);
 * // pending.optionsJson() to the browser; pending.toJson() to where its client cannot change it
 * VerifiedRegistration verified = relyingParty.verify(pending, RegistrationResponse.parse(json));
 * // verified.credentialRecord() to the database
 * }</pre>
 *
 * <p>It keeps nothing of a ceremony between calls, does no I/O, and can be used by any number of threads. Two things are the caller's, because
 * they need storage: that a pending ceremony is used once only, and that a credential id belongs to one user only.
 */
public final class RelyingParty {

    private final RpId id;
    private final String name;
    private final OriginPolicy origins;
    private final Clock clock;
    private final SecureRandom random;
    private final List<CoseAlgorithm> algorithms;
    private final RegistrationCeremony registration;
    private final AuthenticationCeremony authentication;

    private RelyingParty(Builder builder, SignatureSuite signatures) {
        this.id = builder.id;
        this.name = builder.name;
        this.origins = builder.originPolicy();
        this.clock = builder.clock;
        this.random = builder.random;
        this.algorithms = signatures.recommended();
        this.registration = new RegistrationCeremony(
                id, clock, signatures, new AttestationVerifier(signatures, builder.trustAnchors));
        this.authentication = new AuthenticationCeremony(id, clock, signatures);
    }

    /**
     * Begins with the defaults.
     *
     * @param id the RP ID, such as {@code example.org}: it can never be changed
     * @param name a name that people know, which some clients show
     * @throws IllegalArgumentException if the id is no host name in lower case, or an IP address
     */
    public static Builder builder(String id, String name) {
        return new Builder(RpId.of(id), name);
    }

    /** The RP ID. */
    public RpId id() {
        return id;
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** Where ceremonies are expected to run, unless a request says otherwise. */
    public OriginPolicy origins() {
        return origins;
    }

    /**
     * The algorithms offered, the most preferred first, unless a registration says otherwise: those of {@link
     * SignatureSuite#recommended()}; unmodifiable.
     */
    public List<CoseAlgorithm> algorithms() {
        return algorithms;
    }

    /** Begins the registration of a passkey for this account, as {@link RegistrationRequest#builder} would. */
    public PendingRegistration beginRegistration(UserEntity user) {
        return beginRegistration(RegistrationRequest.builder(user).build());
    }

    /**
     * Begins a registration with a fresh challenge of 32 random bytes.
     *
     * @return the ceremony, which expires when the request's timeout is over
     */
    public PendingRegistration beginRegistration(RegistrationRequest request) {
        return beginRegistration(request, Challenge.random(random));
    }

    /** Begins a registration with a challenge of the caller's: unpredictable, and never used before. */
    public PendingRegistration beginRegistration(RegistrationRequest request, Challenge challenge) {
        RegistrationRequest resolved = request.toBuilder()
                .origins(request.origins() == null ? origins : request.origins())
                .algorithms(request.algorithms().isEmpty() ? algorithms : request.algorithms())
                .build();
        return new PendingRegistration(id, name, challenge, clock.instant().plus(request.timeout()), resolved);
    }

    /**
     * Finishes a registration. Take the pending ceremony out of where it was kept first, so that it cannot be used again.
     *
     * @param pending what {@link #beginRegistration} gave, or what was read back of it
     * @param response what the client returned for it
     * @return what to store, in one atomic step with the check that no user has this credential id
     * @throws RegistrationRefusedException with the first failure in the specification's order (L3 §7.1)
     */
    public VerifiedRegistration verify(PendingRegistration pending, RegistrationResponse response)
            throws RegistrationRefusedException {
        return registration.verify(pending, response);
    }

    /** Begins the sign-in of somebody who has not said who it is, as {@link AuthenticationRequest#builder} would. */
    public PendingAuthentication beginAuthentication() {
        return beginAuthentication(AuthenticationRequest.builder().build());
    }

    /**
     * Begins an authentication with a fresh challenge of 32 random bytes.
     *
     * @return the ceremony, which expires when the request's timeout is over
     */
    public PendingAuthentication beginAuthentication(AuthenticationRequest request) {
        return beginAuthentication(request, Challenge.random(random));
    }

    /** Begins an authentication with a challenge of the caller's: unpredictable, and never used before. */
    public PendingAuthentication beginAuthentication(AuthenticationRequest request, Challenge challenge) {
        AuthenticationRequest resolved =
                request.origins() == null ? request.toBuilder().origins(origins).build() : request;
        return new PendingAuthentication(id, challenge, clock.instant().plus(request.timeout()), resolved);
    }

    /**
     * Finishes an authentication. Take the pending ceremony out of where it was kept first, so that it cannot be used again.
     *
     * @param pending what {@link #beginAuthentication} gave, or what was read back of it
     * @param response what the client returned for it
     * @param credential the record stored under {@link AuthenticationResponse#unverifiedCredentialId()}; if there is
     *     none, the authentication has failed
     * @return the record to store instead, and who signed in
     * @throws AuthenticationRefusedException with the first failure in the specification's order (L3 §7.2)
     */
    public VerifiedAuthentication verify(
            PendingAuthentication pending, AuthenticationResponse response, CredentialRecord credential)
            throws AuthenticationRefusedException {
        return authentication.verify(pending, response, credential);
    }

    @Override
    public String toString() {
        return "RelyingParty[" + id + "]";
    }

    /** Collects what a relying party needs. */
    public static final class Builder {

        private final RpId id;
        private final String name;
        private final Set<Origin> origins = new LinkedHashSet<>();
        private boolean crossOrigin;
        private final Set<Origin> topOrigins = new LinkedHashSet<>();
        private Clock clock = Clock.systemUTC();
        private SecureRandom random = new SecureRandom();
        private @Nullable SignatureSuite signatures;
        private TrustAnchorSource trustAnchors = TrustAnchorSource.none();

        private Builder(RpId id, String name) {
            this.id = id;
            this.name = Objects.requireNonNull(name, "name");
        }

        /**
         * Expects ceremonies at an origin: {@code https://}, a host that is the RP ID or below it, and a port if it is not the
         * default one; for development also {@code http://localhost} with a port. At least one origin is needed.
         *
         * @throws IllegalArgumentException if it is no origin, or one where browsers refuse this RP ID
         */
        public Builder origin(String origin) {
            return origin(Origin.of(origin));
        }

        /** As {@link #origin(String)}; also for origins of apps. */
        public Builder origin(Origin origin) {
            if (origin.isWeb() && !id.covers(origin)) {
                throw new IllegalArgumentException("the RP ID " + id + " is neither the host of " + origin
                        + " nor a domain above it; if a related-origins document allows it, use relatedOrigin");
            }
            return relatedOrigin(origin);
        }

        /**
         * Expects ceremonies at an origin that the RP ID's
         * <a href="https://www.w3.org/TR/webauthn-3/#sctn-related-origins">related-origins document</a> names.
         *
         * @throws IllegalArgumentException if it is an http origin on another machine than the browser's own
         */
        public Builder relatedOrigin(Origin origin) {
            if (!origin.isSecureContext()) {
                throw new IllegalArgumentException(
                        origin + " must be https: browsers allow WebAuthn over http on localhost only");
            }
            origins.add(origin);
            return this;
        }

        /**
         * Also expects ceremonies in frames inside pages of these other origins (L3 §5.10). Clients of Level 2 do
         * not name the page around the frame; with this, a frame in any page is accepted from them.
         *
         * @param topOrigins may be empty, for clients of Level 2 alone
         */
        public Builder embeddedIn(Set<Origin> topOrigins) {
            this.crossOrigin = true;
            this.topOrigins.addAll(topOrigins);
            return this;
        }

        /** What expiry and the validity of certificates are judged by; the system's clock in UTC by default. */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /** What challenges are made of; a new {@link SecureRandom} by default. */
        public Builder random(SecureRandom random) {
            this.random = random;
            return this;
        }

        /** What verifies signatures; {@link SignatureSuite#platform()} by default. */
        public Builder signatures(SignatureSuite signatures) {
            this.signatures = signatures;
            return this;
        }

        /** Who says which authenticators are what they claim to be; {@link TrustAnchorSource#none()} by default. */
        public Builder trustAnchors(TrustAnchorSource trustAnchors) {
            this.trustAnchors = trustAnchors;
            return this;
        }

        private OriginPolicy originPolicy() {
            return new OriginPolicy(origins, crossOrigin, topOrigins);
        }

        /**
         * The relying party. Without a suite set it asks the installed providers what they can verify, which takes a
         * moment: make one and keep it.
         *
         * @throws IllegalArgumentException if no origin was given
         */
        public RelyingParty build() {
            return new RelyingParty(this, signatures == null ? SignatureSuite.platform() : signatures);
        }
    }
}
