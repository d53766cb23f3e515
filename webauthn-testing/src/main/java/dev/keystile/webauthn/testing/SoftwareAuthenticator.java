package dev.keystile.webauthn.testing;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An <a href="https://www.w3.org/TR/webauthn-3/#authenticator">authenticator</a> in software, holding any number of
 * credentials of any number of relying parties. A {@link WebAuthnClient} talks to it.
 *
 * <p>By default it is a security key that verifies its user, makes discoverable ES256 credentials, counts each
 * credential's uses and gives no attestation. An authenticator is safe for use by many threads. The {@code with…}
 * methods give the same authenticator, with the same credentials, as it behaves in another situation:
 *
 * <pre>{@code
 * client.get(options, authenticator.withUserVerification(false));   // the finger was wet
 * client.get(options, authenticator.withCredential(second));        // the person chose another account
 * }</pre>
 */
public final class SoftwareAuthenticator {
    private static final byte[] NOTHING = {};

    private final AuthenticatorSettings settings;
    private final SecureRandom random;
    private final CredentialStore credentials;
    private final AtomicLong globalSignCount;

    private SoftwareAuthenticator(
            AuthenticatorSettings settings,
            SecureRandom random,
            CredentialStore credentials,
            AtomicLong globalSignCount) {
        this.settings = settings;
        this.random = random;
        this.credentials = credentials;
        this.globalSignCount = globalSignCount;
    }

    /** A security key: roaming, device-bound, counting. */
    public static Builder builder() {
        return new Builder();
    }

    /** A provider of synchronised passkeys, as phones and password managers are: backed up, not counting. */
    public static Builder passkeyProvider() {
        return builder()
                .attachment(Attachment.PLATFORM)
                .transports("hybrid", "internal")
                .backupEligible(true)
                .backupState(true)
                .signCounter(SignCounter.NONE);
    }

    /** All credentials, the newest last. */
    public List<SoftwareCredential> credentials() {
        return credentials.all();
    }

    /**
     * The credential that was made last.
     *
     * @throws IllegalStateException if there is none
     */
    public SoftwareCredential newestCredential() {
        List<SoftwareCredential> all = credentials.all();
        if (all.isEmpty()) {
            throw new IllegalStateException("this authenticator has no credential yet");
        }
        return all.get(all.size() - 1);
    }

    /**
     * The certificate of the key that signs this authenticator's attestation statements, where that is one key for all
     * credentials: it may itself be a relying party's trust anchor.
     *
     * @throws IllegalStateException if the first kind of attestation has no such certificate
     */
    public X509Certificate attestationCertificate() {
        Attestation attestation = settings.attestations().get(0);
        return attestation
                .certificate(settings.aaguid())
                .orElseThrow(() -> new IllegalStateException(
                        attestation.format() + " has no one certificate for all credentials"));
    }

    /** Puts a credential onto the authenticator, as though it had been made there. */
    public void add(SoftwareCredential credential) {
        credentials.add(credential);
    }

    /**
     * A credential as sites made them with the legacy U2F API, before WebAuthn: for an AppID, such as {@code
     * https://example.org/u2f.json}, and good for sign-ins whose options have the extension {@code appid}.
     *
     * @param appId what the authenticator data carry the SHA-256 of, instead of an RP ID's
     */
    public SoftwareCredential registerU2f(String appId) {
        SoftwareCredential credential = new SoftwareCredential(
                settings.newCredentialId(random),
                appId,
                new SoftwareCredential.User(NOTHING, "", ""),
                SigningKey.generate(Algorithm.ES256, random),
                false,
                CredentialProtection.OPTIONAL,
                NOTHING);
        credentials.add(credential);
        return credential;
    }

    /** Forgets a credential. */
    public void remove(SoftwareCredential credential) {
        credentials.remove(credential);
    }

    /** The same authenticator, able or unable to verify its user. */
    public SoftwareAuthenticator withUserVerification(boolean userVerification) {
        return with(new Builder(settings).userVerification(userVerification));
    }

    /** The same authenticator, saying that its user was present, or signing without. */
    public SoftwareAuthenticator withUserPresence(boolean userPresence) {
        return with(new Builder(settings).userPresence(userPresence));
    }

    /** The same authenticator, with its credentials eligible for backup or not. */
    public SoftwareAuthenticator withBackupEligible(boolean backupEligible) {
        return with(new Builder(settings).backupEligible(backupEligible));
    }

    /** The same authenticator, with its credentials backed up or not. */
    public SoftwareAuthenticator withBackupState(boolean backupState) {
        return with(new Builder(settings).backupState(backupState));
    }

    /** The same authenticator, giving these kinds of attestation. */
    public SoftwareAuthenticator withAttestation(Attestation... attestations) {
        return with(new Builder(settings).attestation(attestations));
    }

    /** The same authenticator, making credentials of these algorithms. */
    public SoftwareAuthenticator withAlgorithms(Algorithm... algorithms) {
        return with(new Builder(settings).algorithms(algorithms));
    }

    /** The same authenticator after its user picked this credential. */
    public SoftwareAuthenticator withCredential(SoftwareCredential credential) {
        return with(new Builder(settings).chosen(credential));
    }

    private SoftwareAuthenticator with(Builder changed) {
        return new SoftwareAuthenticator(changed.settings(), random, credentials, globalSignCount);
    }

    Attachment attachment() {
        return settings.attachment();
    }

    List<String> transports() {
        return settings.transports();
    }

    boolean canVerifyUser() {
        return settings.userVerification();
    }

    boolean canMakeDiscoverable() {
        return settings.discoverable();
    }

    Set<Extension> extensions() {
        return settings.extensions();
    }

    Optional<SoftwareCredential> find(String rpId, byte[] credentialId) {
        return credentials.find(rpId, credentialId);
    }

    Optional<SoftwareCredential> findDiscoverable(String rpId, byte[] userHandle) {
        return credentials.findDiscoverable(rpId, userHandle);
    }

    MakeCredential.Made makeCredential(MakeCredential.Request request, Faults faults) {
        return new MakeCredential(settings, credentials, globalSignCount, random).perform(request, faults);
    }

    GetAssertion.Made getAssertion(GetAssertion.Request request, Faults faults) {
        return new GetAssertion(settings, credentials, globalSignCount, random).perform(request, faults);
    }

    /** Collects what a {@link SoftwareAuthenticator} is like. */
    public static final class Builder {
        private UUID aaguid = new UUID(0, 0);
        private List<Algorithm> algorithms = List.of(Algorithm.ES256);
        private List<Attestation> attestations = List.of(Attestation.none());
        private Attachment attachment = Attachment.CROSS_PLATFORM;
        private List<String> transports = List.of("usb");
        private boolean discoverable = true;
        private boolean userPresence = true;
        private boolean userVerification = true;
        private boolean backupEligible;
        private boolean backupState;
        private SignCounter signCounter = SignCounter.PER_CREDENTIAL;
        private int credentialIdLength = 32;
        private int minPinLength = 6;
        private Set<Extension> extensions = Set.of(Extension.values());
        private @Nullable Function<Algorithm, KeyPair> keyPairs;
        private @Nullable SoftwareCredential chosen;
        private @Nullable SecureRandom random;

        private Builder() {}

        private Builder(AuthenticatorSettings settings) {
            aaguid = settings.aaguid();
            algorithms = settings.algorithms();
            attestations = settings.attestations();
            attachment = settings.attachment();
            transports = settings.transports();
            discoverable = settings.discoverable();
            userPresence = settings.userPresence();
            userVerification = settings.userVerification();
            backupEligible = settings.backupEligible();
            backupState = settings.backupState();
            signCounter = settings.signCounter();
            credentialIdLength = settings.credentialIdLength();
            minPinLength = settings.minPinLength();
            extensions = settings.extensions();
            keyPairs = settings.keyPairs();
            chosen = settings.chosen();
        }

        /** The model's identifier; all zeros by default. */
        public Builder aaguid(UUID aaguid) {
            this.aaguid = aaguid;
            return this;
        }

        /** What the authenticator makes; the relying party's order decides between them. ES256 by default. */
        public Builder algorithms(Algorithm... algorithms) {
            this.algorithms = List.of(algorithms);
            return this;
        }

        /**
         * The statements that the authenticator can make, the preferred one first; none by default. Clients pass them
         * on when the relying party asks for attestation.
         *
         * @throws IllegalArgumentException if there is none; no attestation is {@link Attestation#none()}
         */
        public Builder attestation(Attestation... attestations) {
            if (attestations.length == 0) {
                throw new IllegalArgumentException("no attestation is Attestation.none()");
            }
            this.attestations = List.of(attestations);
            return this;
        }

        /** How it is attached to the device; roaming ({@link Attachment#CROSS_PLATFORM}) by default. */
        public Builder attachment(Attachment attachment) {
            this.attachment = attachment;
            return this;
        }

        /**
         * How the authenticator is reached, such as {@code usb}, {@code nfc}, {@code internal}; {@code usb} by
         * default. Responses name them once each, in alphabetical order.
         */
        public Builder transports(String... transports) {
            this.transports = List.copyOf(new TreeSet<>(List.of(transports)));
            return this;
        }

        /** Whether credentials can be discoverable, and then are unless the relying party discourages it; so by default. */
        public Builder discoverable(boolean discoverable) {
            this.discoverable = discoverable;
            return this;
        }

        /** Whether signatures say that the user was present; so by default. */
        public Builder userPresence(boolean userPresence) {
            this.userPresence = userPresence;
            return this;
        }

        /** Whether the user can be verified, and then is unless the relying party discourages it; so by default. */
        public Builder userVerification(boolean userVerification) {
            this.userVerification = userVerification;
            return this;
        }

        /** Whether credentials may be backed up; not so by default. */
        public Builder backupEligible(boolean backupEligible) {
            this.backupEligible = backupEligible;
            return this;
        }

        /** Whether credentials are backed up; not so by default. */
        public Builder backupState(boolean backupState) {
            this.backupState = backupState;
            return this;
        }

        /** {@link SignCounter#PER_CREDENTIAL} by default. */
        public Builder signCounter(SignCounter signCounter) {
            this.signCounter = signCounter;
            return this;
        }

        /**
         * How long new credential ids are, 1 to 1023 bytes; 32 by default.
         *
         * @throws IllegalArgumentException if the length is out of this range
         */
        public Builder credentialIdLength(int length) {
            if (length < 1 || length > 1023) {
                throw new IllegalArgumentException("a credential id has 1 to 1023 bytes, not " + length);
            }
            this.credentialIdLength = length;
            return this;
        }

        /** The extensions that the authenticator has: all of them by default. They act when the options ask for them. */
        public Builder extensions(Extension... extensions) {
            this.extensions = Set.of(extensions);
            return this;
        }

        /** What {@code minPinLength} reports, in Unicode code points: 4 to 63 for real authenticators; 6 by default. */
        public Builder minPinLength(int minPinLength) {
            this.minPinLength = minPinLength;
            return this;
        }

        /** Where keys, ids and signatures get their randomness; a new {@link SecureRandom} by default. */
        public Builder random(SecureRandom random) {
            this.random = random;
            return this;
        }

        /** Where new credentials' key pairs come from; by default they are made. Spares the wait for RSA keys where many are needed. */
        public Builder keyPairs(Function<Algorithm, KeyPair> keyPairs) {
            this.keyPairs = keyPairs;
            return this;
        }

        /** Makes everything the same in every run: keys, ids and signatures depend on the seed and the calls alone. */
        public Builder seed(long seed) {
            return random(new SeededRandom(seed));
        }

        private Builder chosen(SoftwareCredential credential) {
            this.chosen = credential;
            return this;
        }

        /** A new authenticator without credentials. */
        public SoftwareAuthenticator build() {
            return new SoftwareAuthenticator(
                    settings(), random == null ? new SecureRandom() : random, new CredentialStore(), new AtomicLong());
        }

        private AuthenticatorSettings settings() {
            return new AuthenticatorSettings(
                    aaguid,
                    algorithms,
                    attestations,
                    attachment,
                    transports,
                    discoverable,
                    userPresence,
                    userVerification,
                    backupEligible,
                    backupState,
                    signCounter,
                    credentialIdLength,
                    minPinLength,
                    extensions,
                    keyPairs,
                    chosen);
        }
    }
}
