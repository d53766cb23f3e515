package dev.keystile.passkeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keystile.passkeys.account.Account;
import dev.keystile.passkeys.account.AccountHolder;
import dev.keystile.passkeys.account.AccountId;
import dev.keystile.passkeys.account.ModelTrust;
import dev.keystile.passkeys.account.NameProblem;
import dev.keystile.passkeys.account.Passkey;
import dev.keystile.passkeys.account.PasskeyName;
import dev.keystile.passkeys.account.Username;
import dev.keystile.passkeys.audit.AuditAction;
import dev.keystile.passkeys.audit.AuditEntry;
import dev.keystile.passkeys.ceremony.BrowserBinding;
import dev.keystile.passkeys.ceremony.CeremonyKind;
import dev.keystile.passkeys.store.Parallel;
import dev.keystile.passkeys.store.Storage;
import dev.keystile.passkeys.tenant.RelyingPartyId;
import dev.keystile.webauthn.RelyingParty;
import dev.keystile.webauthn.attestation.AttestationConveyance;
import dev.keystile.webauthn.attestation.AttestationFormat;
import dev.keystile.webauthn.attestation.AttestationPolicy;
import dev.keystile.webauthn.attestation.TrustAnchorSource;
import dev.keystile.webauthn.authentication.SignCountPolicy;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.authenticator.UserVerification;
import dev.keystile.webauthn.credential.Discoverability;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.testing.Attestation;
import dev.keystile.webauthn.testing.AttestationAuthority;
import dev.keystile.webauthn.testing.AuthenticatorFlag;
import dev.keystile.webauthn.testing.Fault;
import dev.keystile.webauthn.testing.SettableClock;
import dev.keystile.webauthn.testing.SignatureFault;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import dev.keystile.webauthn.testing.WebAuthnClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the use cases promise, with a software authenticator on the browser's side and a real store behind them. Every store
 * module runs it.
 */
public abstract class UseCasesContract {

    private static final RelyingPartyId SHOP = new RelyingPartyId("shop");
    private static final String ORIGIN = "https://shop.example.org";
    private static final Client ANNAS_LAPTOP =
            Client.browser(BrowserBinding.of("the secret of Anna's laptop")).at("192.0.2.7");
    private static final Client ELSEWHERE = Client.browser(BrowserBinding.of("another secret"));

    protected final SettableClock clock = SettableClock.standingAt(Instant.parse("2026-11-22T12:00:00Z"));
    private final WebAuthnClient browser = WebAuthnClient.at(ORIGIN);
    private final SoftwareAuthenticator key = SoftwareAuthenticator.builder().build();
    private final SoftwareAuthenticator phone =
            SoftwareAuthenticator.passkeyProvider().build();

    protected Storage storage;
    protected Passkeys passkeys;

    /** An empty store. */
    protected abstract Storage emptyStorage() throws Exception;

    /** Everything in the store but the audit log, in a form that equals itself only if nothing was changed. */
    protected abstract Object everythingButAudit() throws Exception;

    @BeforeEach
    void begin() throws Exception {
        storage = emptyStorage();
        passkeys = with(PasskeyPolicy.defaults());
    }

    private Passkeys with(PasskeyPolicy policy) {
        return with(SHOP, policy);
    }

    private Passkeys with(RelyingPartyId id, PasskeyPolicy policy) {
        return with(id, policy, TrustAnchorSource.none());
    }

    private Passkeys with(RelyingPartyId id, PasskeyPolicy policy, TrustAnchorSource trustAnchors) {
        RelyingParty relyingParty = RelyingParty.builder("shop.example.org", "The Shop")
                .origin(ORIGIN)
                .clock(clock)
                .trustAnchors(trustAnchors)
                .build();
        return Passkeys.builder(id, relyingParty, storage)
                .policy(policy)
                .clock(clock)
                .build();
    }

    private SignedIn signUp(String username) throws RefusedException {
        return signUp(username, phone);
    }

    private SignedIn signUp(String username, SoftwareAuthenticator authenticator) throws RefusedException {
        BegunCeremony begun = passkeys.signUp().begin(username, "", ANNAS_LAPTOP);
        String credential = browser.create(begun.publicKey(), authenticator);
        return passkeys.signUp().finish(begun.ceremony(), credential, ANNAS_LAPTOP);
    }

    private SignedIn signIn(SoftwareAuthenticator authenticator, Fault... faults) throws RefusedException {
        BegunCeremony begun = passkeys.signIn().begin(ANNAS_LAPTOP);
        String credential = browser.get(begun.publicKey(), authenticator, faults);
        return passkeys.signIn().finish(begun.ceremony(), credential, ANNAS_LAPTOP);
    }

    private Passkey add(AccountId account, SoftwareAuthenticator authenticator) throws RefusedException {
        BegunCeremony begun = passkeys.addPasskey().begin(account, ANNAS_LAPTOP);
        String credential = browser.create(begun.publicKey(), authenticator);
        return passkeys.addPasskey().finish(holder(account), begun.ceremony(), credential, ANNAS_LAPTOP);
    }

    private static AccountHolder holder(AccountId account) {
        return AccountHolder.signedInOtherwise(account);
    }

    private AuditEntry latestEntry() {
        return storage.auditLog().latest(SHOP, 1).get(0);
    }

    private RefusedException refused(ThrowingCallable call) {
        return catchThrowableOfType(RefusedException.class, call);
    }

    /** A call that is refused for this reason, is written down with it, and changes nothing. */
    private Refusal assertRefused(RefusalCode code, AuditAction action, ThrowingCallable call) throws Exception {
        Object before = everythingButAudit();
        int entries = storage.auditLog().latest(SHOP, 1000).size();
        RefusedException refused = refused(call);
        assertThat(refused).isNotNull();
        assertThat(refused.code()).isEqualTo(code);
        assertThat(everythingButAudit()).isEqualTo(before);
        assertThat(storage.auditLog().latest(SHOP, 1000)).hasSize(entries + 1);
        assertThat(latestEntry().action()).isEqualTo(action);
        assertThat(latestEntry().refusal()).isEqualTo(code.text());
        return refused.refusal();
    }

    /** A call that is refused for this reason at the options already, of which nothing is written down. */
    private Refusal assertNotBegun(RefusalCode code, ThrowingCallable call) throws Exception {
        Object before = everythingButAudit();
        int entries = storage.auditLog().latest(SHOP, 1000).size();
        RefusedException refused = refused(call);
        assertThat(refused).isNotNull();
        assertThat(refused.code()).isEqualTo(code);
        assertThat(everythingButAudit()).isEqualTo(before);
        assertThat(storage.auditLog().latest(SHOP, 1000)).hasSize(entries);
        return refused.refusal();
    }

    @Nested
    class SignUps {

        @Test
        void makeAccountAndPasskeyTogether() throws Exception {
            BegunCeremony begun = passkeys.signUp().begin(" Anna ", "Anna  Schmidt", ANNAS_LAPTOP);
            assertThat(storage.passkeys().findAccount(SHOP, Username.of("anna")))
                    .isEmpty();
            SignedIn anna =
                    passkeys.signUp().finish(begun.ceremony(), browser.create(begun.publicKey(), phone), ANNAS_LAPTOP);

            assertThat(anna.account().username()).hasToString("Anna");
            assertThat(anna.account().displayName()).hasToString("Anna Schmidt");
            assertThat(anna.account().disabled()).isFalse();
            assertThat(anna.account().createdAt()).isEqualTo(clock.instant());
            assertThat(anna.account().userHandle().value().length()).isEqualTo(32);
            assertThat(anna.passkey().modelTrust()).isEqualTo(ModelTrust.UNKNOWN);
            assertThat(anna.passkey().createdAt()).isEqualTo(clock.instant());
            assertThat(anna.passkey().lastUsedAt()).isEmpty();
            assertThat(anna.userVerified()).isTrue();
            assertThat(storage.passkeys().findAccount(SHOP, Username.of("anna")))
                    .contains(anna.account());
            assertThat(storage.passkeys().findAccount(SHOP, anna.account().userHandle()))
                    .contains(anna.account());
            assertThat(passkeys.accounts().find(anna.account().id())).contains(anna.account());
            assertThat(passkeys.ownPasskeys().list(anna.account().id())).containsExactly(anna.passkey());
        }

        @Test
        void areWrittenDown() throws Exception {
            SignedIn anna = signUp("anna");
            AuditEntry entry = latestEntry();
            assertThat(entry.action()).isEqualTo(AuditAction.SIGN_UP);
            assertThat(entry.account()).isEqualTo(anna.account().id());
            assertThat(entry.passkey()).isEqualTo(anna.passkey().credentialId());
            assertThat(entry.refusal()).isNull();
            assertThat(entry.occasion().at()).isEqualTo(clock.instant());
            assertThat(entry.occasion().address()).isEqualTo("192.0.2.7");
        }

        @Test
        void takeTheUsernameForADisplayNameThatWasLeftOut() throws Exception {
            assertThat(signUp("anna").account().displayName()).hasToString("anna");
        }

        @Test
        void costNothingToBegin() throws Exception {
            passkeys.signUp().begin("anna", "", ANNAS_LAPTOP); // the first one makes the key that seals
            Object before = everythingButAudit();
            for (int i = 0; i < 20; i++) {
                passkeys.signUp().begin("anna", "", ANNAS_LAPTOP);
            }
            assertThat(everythingButAudit()).isEqualTo(before);
            assertThat(storage.auditLog().latest(SHOP, 10)).isEmpty();
        }

        @Test
        void askForAPasskeyThatSignsInByItself() throws Exception {
            BegunCeremony begun = passkeys.signUp().begin("anna", "Anna", ANNAS_LAPTOP);
            JsonObject options = JsonObject.parse(begun.publicKey());
            assertThat(options.requiredObject("authenticatorSelection").requiredString("residentKey"))
                    .isEqualTo("required");
            assertThat(options.requiredObject("authenticatorSelection").requiredString("userVerification"))
                    .isEqualTo("required");
            assertThat(options.requiredObject("user").requiredString("name")).isEqualTo("anna");
            assertThat(options.requiredObject("user").requiredString("displayName"))
                    .isEqualTo("Anna");
            assertThat(options.requiredLong("timeout")).isEqualTo(300_000);
            assertThat(begun.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(5)));
        }

        @Test
        void areRefusedWhenClosed() throws Exception {
            BegunCeremony begun = passkeys.signUp().begin("anna", "", ANNAS_LAPTOP);
            String credential = browser.create(begun.publicKey(), phone);
            Passkeys closed = with(PasskeyPolicy.builder().signUpOpen(false).build());
            assertNotBegun(RefusalCode.SIGN_UP_CLOSED, () -> closed.signUp().begin("anna", "", ANNAS_LAPTOP));
            assertRefused(
                    RefusalCode.SIGN_UP_CLOSED,
                    AuditAction.SIGN_UP,
                    () -> closed.signUp().finish(begun.ceremony(), credential, ANNAS_LAPTOP));
        }

        @Test
        void areRefusedAtOnceWhenTheUsernameIsTaken() throws Exception {
            signUp("anna");
            assertNotBegun(RefusalCode.USERNAME_TAKEN, () -> passkeys.signUp().begin("ANNA", "", ANNAS_LAPTOP));
        }

        @Test
        void areRefusedInTheEndWhenSomebodyWasQuicker() throws Exception {
            BegunCeremony begun = passkeys.signUp().begin("anna", "", ELSEWHERE);
            String credential = browser.create(begun.publicKey(), key);
            signUp("Anna");
            assertRefused(
                    RefusalCode.USERNAME_TAKEN,
                    AuditAction.SIGN_UP,
                    () -> passkeys.signUp().finish(begun.ceremony(), credential, ELSEWHERE));
        }

        @Test
        void areRefusedWithoutAName() throws Exception {
            Refusal refusal = assertNotBegun(
                    RefusalCode.USERNAME_INVALID, () -> passkeys.signUp().begin("  ", "Anna", ANNAS_LAPTOP));
            assertThat(refusal).isEqualTo(new Refusal.UsernameInvalid(NameProblem.EMPTY));
        }

        @Test
        void areRefusedWithADisplayNameTooLong() throws Exception {
            Refusal refusal = assertNotBegun(
                    RefusalCode.DISPLAY_NAME_INVALID,
                    () -> passkeys.signUp().begin("anna", "A".repeat(65), ANNAS_LAPTOP));
            assertThat(refusal).isEqualTo(new Refusal.DisplayNameInvalid(NameProblem.TOO_LONG));
        }

        @Test
        void areRefusedForACredentialThatAnAccountHas() throws Exception {
            signUp("anna", key);
            byte[] annas = key.newestCredential().id();
            BegunCeremony begun = passkeys.signUp().begin("bert", "", ANNAS_LAPTOP);
            String credential = browser.create(
                    begun.publicKey(),
                    SoftwareAuthenticator.builder()
                            .credentialIdLength(annas.length)
                            .build(),
                    Fault.attestedCredentialId(annas).and(Fault.credentialId(annas)));
            assertRefused(
                    RefusalCode.CREDENTIAL_ALREADY_REGISTERED,
                    AuditAction.SIGN_UP,
                    () -> passkeys.signUp().finish(begun.ceremony(), credential, ANNAS_LAPTOP));
            assertThat(signIn(key).account().username()).hasToString("anna");
        }

        @Test
        void areRefusedWithAPasskeyThatCouldNotSignInByItself() throws Exception {
            BegunCeremony begun = passkeys.signUp().begin("anna", "", ANNAS_LAPTOP);
            String credential = browser.create(begun.publicKey(), key, reportingDiscoverable(Map.of("rk", false)));
            assertRefused(
                    RefusalCode.CREDENTIAL_NOT_DISCOVERABLE,
                    AuditAction.SIGN_UP,
                    () -> passkeys.signUp().finish(begun.ceremony(), credential, ANNAS_LAPTOP));
        }

        @Test
        void believeABrowserThatDoesNotSayWhetherThePasskeySignsInByItself() throws Exception {
            BegunCeremony begun = passkeys.signUp().begin("anna", "", ANNAS_LAPTOP);
            String credential = browser.create(begun.publicKey(), key, reportingDiscoverable(Map.of()));
            SignedIn anna = passkeys.signUp().finish(begun.ceremony(), credential, ANNAS_LAPTOP);
            assertThat(anna.passkey().credential().discoverability()).isEqualTo(Discoverability.UNKNOWN);
            assertThat(signIn(key).account().username()).hasToString("anna");
        }

        @Test
        void rememberThatThePasskeySignsInByItself() throws Exception {
            BegunCeremony begun = passkeys.signUp().begin("anna", "", ANNAS_LAPTOP);
            String credential = browser.create(begun.publicKey(), key);
            passkeys.signUp().finish(begun.ceremony(), credential, ANNAS_LAPTOP);
            assertThat(signIn(key).passkey().credential().discoverability()).isEqualTo(Discoverability.DISCOVERABLE);
        }

        private Fault reportingDiscoverable(Map<String, Boolean> credProps) {
            return Fault.changingResponse(
                    "credProps", response -> response.put("clientExtensionResults", Map.of("credProps", credProps)));
        }

        @Test
        void areRefusedWithoutUserVerification() throws Exception {
            BegunCeremony begun = passkeys.signUp().begin("anna", "", ANNAS_LAPTOP);
            String credential =
                    browser.create(begun.publicKey(), key, Fault.flag(AuthenticatorFlag.USER_VERIFIED, false));
            assertRefused(
                    RefusalCode.USER_NOT_VERIFIED,
                    AuditAction.SIGN_UP,
                    () -> passkeys.signUp().finish(begun.ceremony(), credential, ANNAS_LAPTOP));
        }

        @Test
        void succeedOnceHoweverOftenTheyAreFinishedAtOnce() throws Exception {
            BegunCeremony begun = passkeys.signUp().begin("anna", "", ANNAS_LAPTOP);
            String credential = browser.create(begun.publicKey(), phone);
            var outcomes = Parallel.run(
                    50,
                    RefusedException.class,
                    i -> passkeys.signUp().finish(begun.ceremony(), credential, ANNAS_LAPTOP));
            assertThat(outcomes.done()).hasSize(1);
            assertThat(outcomes.declined())
                    .hasSize(49)
                    .allMatch(refused -> refused.code() == RefusalCode.CEREMONY_ALREADY_USED);
        }

        @Test
        void giveAUsernameToOneOfManyWhoWantItAtOnce() throws Exception {
            List<BegunCeremony> begun = IntStream.range(0, 20)
                    .mapToObj(i -> begin(i % 2 == 0 ? "anna" : "ANNA"))
                    .toList();
            List<String> credentials = begun.stream()
                    .map(each -> browser.create(
                            each.publicKey(), SoftwareAuthenticator.builder().build()))
                    .toList();
            var outcomes = Parallel.run(
                    20,
                    RefusedException.class,
                    i -> passkeys.signUp().finish(begun.get(i).ceremony(), credentials.get(i), ANNAS_LAPTOP));
            assertThat(outcomes.done()).hasSize(1);
            assertThat(outcomes.declined())
                    .hasSize(19)
                    .allMatch(refused -> refused.code() == RefusalCode.USERNAME_TAKEN);
        }

        private BegunCeremony begin(String username) {
            try {
                return passkeys.signUp().begin(username, "", ANNAS_LAPTOP);
            } catch (RefusedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Nested
    class SignIns {

        @Test
        void findTheAccountByThePasskeyAlone() throws Exception {
            Account anna = signUp("anna", phone).account();
            signUp("bert", key);
            assertThat(signIn(phone).account()).isEqualTo(anna);
        }

        @Test
        void nameNoCredentialInTheirOptions() throws Exception {
            signUp("anna");
            JsonObject options =
                    JsonObject.parse(passkeys.signIn().begin(ANNAS_LAPTOP).publicKey());
            assertThat(options.optionalArray("allowCredentials")
                            .map(allowed -> allowed.values().size())
                            .orElse(0))
                    .isZero();
            assertThat(options.requiredString("userVerification")).isEqualTo("required");
        }

        @Test
        void recordTheUseOfThePasskey() throws Exception {
            AccountId anna = signUp("anna", key).account().id();
            clock.putForward(Duration.ofMinutes(3));
            SignedIn signedIn = signIn(key);
            Passkey stored = passkeys.ownPasskeys().list(anna).get(0);
            assertThat(signedIn.passkey()).isEqualTo(stored);
            assertThat(signedIn.at()).isEqualTo(clock.instant());
            assertThat(stored.lastUsedAt()).contains(clock.instant());
            assertThat(stored.credential().signCount())
                    .isEqualTo(key.newestCredential().signCount())
                    .isPositive();
        }

        @Test
        void recordThatAPasskeyHasBeenBackedUpSince() throws Exception {
            SoftwareAuthenticator notYet = phone.withBackupState(false);
            AccountId anna = signUp("anna", notYet).account().id();
            assertThat(passkeys.ownPasskeys().list(anna).get(0).backedUp()).isFalse();
            signIn(notYet.withBackupState(true));
            assertThat(passkeys.ownPasskeys().list(anna).get(0).backedUp()).isTrue();
        }

        @Test
        void sayHow() throws Exception {
            signUp("anna", phone);
            signUp("bert", key);
            assertThat(signIn(phone).amr()).containsExactly("swk", "user", "mfa");
            assertThat(signIn(key).amr()).containsExactly("hwk", "user", "mfa");
        }

        @Test
        void claimNoSecondFactorWithoutUserVerification() throws Exception {
            passkeys = with(PasskeyPolicy.builder()
                    .userVerification(UserVerification.PREFERRED)
                    .build());
            SoftwareAuthenticator unverifying = key.withUserVerification(false);
            signUp("anna", unverifying);
            SignedIn unverified = signIn(unverifying);
            assertThat(unverified.userVerified()).isFalse();
            assertThat(unverified.amr()).containsExactly("hwk", "user");
            SignedIn later =
                    signIn(unverifying.withUserVerification(true)); // L3: not a factor unless it was at registration
            assertThat(later.userVerified()).isTrue();
            assertThat(later.amr()).containsExactly("hwk", "user");
        }

        @Test
        void areWrittenDown() throws Exception {
            SignedIn anna = signUp("anna", key);
            signIn(key);
            AuditEntry entry = latestEntry();
            assertThat(entry.action()).isEqualTo(AuditAction.SIGN_IN);
            assertThat(entry.account()).isEqualTo(anna.account().id());
            assertThat(entry.passkey()).isEqualTo(anna.passkey().credentialId());
            assertThat(entry.detail()).isEqualTo("user verified");
            assertThat(entry.refusal()).isNull();
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void cannotBeReplayed(boolean counting) throws Exception {
            SoftwareAuthenticator authenticator = counting ? key : phone;
            signUp("anna", authenticator);
            BegunCeremony begun = passkeys.signIn().begin(ANNAS_LAPTOP);
            String credential = browser.get(begun.publicKey(), authenticator);
            passkeys.signIn().finish(begun.ceremony(), credential, ANNAS_LAPTOP);
            assertRefused(
                    RefusalCode.CEREMONY_ALREADY_USED,
                    AuditAction.SIGN_IN,
                    () -> passkeys.signIn().finish(begun.ceremony(), credential, ANNAS_LAPTOP));
        }

        @Test
        void cannotBeReplayedWithAnotherAccountsPasskey() throws Exception {
            signUp("anna", phone);
            SoftwareAuthenticator berts =
                    SoftwareAuthenticator.passkeyProvider().build();
            signUp("bert", berts);
            BegunCeremony begun = passkeys.signIn().begin(ANNAS_LAPTOP);
            passkeys.signIn().finish(begun.ceremony(), browser.get(begun.publicKey(), phone), ANNAS_LAPTOP);
            assertRefused(
                    RefusalCode.CEREMONY_ALREADY_USED,
                    AuditAction.SIGN_IN,
                    () -> passkeys.signIn()
                            .finish(begun.ceremony(), browser.get(begun.publicKey(), berts), ANNAS_LAPTOP));
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void succeedOnceHoweverOftenTheyAreFinishedAtOnce(boolean counting) throws Exception {
            SoftwareAuthenticator authenticator = counting ? key : phone;
            signUp("anna", authenticator);
            BegunCeremony begun = passkeys.signIn().begin(ANNAS_LAPTOP);
            String credential = browser.get(begun.publicKey(), authenticator);
            var outcomes = Parallel.run(
                    50,
                    RefusedException.class,
                    i -> passkeys.signIn().finish(begun.ceremony(), credential, ANNAS_LAPTOP));
            assertThat(outcomes.done()).hasSize(1);
            assertThat(outcomes.declined())
                    .hasSize(49)
                    .allMatch(refused -> refused.code() == RefusalCode.CEREMONY_ALREADY_USED);
        }

        @Test
        void ofOnePasskeyAllSucceedAtOnceWhenItDoesNotCount() throws Exception {
            AccountId anna = signUp("anna", phone).account().id();
            List<BegunCeremony> begun = Stream.generate(() -> passkeys.signIn().begin(ANNAS_LAPTOP))
                    .limit(20)
                    .toList();
            List<String> credentials = begun.stream()
                    .map(each -> browser.get(each.publicKey(), phone))
                    .toList();
            var outcomes = Parallel.run(
                    20,
                    RefusedException.class,
                    i -> passkeys.signIn().finish(begun.get(i).ceremony(), credentials.get(i), ANNAS_LAPTOP));
            assertThat(outcomes.done()).hasSize(20);
            assertThat(passkeys.ownPasskeys().list(anna)).hasSize(1);
        }

        @Test
        void ofOneCountingPasskeyNeverLoseTheHighestCount() throws Exception {
            AccountId anna = signUp("anna", key).account().id();
            List<BegunCeremony> begun = Stream.generate(() -> passkeys.signIn().begin(ANNAS_LAPTOP))
                    .limit(20)
                    .toList();
            List<String> credentials = begun.stream()
                    .map(each -> browser.get(each.publicKey(), key))
                    .toList();
            var outcomes = Parallel.run(
                    20,
                    RefusedException.class,
                    i -> passkeys.signIn().finish(begun.get(i).ceremony(), credentials.get(i), ANNAS_LAPTOP));
            assertThat(outcomes.declined()).allMatch(refused -> refused.code() == RefusalCode.SIGN_COUNT_NOT_INCREASED);
            int highest =
                    outcomes.done().stream().mapToInt(Integer::intValue).max().orElseThrow();
            assertThat(highest).isEqualTo(19); // whoever comes first or last, the highest count is always an increase
            assertThat(passkeys.ownPasskeys().list(anna).get(0).credential().signCount())
                    .isEqualTo(key.newestCredential().signCount());
        }

        @Test
        void areRefusedInAnotherBrowser() throws Exception {
            signUp("anna");
            BegunCeremony begun = passkeys.signIn().begin(ANNAS_LAPTOP);
            String credential = browser.get(begun.publicKey(), phone);
            for (Client other : List.of(ELSEWHERE, Client.program())) {
                assertRefused(
                        RefusalCode.CEREMONY_OF_ANOTHER_BROWSER,
                        AuditAction.SIGN_IN,
                        () -> passkeys.signIn().finish(begun.ceremony(), credential, other));
            }
            passkeys.signIn().finish(begun.ceremony(), credential, ANNAS_LAPTOP); // refusals did not use it up
        }

        @Test
        void areRefusedTooLate() throws Exception {
            signUp("anna");
            BegunCeremony begun = passkeys.signIn().begin(ANNAS_LAPTOP);
            String credential = browser.get(begun.publicKey(), phone);
            clock.putForward(Duration.ofMinutes(5));
            assertRefused(
                    RefusalCode.CEREMONY_EXPIRED,
                    AuditAction.SIGN_IN,
                    () -> passkeys.signIn().finish(begun.ceremony(), credential, ANNAS_LAPTOP));
        }

        @Test
        void areRefusedWithACeremonyThatIsNone() throws Exception {
            signUp("anna");
            String credential =
                    browser.get(passkeys.signIn().begin(ANNAS_LAPTOP).publicKey(), phone);
            assertRefused(
                    RefusalCode.CEREMONY_UNKNOWN,
                    AuditAction.SIGN_IN,
                    () -> passkeys.signIn().finish("ceremony", credential, ANNAS_LAPTOP));
        }

        @Test
        void areRefusedWithACeremonyOfAnotherKind() throws Exception {
            AccountId anna = signUp("anna").account().id();
            String credential =
                    browser.get(passkeys.signIn().begin(ANNAS_LAPTOP).publicKey(), phone);
            List<BegunCeremony> others = List.of(
                    passkeys.signUp().begin("bert", "", ANNAS_LAPTOP),
                    passkeys.addPasskey().begin(anna, ANNAS_LAPTOP),
                    passkeys.reauthentication().begin(anna, ANNAS_LAPTOP));
            for (BegunCeremony other : others) {
                assertRefused(
                        RefusalCode.CEREMONY_OF_ANOTHER_KIND,
                        AuditAction.SIGN_IN,
                        () -> passkeys.signIn().finish(other.ceremony(), credential, ANNAS_LAPTOP));
            }
        }

        @Test
        void areRefusedForAnotherChallenge() throws Exception {
            signUp("anna");
            String answer = browser.get(passkeys.signIn().begin(ANNAS_LAPTOP).publicKey(), phone);
            BegunCeremony another = passkeys.signIn().begin(ANNAS_LAPTOP);
            assertRefused(
                    RefusalCode.CHALLENGE_MISMATCH,
                    AuditAction.SIGN_IN,
                    () -> passkeys.signIn().finish(another.ceremony(), answer, ANNAS_LAPTOP));
        }

        @Test
        void areRefusedFromAnotherOrigin() throws Exception {
            signUp("anna");
            assertRefused(
                    RefusalCode.ORIGIN_NOT_ALLOWED,
                    AuditAction.SIGN_IN,
                    () -> signIn(phone, Fault.origin("https://evil.example.org")));
        }

        @Test
        void areRefusedInAFrame() throws Exception {
            signUp("anna");
            BegunCeremony begun = passkeys.signIn().begin(ANNAS_LAPTOP);
            String credential = browser.embeddedIn("https://evil.example.org").get(begun.publicKey(), phone);
            assertRefused(
                    RefusalCode.ORIGIN_NOT_ALLOWED,
                    AuditAction.SIGN_IN,
                    () -> passkeys.signIn().finish(begun.ceremony(), credential, ANNAS_LAPTOP));
        }

        @Test
        void areRefusedWithAWrongSignature() throws Exception {
            signUp("anna");
            assertRefused(
                    RefusalCode.SIGNATURE_INVALID, AuditAction.SIGN_IN, () -> signIn(phone, SignatureFault.wrong()));
            assertRefused(
                    RefusalCode.SIGNATURE_INVALID,
                    AuditAction.SIGN_IN,
                    () -> signIn(phone, SignatureFault.byStranger()));
        }

        @Test
        void areRefusedWithoutUserVerification() throws Exception {
            signUp("anna");
            assertRefused(
                    RefusalCode.USER_NOT_VERIFIED,
                    AuditAction.SIGN_IN,
                    () -> signIn(phone, Fault.flag(AuthenticatorFlag.USER_VERIFIED, false)));
        }

        @Test
        void areRefusedWithAnotherPersonsUserHandle() throws Exception {
            signUp("anna", phone);
            Account bert = signUp("bert", key).account();
            assertRefused(
                    RefusalCode.CREDENTIAL_REJECTED,
                    AuditAction.SIGN_IN,
                    () -> signIn(
                            phone, Fault.userHandle(bert.userHandle().value().toByteArray())));
            assertRefused(
                    RefusalCode.CREDENTIAL_REJECTED, AuditAction.SIGN_IN, () -> signIn(phone, Fault.noUserHandle()));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "null", "[]", "{}", "{\"id\":1}", "not JSON", "{\"id\":\"AA\",\"id\":\"AA\"}"})
        void areRefusedWithWhatNoBrowserSends(String credential) throws Exception {
            BegunCeremony begun = passkeys.signIn().begin(ANNAS_LAPTOP);
            assertRefused(
                    RefusalCode.CREDENTIAL_MALFORMED,
                    AuditAction.SIGN_IN,
                    () -> passkeys.signIn().finish(begun.ceremony(), credential, ANNAS_LAPTOP));
        }

        @Test
        void areRefusedWithARemovedPasskeyAndTellWhatTheBrowserCanSignal() throws Exception {
            SignedIn anna = signUp("anna", phone);
            add(anna.account().id(), key);
            passkeys.ownPasskeys().remove(anna.holder(), anna.passkey().id(), ANNAS_LAPTOP);
            Refusal refusal = assertRefused(RefusalCode.PASSKEY_UNKNOWN, AuditAction.SIGN_IN, () -> signIn(phone));
            assertThat(refusal)
                    .isEqualTo(new Refusal.PasskeyUnknown(
                            passkeys.relyingParty().id(), anna.passkey().credentialId()));
            assertThat(latestEntry().account()).isEqualTo(anna.account().id());
            assertThat(latestEntry().passkey()).isEqualTo(anna.passkey().credentialId());
        }

        @Test
        void areRefusedWithAPasskeyThatWasRemovedMeanwhile() throws Exception {
            AccountId anna = signUp("anna", phone).account().id();
            Passkey second = add(anna, key);
            BegunCeremony begun = passkeys.signIn().begin(ANNAS_LAPTOP);
            String credential = browser.get(begun.publicKey(), key);
            passkeys.ownPasskeys().remove(holder(anna), second.id(), ANNAS_LAPTOP);
            assertRefused(
                    RefusalCode.PASSKEY_UNKNOWN,
                    AuditAction.SIGN_IN,
                    () -> passkeys.signIn().finish(begun.ceremony(), credential, ANNAS_LAPTOP));
        }

        @Test
        void areRefusedWithAPasskeyThatNeverWasHere() throws Exception {
            signUp("anna", phone);
            Passkeys elsewhere = with(new RelyingPartyId("elsewhere"), PasskeyPolicy.defaults());
            BegunCeremony begun = elsewhere.signUp().begin("anna", "", ANNAS_LAPTOP);
            elsewhere.signUp().finish(begun.ceremony(), browser.create(begun.publicKey(), key), ANNAS_LAPTOP);
            assertRefused(RefusalCode.PASSKEY_UNKNOWN, AuditAction.SIGN_IN, () -> signIn(key));
            assertThat(latestEntry().account()).isNull();
        }

        @Test
        void areRefusedWithAnotherRelyingPartysCeremony() throws Exception {
            signUp("anna", phone);
            Passkeys elsewhere = with(new RelyingPartyId("elsewhere"), PasskeyPolicy.defaults());
            BegunCeremony begun = elsewhere.signIn().begin(ANNAS_LAPTOP);
            String credential = browser.get(begun.publicKey(), phone);
            assertRefused(
                    RefusalCode.CEREMONY_UNKNOWN,
                    AuditAction.SIGN_IN,
                    () -> passkeys.signIn().finish(begun.ceremony(), credential, ANNAS_LAPTOP));
        }

        @Test
        void areRefusedToADisabledAccountThoughOnlyToWhoeverHoldsItsKey() throws Exception {
            AccountId anna = signUp("anna", phone).account().id();
            passkeys.accounts().disable(anna, Client.program());
            assertRefused(
                    RefusalCode.SIGNATURE_INVALID, AuditAction.SIGN_IN, () -> signIn(phone, SignatureFault.wrong()));
            assertRefused(RefusalCode.ACCOUNT_DISABLED, AuditAction.SIGN_IN, () -> signIn(phone));
            passkeys.accounts().enable(anna, Client.program());
            assertThat(signIn(phone).account().id()).isEqualTo(anna);
        }

        @ParameterizedTest
        @ValueSource(longs = {0, 5, 7})
        void areRefusedWhenACounterOfADeviceBoundPasskeyDoesNotIncrease(long count) throws Exception {
            signUp("anna", key);
            signIn(key, Fault.signCount(7));
            assertRefused(
                    RefusalCode.SIGN_COUNT_NOT_INCREASED,
                    AuditAction.SIGN_IN,
                    () -> signIn(key, Fault.signCount(count)));
        }

        @Test
        void onlyNoteWhenACounterOfASyncedPasskeyDoesNotIncrease() throws Exception {
            AccountId anna = signUp("anna", phone).account().id();
            signIn(phone, Fault.signCount(7));
            signIn(phone, Fault.signCount(5));
            assertThat(latestEntry().refusal()).isNull();
            assertThat(latestEntry().detail()).isEqualTo("user verified; signature counter did not increase");
            assertThat(passkeys.ownPasskeys().list(anna).get(0).credential().signCount())
                    .isEqualTo(7);
        }

        @Test
        void followAnotherCounterPolicyIfTold() throws Exception {
            signUp("anna", key);
            signUp("bert", phone);
            passkeys =
                    with(PasskeyPolicy.builder().signCount(SignCountPolicy.WARN).build());
            signIn(key, Fault.signCount(7));
            signIn(key, Fault.signCount(5));
            passkeys = with(
                    PasskeyPolicy.builder().signCount(SignCountPolicy.REJECT).build());
            signIn(phone, Fault.signCount(7));
            assertRefused(
                    RefusalCode.SIGN_COUNT_NOT_INCREASED, AuditAction.SIGN_IN, () -> signIn(phone, Fault.signCount(7)));
        }
    }

    @Nested
    class Reauthentications {

        @Test
        void confirmTheAccountWithAnyOfItsPasskeys() throws Exception {
            AccountId anna = signUp("anna", phone).account().id();
            add(anna, key);
            for (SoftwareAuthenticator authenticator : List.of(phone, key)) {
                BegunCeremony begun = passkeys.reauthentication().begin(anna, ANNAS_LAPTOP);
                assertThat(JsonObject.parse(begun.publicKey())
                                .requiredArray("allowCredentials")
                                .values())
                        .hasSize(2);
                SignedIn confirmed = passkeys.reauthentication()
                        .finish(anna, begun.ceremony(), browser.get(begun.publicKey(), authenticator), ANNAS_LAPTOP);
                assertThat(confirmed.account().id()).isEqualTo(anna);
                assertThat(latestEntry().action()).isEqualTo(AuditAction.REAUTHENTICATION);
                assertThat(latestEntry().refusal()).isNull();
            }
        }

        @Test
        void areRefusedWithAnotherAccountsPasskey() throws Exception {
            AccountId anna = signUp("anna", phone).account().id();
            signUp("bert", key);
            BegunCeremony begun = passkeys.reauthentication().begin(anna, ANNAS_LAPTOP);
            String open = JsonObject.parse(passkeys.signIn().begin(ANNAS_LAPTOP).publicKey())
                    .toJson();
            String challenge = JsonObject.parse(begun.publicKey()).requiredString("challenge");
            String berts = browser.get(open, key, Fault.clientData("challenge").is(challenge));
            assertRefused(
                    RefusalCode.PASSKEY_OF_ANOTHER_ACCOUNT,
                    AuditAction.REAUTHENTICATION,
                    () -> passkeys.reauthentication().finish(anna, begun.ceremony(), berts, ANNAS_LAPTOP));
        }

        @Test
        void areRefusedWithAPasskeyThatWasRemovedMeanwhile() throws Exception {
            AccountId anna = signUp("anna", phone).account().id();
            Passkey second = add(anna, key);
            BegunCeremony begun = passkeys.reauthentication().begin(anna, ANNAS_LAPTOP);
            String credential = browser.get(begun.publicKey(), key);
            passkeys.ownPasskeys().remove(holder(anna), second.id(), ANNAS_LAPTOP);
            assertRefused(
                    RefusalCode.PASSKEY_UNKNOWN,
                    AuditAction.REAUTHENTICATION,
                    () -> passkeys.reauthentication().finish(anna, begun.ceremony(), credential, ANNAS_LAPTOP));
        }

        @Test
        void areRefusedWithAnotherAccountsCeremony() throws Exception {
            AccountId anna = signUp("anna", phone).account().id();
            AccountId bert = signUp("bert", key).account().id();
            BegunCeremony begun = passkeys.reauthentication().begin(bert, ANNAS_LAPTOP);
            String berts = browser.get(begun.publicKey(), key);
            assertRefused(
                    RefusalCode.CEREMONY_OF_ANOTHER_ACCOUNT,
                    AuditAction.REAUTHENTICATION,
                    () -> passkeys.reauthentication().finish(anna, begun.ceremony(), berts, ANNAS_LAPTOP));
        }

        @Test
        void areRefusedWithASignInsCeremony() throws Exception {
            AccountId anna = signUp("anna", phone).account().id();
            BegunCeremony begun = passkeys.signIn().begin(ANNAS_LAPTOP);
            String credential = browser.get(begun.publicKey(), phone);
            assertRefused(
                    RefusalCode.CEREMONY_OF_ANOTHER_KIND,
                    AuditAction.REAUTHENTICATION,
                    () -> passkeys.reauthentication().finish(anna, begun.ceremony(), credential, ANNAS_LAPTOP));
        }

        @Test
        void doNotBeginForAnAccountThatIsUnknownOrDisabled() throws Exception {
            assertNotBegun(
                    RefusalCode.ACCOUNT_NOT_FOUND,
                    () -> passkeys.reauthentication().begin(new AccountId(UUID.randomUUID()), ANNAS_LAPTOP));
            AccountId anna = signUp("anna", phone).account().id();
            passkeys.accounts().disable(anna, Client.program());
            assertNotBegun(
                    RefusalCode.ACCOUNT_DISABLED,
                    () -> passkeys.reauthentication().begin(anna, ANNAS_LAPTOP));
        }
    }

    @Nested
    class AddedPasskeys {

        @Test
        void openTheAccountToo() throws Exception {
            AccountId anna = signUp("anna", phone).account().id();
            clock.putForward(Duration.ofSeconds(1));
            Passkey added = add(anna, key);
            assertThat(passkeys.ownPasskeys().list(anna)).hasSize(2).last().isEqualTo(added);
            assertThat(latestEntry().action()).isEqualTo(AuditAction.ADD_PASSKEY);
            assertThat(latestEntry().passkey()).isEqualTo(added.credentialId());
            assertThat(signIn(key).account().id()).isEqualTo(anna);
        }

        @Test
        void areNotOfferedToAnAuthenticatorThatHasOne() throws Exception {
            SignedIn anna = signUp("anna", phone);
            BegunCeremony begun = passkeys.addPasskey().begin(anna.account().id(), ANNAS_LAPTOP);
            JsonObject options = JsonObject.parse(begun.publicKey());
            assertThat(options.requiredArray("excludeCredentials").toJson())
                    .contains(anna.passkey().id());
            assertThat(options.requiredObject("user").requiredBytes("id"))
                    .isEqualTo(anna.account().userHandle().value());
        }

        @Test
        void areRefusedOnceTheAccountHasItsMaximum() throws Exception {
            passkeys = with(PasskeyPolicy.builder().maximumPasskeys(2).build());
            AccountId anna = signUp("anna", phone).account().id();
            BegunCeremony early = passkeys.addPasskey().begin(anna, ANNAS_LAPTOP);
            String credential = browser.create(
                    early.publicKey(), SoftwareAuthenticator.builder().build());
            add(anna, key);
            assertNotBegun(
                    RefusalCode.TOO_MANY_PASSKEYS, () -> passkeys.addPasskey().begin(anna, ANNAS_LAPTOP));
            assertRefused(
                    RefusalCode.TOO_MANY_PASSKEYS,
                    AuditAction.ADD_PASSKEY,
                    () -> passkeys.addPasskey().finish(holder(anna), early.ceremony(), credential, ANNAS_LAPTOP));
        }

        @Test
        void areRefusedWhenTheSessionHasChanged() throws Exception {
            AccountId anna = signUp("anna", phone).account().id();
            AccountId bert = signUp(
                            "bert", SoftwareAuthenticator.passkeyProvider().build())
                    .account()
                    .id();
            BegunCeremony begun = passkeys.addPasskey().begin(anna, ANNAS_LAPTOP);
            String credential = browser.create(begun.publicKey(), key);
            assertRefused(
                    RefusalCode.CEREMONY_OF_ANOTHER_ACCOUNT,
                    AuditAction.ADD_PASSKEY,
                    () -> passkeys.addPasskey().finish(holder(bert), begun.ceremony(), credential, ANNAS_LAPTOP));
        }

        @Test
        void areRefusedWithASignUpsCeremony() throws Exception {
            AccountId anna = signUp("anna", phone).account().id();
            BegunCeremony begun = passkeys.signUp().begin("bert", "", ANNAS_LAPTOP);
            String credential = browser.create(begun.publicKey(), key);
            assertRefused(
                    RefusalCode.CEREMONY_OF_ANOTHER_KIND,
                    AuditAction.ADD_PASSKEY,
                    () -> passkeys.addPasskey().finish(holder(anna), begun.ceremony(), credential, ANNAS_LAPTOP));
        }

        @Test
        void areRefusedToADisabledAccount() throws Exception {
            AccountId anna = signUp("anna", phone).account().id();
            BegunCeremony begun = passkeys.addPasskey().begin(anna, ANNAS_LAPTOP);
            String credential = browser.create(begun.publicKey(), key);
            passkeys.accounts().disable(anna, Client.program());
            assertNotBegun(
                    RefusalCode.ACCOUNT_DISABLED, () -> passkeys.addPasskey().begin(anna, ANNAS_LAPTOP));
            assertRefused(
                    RefusalCode.ACCOUNT_DISABLED,
                    AuditAction.ADD_PASSKEY,
                    () -> passkeys.addPasskey().finish(holder(anna), begun.ceremony(), credential, ANNAS_LAPTOP));
        }

        @Test
        void areRefusedToWhoeverSignedInWithOneThatWasRemovedMeanwhile() throws Exception {
            SignedIn anna = signUp("anna", phone);
            AccountId account = anna.account().id();
            add(account, key);
            BegunCeremony begun = passkeys.addPasskey().begin(account, ANNAS_LAPTOP);
            String credential = browser.create(
                    begun.publicKey(), SoftwareAuthenticator.builder().build());
            passkeys.ownPasskeys().remove(anna.holder(), anna.passkey().id(), ANNAS_LAPTOP);
            assertRefused(
                    RefusalCode.HOLDER_SIGNED_OUT,
                    AuditAction.ADD_PASSKEY,
                    () -> passkeys.addPasskey().finish(anna.holder(), begun.ceremony(), credential, ANNAS_LAPTOP));
            assertThat(passkeys.ownPasskeys().list(account)).hasSize(1);
        }

        /** Their ceremonies name all of the account's passkeys, and have to come back in one request of at most 64 KB. */
        @Test
        void areAddedAndConfirmHoweverLongTheIdsOfTheOthersAre() throws Exception {
            AccountId anna = signUp("anna", phone).account().id();
            for (int i = 0; i < 18; i++) {
                BegunCeremony begun = passkeys.addPasskey().begin(anna, ANNAS_LAPTOP);
                byte[] id = new byte[CredentialId.MAX_LENGTH];
                new Random(i).nextBytes(id);
                String credential = browser.create(
                        begun.publicKey(),
                        SoftwareAuthenticator.builder().build(),
                        Fault.attestedCredentialId(id),
                        Fault.credentialId(id));
                passkeys.addPasskey().finish(holder(anna), begun.ceremony(), credential, ANNAS_LAPTOP);
            }
            add(anna, key);
            BegunCeremony begun = passkeys.reauthentication().begin(anna, ANNAS_LAPTOP);
            SignedIn confirmed = passkeys.reauthentication()
                    .finish(anna, begun.ceremony(), browser.get(begun.publicKey(), phone), ANNAS_LAPTOP);
            assertThat(confirmed.account().id()).isEqualTo(anna);
            assertThat(begun.ceremony()).hasSizeLessThan(48 * 1024);
        }

        @Test
        void areNamedAfterWhoKeepsThem() throws Exception {
            SoftwareAuthenticator bitwarden = SoftwareAuthenticator.passkeyProvider()
                    .aaguid(UUID.fromString("d548826e-79b4-db40-a3d8-11116f7e8349"))
                    .build();
            SignedIn anna = signUp("anna", bitwarden);
            assertThat(anna.passkey().name()).isEqualTo(new PasskeyName("Bitwarden"));
            SoftwareAuthenticator another = SoftwareAuthenticator.passkeyProvider()
                    .aaguid(UUID.fromString("d548826e-79b4-db40-a3d8-11116f7e8349"))
                    .build();
            assertThat(add(anna.account().id(), another).name()).isEqualTo(new PasskeyName("Bitwarden 2"));
        }

        @Test
        void areOneHoweverOftenTheirCeremonyIsFinishedAtOnce() throws Exception {
            AccountId anna = signUp("anna", phone).account().id();
            BegunCeremony begun = passkeys.addPasskey().begin(anna, ANNAS_LAPTOP);
            String credential = browser.create(begun.publicKey(), key);
            var outcomes = Parallel.run(
                    50,
                    RefusedException.class,
                    i -> passkeys.addPasskey().finish(holder(anna), begun.ceremony(), credential, ANNAS_LAPTOP));
            assertThat(outcomes.done()).hasSize(1);
            assertThat(outcomes.declined())
                    .hasSize(49)
                    .allMatch(refused -> refused.code() == RefusalCode.CEREMONY_ALREADY_USED);
            assertThat(passkeys.ownPasskeys().list(anna)).hasSize(2);
        }
    }

    @Nested
    class DemandedAttestation {

        private final AttestationAuthority authority = AttestationAuthority.create();

        @BeforeEach
        void demand() {
            PasskeyPolicy policy = PasskeyPolicy.builder()
                    .attestation(AttestationConveyance.DIRECT)
                    .attestationPolicy(AttestationPolicy.verified())
                    .build();
            passkeys = with(SHOP, policy, TrustAnchorSource.of(Set.of(authority.root())));
            passkeys.signIn().begin(ANNAS_LAPTOP); // the first one makes the key that seals
        }

        @Test
        void isKeptAsWhatItShowed() throws Exception {
            AccountId anna = signUp("anna", key.withAttestation(Attestation.packed(authority)))
                    .account()
                    .id();
            Passkey stored = passkeys.ownPasskeys().list(anna).get(0);
            assertThat(stored.modelTrust()).isEqualTo(ModelTrust.VERIFIED);
            assertThat(stored.credential().attestationFormat()).isEqualTo(AttestationFormat.PACKED);
        }

        @Test
        void isNotReplacedByNoneOrSelfOrAStrangers() throws Exception {
            List<Attestation> others =
                    List.of(Attestation.none(), Attestation.self(), Attestation.packed(AttestationAuthority.create()));
            for (Attestation other : others) {
                assertRefused(
                        RefusalCode.ATTESTATION_REJECTED,
                        AuditAction.SIGN_UP,
                        () -> signUp("anna", key.withAttestation(other)));
            }
        }
    }

    @Nested
    class OwnedPasskeys {

        @Test
        void areRenamed() throws Exception {
            SignedIn anna = signUp("anna");
            Passkey renamed =
                    passkeys.ownPasskeys().rename(anna.holder(), anna.passkey().id(), " My  phone ", ANNAS_LAPTOP);
            assertThat(renamed.name()).isEqualTo(new PasskeyName("My phone"));
            assertThat(passkeys.ownPasskeys().list(anna.account().id())).containsExactly(renamed);
            assertThat(latestEntry().action()).isEqualTo(AuditAction.RENAME_PASSKEY);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "  ", "a\u202Eb"})
        void areNotRenamedToWhatIsNoName(String name) throws Exception {
            SignedIn anna = signUp("anna");
            assertRefused(
                    RefusalCode.PASSKEY_NAME_INVALID,
                    AuditAction.RENAME_PASSKEY,
                    () -> passkeys.ownPasskeys()
                            .rename(anna.holder(), anna.passkey().id(), name, ANNAS_LAPTOP));
        }

        @Test
        void areNotRenamedBeyondTheLongestName() throws Exception {
            SignedIn anna = signUp("anna");
            String id = anna.passkey().id();
            passkeys.ownPasskeys().rename(anna.holder(), id, "n".repeat(100), ANNAS_LAPTOP);
            assertRefused(
                    RefusalCode.PASSKEY_NAME_INVALID,
                    AuditAction.RENAME_PASSKEY,
                    () -> passkeys.ownPasskeys().rename(anna.holder(), id, "n".repeat(101), ANNAS_LAPTOP));
            passkeys = with(PasskeyPolicy.builder().maximumNameLength(20).build());
            assertRefused(
                    RefusalCode.PASSKEY_NAME_INVALID,
                    AuditAction.RENAME_PASSKEY,
                    () -> passkeys.ownPasskeys().rename(anna.holder(), id, "n".repeat(21), ANNAS_LAPTOP));
        }

        @Test
        void areNobodyElsesToRenameOrRemove() throws Exception {
            SignedIn anna = signUp("anna", phone);
            AccountId bert = signUp("bert", key).account().id();
            String id = anna.passkey().id();
            assertRefused(
                    RefusalCode.PASSKEY_NOT_FOUND,
                    AuditAction.RENAME_PASSKEY,
                    () -> passkeys.ownPasskeys().rename(holder(bert), id, "Mine", ANNAS_LAPTOP));
            assertRefused(
                    RefusalCode.PASSKEY_NOT_FOUND,
                    AuditAction.REMOVE_PASSKEY,
                    () -> passkeys.ownPasskeys().remove(holder(bert), id, ANNAS_LAPTOP));
        }

        @Test
        void areNotRenamedOrRemovedByWhoeverSignedInWithOneThatWasRemovedMeanwhile() throws Exception {
            SignedIn anna = signUp("anna", phone);
            Passkey second = add(anna.account().id(), key);
            add(anna.account().id(), SoftwareAuthenticator.builder().build());
            passkeys.ownPasskeys().remove(anna.holder(), anna.passkey().id(), ANNAS_LAPTOP);
            assertRefused(
                    RefusalCode.HOLDER_SIGNED_OUT,
                    AuditAction.RENAME_PASSKEY,
                    () -> passkeys.ownPasskeys().rename(anna.holder(), second.id(), "Mine", ANNAS_LAPTOP));
            assertRefused(
                    RefusalCode.HOLDER_SIGNED_OUT,
                    AuditAction.REMOVE_PASSKEY,
                    () -> passkeys.ownPasskeys().remove(anna.holder(), second.id(), ANNAS_LAPTOP));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "AA==", "ä", "AAAA", "../AAAA"})
        void areNotFoundByWhatIsNoIdOfTheirs(String id) throws Exception {
            AccountId anna = signUp("anna").account().id();
            assertRefused(
                    RefusalCode.PASSKEY_NOT_FOUND,
                    AuditAction.REMOVE_PASSKEY,
                    () -> passkeys.ownPasskeys().remove(holder(anna), id, ANNAS_LAPTOP));
            assertThat(passkeys.ownPasskeys().stillOpens(anna, id)).isFalse();
        }

        @Test
        void areRemoved() throws Exception {
            SignedIn anna = signUp("anna", phone);
            Passkey second = add(anna.account().id(), key);
            passkeys.ownPasskeys().remove(anna.holder(), anna.passkey().id(), ANNAS_LAPTOP);
            assertThat(passkeys.ownPasskeys().list(anna.account().id())).containsExactly(second);
            assertThat(latestEntry().action()).isEqualTo(AuditAction.REMOVE_PASSKEY);
            assertThat(latestEntry().refusal()).isNull();
        }

        @Test
        void areNotRemovedIfTheyAreTheLast() throws Exception {
            SignedIn anna = signUp("anna");
            assertRefused(
                    RefusalCode.LAST_PASSKEY,
                    AuditAction.REMOVE_PASSKEY,
                    () -> passkeys.ownPasskeys()
                            .remove(anna.holder(), anna.passkey().id(), ANNAS_LAPTOP));
            signIn(phone);
        }

        @Test
        void keepASessionGoingWhileTheyOpenTheAccount() throws Exception {
            SignedIn anna = signUp("anna", phone);
            AccountId id = anna.account().id();
            AccountId bert = signUp("bert", SoftwareAuthenticator.builder().build())
                    .account()
                    .id();
            String passkey = anna.passkey().id();
            assertThat(passkeys.ownPasskeys().stillOpens(id, passkey)).isTrue();
            assertThat(passkeys.ownPasskeys().stillOpens(bert, passkey)).isFalse();
            passkeys.accounts().disable(id, Client.program());
            assertThat(passkeys.ownPasskeys().stillOpens(id, passkey)).isFalse();
            passkeys.accounts().enable(id, Client.program());
            add(id, key);
            passkeys.ownPasskeys().remove(holder(id), passkey, ANNAS_LAPTOP);
            assertThat(passkeys.ownPasskeys().stillOpens(id, passkey)).isFalse();
        }
    }

    @Nested
    class Operators {

        @Test
        void disableAndEnableAccounts() throws Exception {
            AccountId anna = signUp("anna").account().id();
            passkeys.accounts().disable(anna, Client.program().at("198.51.100.1"));
            assertThat(passkeys.accounts().find(anna).orElseThrow().disabled()).isTrue();
            assertThat(latestEntry().action()).isEqualTo(AuditAction.DISABLE_ACCOUNT);
            assertThat(latestEntry().occasion().address()).isEqualTo("198.51.100.1");
            passkeys.accounts().enable(anna, Client.program());
            assertThat(passkeys.accounts().find(anna).orElseThrow().disabled()).isFalse();
            assertThat(latestEntry().action()).isEqualTo(AuditAction.ENABLE_ACCOUNT);
        }

        @Test
        void areToldThatThereIsNoSuchAccount() throws Exception {
            AccountId nobody = new AccountId(UUID.randomUUID());
            assertRefused(
                    RefusalCode.ACCOUNT_NOT_FOUND,
                    AuditAction.DISABLE_ACCOUNT,
                    () -> passkeys.accounts().disable(nobody, Client.program()));
            assertThat(passkeys.accounts().find(nobody)).isEmpty();
        }

        @Test
        void findNoSecretsInTheAuditLog() throws Exception {
            signUp("anna", phone);
            BegunCeremony begun = passkeys.signIn().begin(ANNAS_LAPTOP);
            String challenge = JsonObject.parse(begun.publicKey()).requiredString("challenge");
            refused(() -> passkeys.signIn()
                    .finish(
                            begun.ceremony(),
                            browser.get(begun.publicKey(), phone, Fault.otherChallenge()),
                            ELSEWHERE));
            refused(() -> passkeys.signIn()
                    .finish(
                            begun.ceremony(),
                            browser.get(begun.publicKey(), phone, Fault.otherChallenge()),
                            ANNAS_LAPTOP));
            refused(() ->
                    passkeys.signIn().finish(begun.ceremony(), "{\"challenge\":\"" + challenge + "\"}", ANNAS_LAPTOP));
            assertThat(storage.auditLog().latest(SHOP, 10).toString())
                    .doesNotContain(challenge)
                    .doesNotContain(begun.ceremony());
        }

        @Test
        void findTheLogUnfilledByWhoeverSendsNonsense() throws Exception {
            AccountId anna = signUp("anna", phone).account().id();
            passkeys.accounts().disable(anna, Client.program());
            ThrowingCallable nonsense = () -> passkeys.signIn().finish("nonsense", "{}", ELSEWHERE);
            int before = storage.auditLog().latest(SHOP, 1000).size();
            for (int i = 0; i < Flood.MOST_A_MINUTE + 40; i++) {
                assertThat(refused(nonsense).code()).isEqualTo(RefusalCode.CEREMONY_UNKNOWN);
            }
            assertThat(storage.auditLog().latest(SHOP, 1000)).hasSize(before + Flood.MOST_A_MINUTE);

            // What concerns somebody is always written down.
            assertRefused(RefusalCode.ACCOUNT_DISABLED, AuditAction.SIGN_IN, () -> signIn(phone));

            clock.putForward(Duration.ofMinutes(1));
            assertRefused(RefusalCode.CEREMONY_UNKNOWN, AuditAction.SIGN_IN, nonsense);
            assertThat(latestEntry().detail()).isEqualTo("after 40 more that were not written down");
            assertRefused(RefusalCode.CEREMONY_UNKNOWN, AuditAction.SIGN_IN, nonsense);
            assertThat(latestEntry().detail()).isEmpty();
        }

        @Test
        void canReadTheLogWhateverAClientSends() throws Exception {
            signUp("anna", phone);
            for (String origin :
                    List.of("https://evil\u0000.example", "https://evil\u202E", "\uD800", "x".repeat(9000))) {
                refused(() -> signIn(phone, Fault.origin(origin)));
                assertThat(latestEntry().refusal()).isIn("credential-malformed", "origin-not-allowed");
                assertThat(latestEntry().detail())
                        .doesNotContain("\u0000", "\u202E", "\uD800")
                        .hasSizeLessThanOrEqualTo(AuditEntry.MAXIMUM_DETAIL_LENGTH);
            }
        }
    }

    @Nested
    class HouseKeeping {

        @Test
        void keepsACeremonyUsedForAsLongAsItCouldBeUsed() throws Exception {
            signUp("anna", phone);
            BegunCeremony begun = passkeys.signIn().begin(ANNAS_LAPTOP);
            String credential = browser.get(begun.publicKey(), phone);
            passkeys.signIn().finish(begun.ceremony(), credential, ANNAS_LAPTOP);
            clock.putForward(Duration.ofMinutes(5).minusMillis(1));
            passkeys.housekeeping().run();
            assertRefused(
                    RefusalCode.CEREMONY_ALREADY_USED,
                    AuditAction.SIGN_IN,
                    () -> passkeys.signIn().finish(begun.ceremony(), credential, ANNAS_LAPTOP));
        }

        @Test
        void opensWhatWasBegunBeforeIt() throws Exception {
            signUp("anna", phone);
            clock.putForward(Duration.ofDays(1).minusSeconds(1));
            BegunCeremony begun = passkeys.signIn().begin(ANNAS_LAPTOP);
            clock.putForward(Duration.ofMinutes(4));
            passkeys.signIn().begin(ANNAS_LAPTOP); // rotates
            passkeys.housekeeping().run();
            with(PasskeyPolicy.defaults())
                    .signIn()
                    .finish(begun.ceremony(), browser.get(begun.publicKey(), phone), ANNAS_LAPTOP);
        }

        @Test
        void forgetsWhatHasHadItsTime() throws Exception {
            signUp("anna", phone);
            signIn(phone);
            clock.putForward(Duration.ofDays(366));
            signIn(phone);
            assertThat(storage.ceremonyKeys().load(SHOP)).hasSize(2);
            passkeys.housekeeping().run();
            assertThat(storage.ceremonyKeys().load(SHOP)).hasSize(1);
            assertThat(storage.auditLog().latest(SHOP, 10)).hasSize(1);
        }
    }

    @Test
    void tellsTheKindOfACeremonyWithoutFinishingIt() throws Exception {
        AccountId anna = signUp("anna", phone).account().id();
        assertThat(passkeys.kindOf(passkeys.signIn().begin(ANNAS_LAPTOP).ceremony()))
                .contains(CeremonyKind.SIGN_IN);
        assertThat(passkeys.kindOf(
                        passkeys.reauthentication().begin(anna, ANNAS_LAPTOP).ceremony()))
                .contains(CeremonyKind.REAUTHENTICATION);
        assertThat(passkeys.kindOf("ceremony")).isEmpty();
    }

    @Test
    void keepsRelyingPartiesApart() throws Exception {
        SignedIn anna = signUp("anna", phone);
        Passkeys bank = with(new RelyingPartyId("bank"), PasskeyPolicy.defaults());
        BegunCeremony begun = bank.signUp().begin("anna", "", ANNAS_LAPTOP);
        SignedIn banksAnna = bank.signUp()
                .finish(
                        begun.ceremony(),
                        browser.create(
                                begun.publicKey(),
                                SoftwareAuthenticator.passkeyProvider().build()),
                        ANNAS_LAPTOP);
        assertThat(bank.accounts().find(anna.account().id())).isEmpty();
        assertThat(bank.ownPasskeys().list(anna.account().id())).isEmpty();
        assertThat(bank.ownPasskeys()
                        .stillOpens(anna.account().id(), anna.passkey().id()))
                .isFalse();
        assertThat(passkeys.accounts().find(banksAnna.account().id())).isEmpty();
        assertThat(refused(() -> bank.ownPasskeys()
                                .rename(anna.holder(), anna.passkey().id(), "Mine", ANNAS_LAPTOP))
                        .code())
                .isEqualTo(RefusalCode.PASSKEY_NOT_FOUND);
        assertThat(storage.auditLog().latest(SHOP, 10)).hasSize(1);
    }
}
