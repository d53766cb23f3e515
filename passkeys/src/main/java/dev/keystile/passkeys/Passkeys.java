package dev.keystile.passkeys;

import dev.keystile.passkeys.ceremony.CeremonyKind;
import dev.keystile.passkeys.ceremony.CeremonySealer;
import dev.keystile.passkeys.store.Storage;
import dev.keystile.passkeys.tenant.RelyingPartyId;
import dev.keystile.webauthn.RelyingParty;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The use cases of one relying party. Cheap to make, keeps no state but the ceremony keys it has loaded, thread-safe.
 *
 * <pre>{@code
 * RelyingParty relyingParty = RelyingParty.builder("example.org", "Example")
 *         .origin("https://example.org")
 *         .build();
 * Passkeys passkeys = Passkeys.builder(RelyingPartyId.DEFAULT, relyingParty, InMemoryStorage.create()).build();
 *
 * BegunCeremony begun = passkeys.signIn().begin(client);
 * // begun.publicKey() to the browser, and begun.ceremony() with it
 * SignedIn signedIn = passkeys.signIn().finish(ceremony, credential, client);
 * }</pre>
 */
public final class Passkeys {

    private final RelyingParty relyingParty;
    private final PasskeyPolicy policy;
    private final CeremonySealer sealer;
    private final SignUp signUp;
    private final SignIn signIn;
    private final Reauthentication reauthentication;
    private final AddPasskey addPasskey;
    private final OwnPasskeys ownPasskeys;
    private final Accounts accounts;
    private final Housekeeping housekeeping;

    private Passkeys(Builder builder) {
        Clock clock = Clock.tick(builder.clock, Duration.ofMillis(1)); // stores keep milliseconds
        this.relyingParty = builder.relyingParty;
        this.policy = builder.policy;
        this.sealer = new CeremonySealer(
                builder.id, builder.storage.ceremonyKeys(), policy.ceremonyKeyRotation(), clock, builder.random);
        Tenant tenant = new Tenant(
                builder.id,
                policy,
                new Ceremonies(relyingParty, policy, sealer, builder.random),
                builder.storage.passkeys(),
                builder.naming,
                new Journal(builder.id, builder.storage.auditLog(), clock),
                builder.random);
        Assertions assertions = new Assertions(tenant, relyingParty.id());
        this.signUp = new SignUpCeremony(tenant);
        this.signIn = new SignInCeremony(tenant, assertions);
        this.reauthentication = new ReauthenticationCeremony(tenant, assertions);
        this.addPasskey = new AddPasskeyCeremony(tenant);
        this.ownPasskeys = new StoredPasskeys(tenant);
        this.accounts = new StoredAccounts(tenant);
        this.housekeeping = new Housekeeping(builder.id, policy, builder.storage, clock);
    }

    /**
     * Begins with the default policy, English names for new passkeys, the system's clock and randomness.
     *
     * @param id under which name its data is kept
     * @param relyingParty verifies; should go by the same clock
     * @param storage where everything is kept
     */
    public static Builder builder(RelyingPartyId id, RelyingParty relyingParty, Storage storage) {
        return new Builder(id, relyingParty, storage);
    }

    /** The relying party that verifies. */
    public RelyingParty relyingParty() {
        return relyingParty;
    }

    /** What it demands and allows. */
    public PasskeyPolicy policy() {
        return policy;
    }

    /** Making oneself an account. */
    public SignUp signUp() {
        return signUp;
    }

    /** Signing in. */
    public SignIn signIn() {
        return signIn;
    }

    /** Confirming that it is still the same person. */
    public Reauthentication reauthentication() {
        return reauthentication;
    }

    /** Giving an account one more passkey. */
    public AddPasskey addPasskey() {
        return addPasskey;
    }

    /** A person's own passkeys. */
    public OwnPasskeys ownPasskeys() {
        return ownPasskeys;
    }

    /** All accounts, for operators. */
    public Accounts accounts() {
        return accounts;
    }

    /** Throwing away what has had its time. */
    public Housekeeping housekeeping() {
        return housekeeping;
    }

    /**
     * What a ceremony text was begun for, if it is one of this relying party's; whether it may still be finished, and by whom,
     * this does not say.
     */
    public Optional<CeremonyKind> kindOf(String ceremony) {
        return sealer.kindOf(ceremony);
    }

    /** Collects what the use cases need. */
    public static final class Builder {

        private final RelyingPartyId id;
        private final RelyingParty relyingParty;
        private final Storage storage;
        private PasskeyPolicy policy = PasskeyPolicy.defaults();
        private PasskeyNaming naming = PasskeyNaming.english();
        private Clock clock = Clock.systemUTC();
        private SecureRandom random = new SecureRandom();

        private Builder(RelyingPartyId id, RelyingParty relyingParty, Storage storage) {
            this.id = id;
            this.relyingParty = relyingParty;
            this.storage = storage;
        }

        /** What to demand and allow. */
        public Builder policy(PasskeyPolicy policy) {
            this.policy = policy;
            return this;
        }

        /** What to call new passkeys; English unless told. */
        public Builder naming(PasskeyNaming naming) {
            this.naming = naming;
            return this;
        }

        /** What time it is. */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /** Makes keys, nonces, identifiers and user handles. */
        public Builder random(SecureRandom random) {
            this.random = random;
            return this;
        }

        /** The use cases. */
        public Passkeys build() {
            return new Passkeys(this);
        }
    }
}
