package dev.keystile.passkeys.store;

import static dev.keystile.passkeys.store.Samples.NOW;
import static dev.keystile.passkeys.store.Samples.RANDOM;
import static dev.keystile.passkeys.store.Samples.account;
import static dev.keystile.passkeys.store.Samples.credentialId;
import static dev.keystile.passkeys.store.Samples.event;
import static dev.keystile.passkeys.store.Samples.passkey;
import static dev.keystile.passkeys.store.Samples.passkeyWithAnotherKey;
import static dev.keystile.passkeys.store.Samples.redemption;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.keystile.passkeys.account.Account;
import dev.keystile.passkeys.account.AccountHolder;
import dev.keystile.passkeys.account.AccountId;
import dev.keystile.passkeys.account.DisplayName;
import dev.keystile.passkeys.account.Passkey;
import dev.keystile.passkeys.account.PasskeyName;
import dev.keystile.passkeys.account.Username;
import dev.keystile.passkeys.audit.AuditAction;
import dev.keystile.passkeys.audit.AuditEntry;
import dev.keystile.passkeys.audit.AuditEvent;
import dev.keystile.passkeys.audit.AuditLog;
import dev.keystile.passkeys.audit.Occasion;
import dev.keystile.passkeys.ceremony.CeremonyKey;
import dev.keystile.passkeys.ceremony.CeremonyKeyStore;
import dev.keystile.passkeys.store.NotStoredException.Reason;
import dev.keystile.passkeys.tenant.RelyingPartyId;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.credential.CredentialRecord;
import dev.keystile.webauthn.credential.UserHandle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What the ports promise. Whoever writes a store extends this; it takes a real engine, since half of it is about what happens
 * when many want the same thing at once.
 */
public abstract class StorageContract {

    protected static final RelyingPartyId SHOP = new RelyingPartyId("shop");
    protected static final RelyingPartyId BANK = new RelyingPartyId("bank");
    private static final int MAXIMUM = 20;

    private PasskeyStore store;
    private AuditLog auditLog;
    private CeremonyKeyStore keys;
    private final Account anna = account("anna");
    private final Passkey annasPasskey = passkey(anna);

    /** An empty store. */
    protected abstract Storage emptyStorage() throws Exception;

    /** Everything in the store, in a form that equals itself only if nothing was changed. */
    protected abstract Object everything() throws Exception;

    /** An event that cannot be written down; nothing where every one can. */
    protected Optional<AuditEvent> unwritableEvent() {
        return Optional.empty();
    }

    @BeforeEach
    void begin() throws Exception {
        Storage storage = emptyStorage();
        store = storage.passkeys();
        auditLog = storage.auditLog();
        keys = storage.ceremonyKeys();
    }

    private void open(Account account, Passkey passkey) throws NotStoredException {
        open(SHOP, account, passkey);
    }

    private void open(RelyingPartyId relyingParty, Account account, Passkey passkey) throws NotStoredException {
        store.openAccount(relyingParty, redemption(), account, passkey, event(account, passkey.credentialId()));
    }

    private void add(Account account, Passkey passkey) throws NotStoredException {
        add(redemption(), account, passkey);
    }

    private void add(Redemption redemption, Account account, Passkey passkey) throws NotStoredException {
        store.addPasskey(SHOP, redemption, holder(account), passkey, MAXIMUM, event(account, passkey.credentialId()));
    }

    private void use(Redemption redemption, Passkey passkey, long from, long to) throws NotStoredException {
        use(redemption, anna, passkey, from, to);
    }

    private void use(Redemption redemption, Account account, Passkey passkey, long from, long to)
            throws NotStoredException {
        CredentialRecord after = passkey.credential().afterUse(to, true, true, true);
        store.recordUse(
                SHOP,
                redemption,
                account.id(),
                new PasskeyUse(from, after, NOW.plusSeconds(to)),
                event(account, passkey.credentialId()));
    }

    private static AccountHolder holder(Account account) {
        return AccountHolder.signedInOtherwise(account.id());
    }

    /** Whoever signed in to the account with this passkey. */
    private static AccountHolder holder(Account account, Passkey signedInWith) {
        return new AccountHolder(account.id(), signedInWith.credentialId());
    }

    private void remove(Account account, CredentialId passkey) throws NotStoredException {
        store.removePasskey(SHOP, holder(account), passkey, event(account, passkey));
    }

    private void rename(Account account, CredentialId passkey, String name) throws NotStoredException {
        store.renamePasskey(SHOP, holder(account), passkey, new PasskeyName(name), event(account, passkey));
    }

    private void setDisabled(Account account, boolean disabled) throws NotStoredException {
        store.setDisabled(SHOP, account.id(), disabled, event(account, annasPasskey.credentialId()));
    }

    /** The change is declined for this reason, and has changed nothing at all. */
    private void assertDeclined(Reason reason, ThrowingCallable change) throws Exception {
        Object before = everything();
        NotStoredException declined = catchThrowableOfType(NotStoredException.class, change);
        assertThat(declined).isNotNull();
        assertThat(declined.reason()).isEqualTo(reason);
        assertThat(everything()).isEqualTo(before);
    }

    @Nested
    class AnEmptyStore {

        @Test
        void findsNothing() {
            assertThat(store.findAccount(SHOP, anna.id())).isEmpty();
            assertThat(store.findAccount(SHOP, anna.username())).isEmpty();
            assertThat(store.findAccount(SHOP, anna.userHandle())).isEmpty();
            assertThat(store.findPasskey(SHOP, annasPasskey.credentialId())).isEmpty();
            assertThat(store.listPasskeys(SHOP, anna.id())).isEmpty();
            assertThat(store.opens(SHOP, annasPasskey.credentialId(), anna.id()))
                    .isFalse();
            assertThat(auditLog.latest(SHOP, 10)).isEmpty();
            assertThat(keys.load(SHOP)).isEmpty();
        }
    }

    @Nested
    class OpeningAnAccount {

        @Test
        void makesItFoundByEverythingItIsKnownBy() throws Exception {
            open(anna, annasPasskey);
            assertThat(store.findAccount(SHOP, anna.id())).contains(anna);
            assertThat(store.findAccount(SHOP, Username.of("ANNA"))).contains(anna);
            assertThat(store.findAccount(SHOP, anna.userHandle())).contains(anna);
            assertThat(store.findPasskey(SHOP, annasPasskey.credentialId()))
                    .contains(new OwnedPasskey(anna, annasPasskey));
            assertThat(store.listPasskeys(SHOP, anna.id())).containsExactly(annasPasskey);
            assertThat(store.opens(SHOP, annasPasskey.credentialId(), anna.id()))
                    .isTrue();
            assertThat(auditLog.latest(SHOP, 10)).hasSize(1);
        }

        @Test
        void keepsEveryFieldAsItWas() throws Exception {
            Account account = new Account(
                    AccountId.random(RANDOM),
                    Username.of("Ἄ".repeat(32)),
                    new DisplayName("🔑".repeat(32)),
                    new UserHandle(ByteString.random(RANDOM, UserHandle.MAX_LENGTH)),
                    true,
                    NOW);
            Passkey passkey = Samples.extremePasskey(account);
            open(account, passkey);
            OwnedPasskey found = store.findPasskey(SHOP, passkey.credentialId()).orElseThrow();
            assertThat(found.passkey()).isEqualTo(passkey);
            assertThat(List.copyOf(found.passkey().credential().transports()))
                    .isEqualTo(List.copyOf(passkey.credential().transports()));
            assertThat(found.owner()).isEqualTo(account);
            assertThat(found.owner().username().value())
                    .isEqualTo(account.username().value());
            assertThat(store.listPasskeys(SHOP, account.id())).containsExactly(passkey);
        }

        @Test
        void isDeclinedWhenTheCeremonyWasRedeemed() throws Exception {
            Redemption redemption = redemption();
            store.openAccount(SHOP, redemption, anna, annasPasskey, event(anna, annasPasskey.credentialId()));
            Account bert = account("bert");
            assertDeclined(
                    Reason.CEREMONY_ALREADY_USED,
                    () -> store.openAccount(
                            SHOP, redemption, bert, passkey(bert), event(bert, annasPasskey.credentialId())));
            assertDeclined( // first of all, so that a replay is told that it is one
                    Reason.CEREMONY_ALREADY_USED,
                    () -> store.openAccount(
                            SHOP, redemption, anna, annasPasskey, event(anna, annasPasskey.credentialId())));
        }

        @Test
        void isDeclinedWhenTheUsernameIsTaken() throws Exception {
            open(anna, annasPasskey);
            Account another = account("ANNA");
            assertDeclined(Reason.USERNAME_TAKEN, () -> open(another, passkey(another)));
        }

        @Test
        void isDeclinedWhenTheCredentialIdIsTaken() throws Exception {
            open(anna, annasPasskey);
            Account bert = account("bert");
            Redemption redemption = redemption();
            assertDeclined(
                    Reason.CREDENTIAL_ID_TAKEN,
                    () -> store.openAccount(
                            SHOP,
                            redemption,
                            bert,
                            passkey(bert, annasPasskey.credentialId(), NOW),
                            event(bert, annasPasskey.credentialId())));
            store.openAccount(SHOP, redemption, bert, passkey(bert), event(bert, credentialId())); // not used up
        }

        @Test
        void happensOnceForOneCeremonyHoweverManyTry() throws Exception {
            Redemption redemption = redemption();
            List<Account> accounts =
                    IntStream.range(0, 50).mapToObj(i -> account("person" + i)).toList();
            var outcomes = Parallel.run(50, NotStoredException.class, i -> {
                Passkey own = passkey(accounts.get(i));
                store.openAccount(SHOP, redemption, accounts.get(i), own, event(accounts.get(i), own.credentialId()));
            });
            assertThat(outcomes.done()).hasSize(1);
            assertThat(outcomes.declined())
                    .hasSize(49)
                    .allMatch(declined -> declined.reason() == Reason.CEREMONY_ALREADY_USED);
            assertThat(accounts.stream()
                            .filter(each -> store.findAccount(SHOP, each.id()).isPresent()))
                    .hasSize(1);
            assertThat(auditLog.latest(SHOP, 100)).hasSize(1);
        }

        @Test
        void givesAUsernameToOneOfMany() throws Exception {
            List<Account> accounts = IntStream.range(0, 50)
                    .mapToObj(i -> account(i % 2 == 0 ? "anna" : "Anna"))
                    .toList();
            var outcomes =
                    Parallel.run(50, NotStoredException.class, i -> open(accounts.get(i), passkey(accounts.get(i))));
            assertThat(outcomes.done()).hasSize(1);
            assertThat(outcomes.declined())
                    .hasSize(49)
                    .allMatch(declined -> declined.reason() == Reason.USERNAME_TAKEN);
            assertThat(store.findAccount(SHOP, anna.username()))
                    .contains(accounts.get(outcomes.done().get(0)));
        }

        @Test
        void givesACredentialIdToOneOfMany() throws Exception {
            CredentialId id = credentialId();
            List<Account> accounts =
                    IntStream.range(0, 50).mapToObj(i -> account("person" + i)).toList();
            var outcomes = Parallel.run(
                    50, NotStoredException.class, i -> open(accounts.get(i), passkey(accounts.get(i), id, NOW)));
            assertThat(outcomes.done()).hasSize(1);
            assertThat(outcomes.declined())
                    .hasSize(49)
                    .allMatch(declined -> declined.reason() == Reason.CREDENTIAL_ID_TAKEN);
            assertThat(store.findPasskey(SHOP, id).orElseThrow().owner())
                    .isEqualTo(accounts.get(outcomes.done().get(0)));
        }
    }

    @Nested
    class AddingAPasskey {

        @Test
        void givesTheAccountOneMore() throws Exception {
            open(anna, annasPasskey);
            Passkey second = passkey(anna, credentialId(), NOW.plusSeconds(1));
            Passkey third = passkey(anna, credentialId(), NOW.plusSeconds(2));
            add(anna, third);
            add(anna, second);
            assertThat(store.listPasskeys(SHOP, anna.id())).containsExactly(annasPasskey, second, third);
            assertThat(store.findPasskey(SHOP, second.credentialId())).contains(new OwnedPasskey(anna, second));
            assertThat(auditLog.latest(SHOP, 10)).hasSize(3);
        }

        @Test
        void isDeclinedWhenTheCeremonyWasRedeemed() throws Exception {
            open(anna, annasPasskey);
            Redemption redemption = redemption();
            add(redemption, anna, passkey(anna));
            assertDeclined(Reason.CEREMONY_ALREADY_USED, () -> add(redemption, anna, passkey(anna)));
        }

        @Test
        void isDeclinedForAnUnknownAccount() throws Exception {
            assertDeclined(Reason.ACCOUNT_NOT_FOUND, () -> add(anna, annasPasskey));
        }

        @Test
        void isDeclinedForADisabledAccount() throws Exception {
            open(anna, annasPasskey);
            setDisabled(anna, true);
            assertDeclined(Reason.ACCOUNT_DISABLED, () -> add(anna, passkey(anna)));
        }

        @Test
        void isDeclinedWhenTheCredentialIdIsTakenByAnyAccount() throws Exception {
            Account bert = account("bert");
            Passkey bertsPasskey = passkey(bert);
            open(anna, annasPasskey);
            open(bert, bertsPasskey);
            for (Passkey taken : List.of(annasPasskey, bertsPasskey)) {
                assertDeclined(Reason.CREDENTIAL_ID_TAKEN, () -> add(anna, passkey(anna, taken.credentialId(), NOW)));
            }
        }

        @Test
        void isDeclinedAtTheMaximum() throws Exception {
            open(anna, annasPasskey);
            for (int i = 1; i < MAXIMUM; i++) {
                add(anna, passkey(anna));
            }
            assertDeclined(Reason.TOO_MANY_PASSKEYS, () -> add(anna, passkey(anna)));
            remove(anna, annasPasskey.credentialId());
            add(anna, passkey(anna));
            assertDeclined(Reason.TOO_MANY_PASSKEYS, () -> add(anna, passkey(anna)));
        }

        @Test
        void neverExceedsTheMaximumHoweverManyAreAddedAtOnce() throws Exception {
            open(anna, annasPasskey);
            var outcomes = Parallel.run(50, NotStoredException.class, i -> add(anna, passkey(anna)));
            assertThat(outcomes.done()).hasSize(MAXIMUM - 1);
            assertThat(outcomes.declined())
                    .hasSize(50 - MAXIMUM + 1)
                    .allMatch(declined -> declined.reason() == Reason.TOO_MANY_PASSKEYS);
            assertThat(store.listPasskeys(SHOP, anna.id())).hasSize(MAXIMUM);
        }

        @Test
        void givesACredentialIdToOneOfMany() throws Exception {
            List<Account> accounts =
                    IntStream.range(0, 5).mapToObj(i -> account("person" + i)).toList();
            for (Account each : accounts) {
                open(each, passkey(each));
            }
            CredentialId id = credentialId();
            var outcomes = Parallel.run(
                    50, NotStoredException.class, i -> add(accounts.get(i % 5), passkey(accounts.get(i % 5), id, NOW)));
            assertThat(outcomes.done()).hasSize(1);
            assertThat(outcomes.declined())
                    .hasSize(49)
                    .allMatch(declined -> declined.reason() == Reason.CREDENTIAL_ID_TAKEN);
            assertThat(accounts.stream()
                            .mapToInt(
                                    each -> store.listPasskeys(SHOP, each.id()).size()))
                    .containsExactlyInAnyOrder(1, 1, 1, 1, 2);
        }

        @Test
        void happensOnceForOneCeremonyHoweverManyTry() throws Exception {
            open(anna, annasPasskey);
            Redemption redemption = redemption();
            var outcomes = Parallel.run(50, NotStoredException.class, i -> add(redemption, anna, passkey(anna)));
            assertThat(outcomes.done()).hasSize(1);
            assertThat(outcomes.declined())
                    .hasSize(49)
                    .allMatch(declined -> declined.reason() == Reason.CEREMONY_ALREADY_USED);
            assertThat(store.listPasskeys(SHOP, anna.id())).hasSize(2);
        }
    }

    @Nested
    class RecordingAUse {

        @Test
        void updatesWhatAUseChangesAndNothingElse() throws Exception {
            Passkey second = passkey(anna, credentialId(), NOW.plusSeconds(1));
            open(anna, annasPasskey);
            add(anna, second);
            rename(anna, annasPasskey.credentialId(), "Phone");
            CredentialRecord after = annasPasskey.credential().afterUse(7, true, true, true);
            store.recordUse(
                    SHOP,
                    redemption(),
                    anna.id(),
                    new PasskeyUse(0, after, NOW.plusSeconds(9)),
                    event(anna, annasPasskey.credentialId()));
            Passkey used = annasPasskey.named(new PasskeyName("Phone")).used(after, NOW.plusSeconds(9));
            assertThat(store.listPasskeys(SHOP, anna.id())).containsExactly(used, second);
            assertThat(auditLog.latest(SHOP, 10)).hasSize(4);
        }

        @Test
        void isDeclinedWhenTheCeremonyWasRedeemed() throws Exception {
            open(anna, annasPasskey);
            Redemption redemption = redemption();
            use(redemption, annasPasskey, 0, 1);
            assertDeclined(Reason.CEREMONY_ALREADY_USED, () -> use(redemption, annasPasskey, 1, 2));
        }

        @Test
        void isDeclinedWhenTheCeremonyWasRedeemedByAnotherKindOfChange() throws Exception {
            Redemption redemption = redemption();
            store.openAccount(SHOP, redemption, anna, annasPasskey, event(anna, annasPasskey.credentialId()));
            assertDeclined(Reason.CEREMONY_ALREADY_USED, () -> use(redemption, annasPasskey, 0, 1));
        }

        @Test
        void isDeclinedWhenThePasskeyIsGone() throws Exception {
            open(anna, annasPasskey);
            add(anna, passkey(anna));
            remove(anna, annasPasskey.credentialId());
            assertDeclined(Reason.PASSKEY_NOT_FOUND, () -> use(redemption(), annasPasskey, 0, 1));
        }

        @Test
        void isDeclinedWhenThePasskeyHasBecomeAnotherAccounts() throws Exception {
            Account berta = account("berta");
            open(
                    berta,
                    new Passkey(annasPasskey.credential(), annasPasskey.name(), annasPasskey.modelTrust(), NOW, null));
            assertDeclined(Reason.PASSKEY_CHANGED, () -> use(redemption(), annasPasskey, 0, 1));
        }

        @Test
        void isDeclinedWhenThePasskeyHasBecomeAnother() throws Exception {
            open(anna, annasPasskey);
            Passkey other = passkeyWithAnotherKey(anna, annasPasskey.credentialId(), NOW);
            assertDeclined(Reason.PASSKEY_CHANGED, () -> use(redemption(), other, 0, 1));
        }

        @Test
        void isDeclinedWhenTheAccountIsDisabled() throws Exception {
            open(anna, annasPasskey);
            setDisabled(anna, true);
            assertDeclined(Reason.ACCOUNT_DISABLED, () -> use(redemption(), annasPasskey, 0, 1));
        }

        @Test
        void isDeclinedWhenTheCounterIsAnother() throws Exception {
            open(anna, annasPasskey);
            use(redemption(), annasPasskey, 0, 5);
            Redemption late = redemption();
            assertDeclined(Reason.PASSKEY_CHANGED, () -> use(late, annasPasskey, 0, 6));
            use(late, annasPasskey, 5, 6); // declining it did not use it up
        }

        @Test
        void losesNoUpdateHoweverManyStartFromTheSameCounter() throws Exception {
            open(anna, annasPasskey);
            var outcomes = Parallel.run(50, NotStoredException.class, i -> use(redemption(), annasPasskey, 0, i + 1));
            assertThat(outcomes.done()).hasSize(1);
            assertThat(outcomes.declined())
                    .hasSize(49)
                    .allMatch(declined -> declined.reason() == Reason.PASSKEY_CHANGED);
            assertThat(store.listPasskeys(SHOP, anna.id()).get(0).credential().signCount())
                    .isEqualTo(outcomes.done().get(0) + 1);
        }

        @Test
        void neverConflictsForAPasskeyThatDoesNotCount() throws Exception {
            open(anna, annasPasskey);
            var outcomes = Parallel.run(50, NotStoredException.class, i -> use(redemption(), annasPasskey, 0, 0));
            assertThat(outcomes.done()).hasSize(50);
        }

        @Test
        void happensOnceForOneCeremonyHoweverManyTry() throws Exception {
            open(anna, annasPasskey);
            Account bert = account("bert");
            Passkey bertsPasskey = passkey(bert);
            open(bert, bertsPasskey);
            Redemption redemption = redemption();
            var outcomes = Parallel.run(
                    50,
                    NotStoredException.class,
                    i -> use(redemption, i % 2 == 0 ? anna : bert, i % 2 == 0 ? annasPasskey : bertsPasskey, 0, 0));
            assertThat(outcomes.done()).hasSize(1);
            assertThat(outcomes.declined())
                    .hasSize(49)
                    .allMatch(declined -> declined.reason() == Reason.CEREMONY_ALREADY_USED);
            assertThat(auditLog.latest(SHOP, 100)).hasSize(3);
        }
    }

    @Nested
    class RenamingAndRemoving {

        private final Account bert = account("bert");
        private final Passkey bertsPasskey = passkey(bert);

        @BeforeEach
        void twoAccounts() throws Exception {
            open(anna, annasPasskey);
            open(bert, bertsPasskey);
        }

        @Test
        void changesTheNameAlone() throws Exception {
            rename(anna, annasPasskey.credentialId(), "Phone 🔑");
            assertThat(store.listPasskeys(SHOP, anna.id()))
                    .containsExactly(annasPasskey.named(new PasskeyName("Phone 🔑")));
            assertThat(store.listPasskeys(SHOP, bert.id())).containsExactly(bertsPasskey);
        }

        @Test
        void doesNotTouchAnotherAccountsPasskey() throws Exception {
            add(anna, passkey(anna)); // so that she could lose one
            assertDeclined(Reason.PASSKEY_NOT_FOUND, () -> rename(anna, bertsPasskey.credentialId(), "Mine"));
            assertDeclined(Reason.PASSKEY_NOT_FOUND, () -> remove(anna, bertsPasskey.credentialId()));
        }

        @Test
        void doesNotFindWhatIsNotThere() throws Exception {
            assertDeclined(Reason.PASSKEY_NOT_FOUND, () -> rename(anna, credentialId(), "Mine"));
            assertDeclined(Reason.PASSKEY_NOT_FOUND, () -> remove(anna, credentialId()));
            Account nobody = account("nobody");
            assertDeclined(Reason.PASSKEY_NOT_FOUND, () -> remove(nobody, annasPasskey.credentialId()));
        }

        @Test
        void removesForGoodAndFreesTheCredentialId() throws Exception {
            Passkey second = passkey(anna, credentialId(), NOW.plusSeconds(1));
            add(anna, second);
            remove(anna, annasPasskey.credentialId());
            assertThat(store.findPasskey(SHOP, annasPasskey.credentialId())).isEmpty();
            assertThat(store.opens(SHOP, annasPasskey.credentialId(), anna.id()))
                    .isFalse();
            assertThat(store.listPasskeys(SHOP, anna.id())).containsExactly(second);
            add(bert, passkey(bert, annasPasskey.credentialId(), NOW.plusSeconds(1)));
        }

        @Test
        void keepsTheLastOne() throws Exception {
            assertDeclined(Reason.LAST_PASSKEY, () -> remove(anna, annasPasskey.credentialId()));
        }

        @Test
        void keepsOneHoweverManyAreRemovedAtOnce() throws Exception {
            List<Passkey> all = new ArrayList<>(List.of(annasPasskey));
            for (int i = 1; i < MAXIMUM; i++) {
                Passkey more = passkey(anna);
                add(anna, more);
                all.add(more);
            }
            var outcomes = Parallel.run(
                    MAXIMUM,
                    NotStoredException.class,
                    i -> remove(anna, all.get(i).credentialId()));
            assertThat(outcomes.done()).hasSize(MAXIMUM - 1);
            assertThat(outcomes.declined()).hasSize(1).allMatch(declined -> declined.reason() == Reason.LAST_PASSKEY);
            assertThat(store.listPasskeys(SHOP, anna.id())).hasSize(1);
        }

        @Test
        void removesOneOnceHoweverManyTry() throws Exception {
            add(anna, passkey(anna));
            add(anna, passkey(anna));
            var outcomes = Parallel.run(20, NotStoredException.class, i -> remove(anna, annasPasskey.credentialId()));
            assertThat(outcomes.done()).hasSize(1);
            assertThat(outcomes.declined())
                    .hasSize(19)
                    .allMatch(declined -> declined.reason() == Reason.PASSKEY_NOT_FOUND);
            assertThat(store.listPasskeys(SHOP, anna.id())).hasSize(2);
        }
    }

    @Nested
    class HoldersWhoSignedInWithAPasskey {

        private final Passkey second = passkey(anna, credentialId(), NOW.plusSeconds(1));
        private final Passkey third = passkey(anna, credentialId(), NOW.plusSeconds(2));
        private final AccountHolder holder = holder(anna, annasPasskey);
        private final AuditEvent event = event(anna, second.credentialId());

        @BeforeEach
        void open() throws Exception {
            StorageContract.this.open(anna, annasPasskey);
            add(anna, second);
        }

        private void addThird() throws NotStoredException {
            store.addPasskey(SHOP, redemption(), holder, third, MAXIMUM, event);
        }

        private void renameSecond() throws NotStoredException {
            store.renamePasskey(SHOP, holder, second.credentialId(), new PasskeyName("Mine"), event);
        }

        private void removeSecond() throws NotStoredException {
            store.removePasskey(SHOP, holder, second.credentialId(), event);
        }

        private void assertChangesNothing(Reason whenAdding) throws Exception {
            assertDeclined(whenAdding, this::addThird);
            assertDeclined(Reason.HOLDER_SIGNED_OUT, this::renameSecond);
            assertDeclined(Reason.HOLDER_SIGNED_OUT, this::removeSecond);
        }

        @Test
        void changeTheirAccount() throws Exception {
            addThird();
            renameSecond();
            removeSecond();
            assertThat(store.listPasskeys(SHOP, anna.id())).containsExactly(annasPasskey, third);
        }

        @Test
        void mayRemoveTheOneTheySignedInWith() throws Exception {
            store.removePasskey(SHOP, holder, annasPasskey.credentialId(), event);
            assertThat(store.listPasskeys(SHOP, anna.id())).containsExactly(second);
        }

        @Test
        void changeNothingOnceItWasRemoved() throws Exception {
            remove(anna, annasPasskey.credentialId());
            assertChangesNothing(Reason.HOLDER_SIGNED_OUT);
        }

        @Test
        void changeNothingOnceItIsAnothersPasskey() throws Exception {
            remove(anna, annasPasskey.credentialId());
            Account bert = account("bert");
            StorageContract.this.open(bert, passkey(bert, annasPasskey.credentialId(), NOW));
            assertChangesNothing(Reason.HOLDER_SIGNED_OUT);
        }

        @Test
        void changeNothingOnceTheAccountIsDisabled() throws Exception {
            setDisabled(anna, true);
            assertChangesNothing(Reason.ACCOUNT_DISABLED);
        }

        @Test
        void areToldSoBeforeAnythingElseOfTheAccount() throws Exception {
            remove(anna, annasPasskey.credentialId());
            assertDeclined(
                    Reason.HOLDER_SIGNED_OUT, () -> store.addPasskey(SHOP, redemption(), holder, third, 1, event));
            assertDeclined(
                    Reason.HOLDER_SIGNED_OUT, () -> store.removePasskey(SHOP, holder, third.credentialId(), event));
        }

        @Test
        void addNothingAfterItsRemovalHoweverManyTryAtOnce() throws Exception {
            AtomicInteger leftByRemoval = new AtomicInteger();
            var outcomes = Parallel.run(20, NotStoredException.class, i -> {
                if (i == 0) {
                    remove(anna, annasPasskey.credentialId());
                    leftByRemoval.set(store.listPasskeys(SHOP, anna.id()).size());
                } else {
                    store.addPasskey(SHOP, redemption(), holder, passkey(anna), 100, event);
                }
            });
            assertThat(outcomes.done()).contains(0);
            assertThat(outcomes.declined()).allMatch(declined -> declined.reason() == Reason.HOLDER_SIGNED_OUT);
            assertThat(store.listPasskeys(SHOP, anna.id())).hasSize(leftByRemoval.get());
        }
    }

    @Nested
    class DisablingAnAccount {

        @Test
        void canBeUndone() throws Exception {
            open(anna, annasPasskey);
            setDisabled(anna, true);
            assertThat(store.findAccount(SHOP, anna.id())).contains(anna.withDisabled(true));
            assertThat(store.opens(SHOP, annasPasskey.credentialId(), anna.id()))
                    .isFalse();
            setDisabled(anna, false);
            assertThat(store.findAccount(SHOP, anna.id())).contains(anna);
            assertThat(store.opens(SHOP, annasPasskey.credentialId(), anna.id()))
                    .isTrue();
            assertThat(auditLog.latest(SHOP, 10)).hasSize(3);
        }

        @Test
        void isDeclinedForAnUnknownOne() throws Exception {
            assertDeclined(Reason.ACCOUNT_NOT_FOUND, () -> setDisabled(anna, true));
        }
    }

    @Nested
    class EveryChange {

        @Test
        void happensWithItsAuditEventOrNotAtAll() throws Exception {
            Passkey second = passkey(anna);
            open(anna, annasPasskey);
            add(anna, second);
            CredentialRecord used = annasPasskey.credential().afterUse(1, true, true, true);
            Account berta = account("berta");
            Optional<AuditEvent> unwritable = unwritableEvent();
            assumeThat(unwritable)
                    .as("an event that this store cannot write down")
                    .isPresent();
            AuditEvent event = unwritable.orElseThrow();
            Map<String, ThrowingCallable> changes = Map.of(
                    "opening",
                    () -> store.openAccount(SHOP, redemption(), berta, passkey(berta), event),
                    "adding",
                    () -> store.addPasskey(SHOP, redemption(), holder(anna), passkey(anna), MAXIMUM, event),
                    "using",
                    () -> store.recordUse(SHOP, redemption(), anna.id(), new PasskeyUse(0, used, NOW), event),
                    "renaming",
                    () -> store.renamePasskey(
                            SHOP, holder(anna), second.credentialId(), new PasskeyName("Other"), event),
                    "removing",
                    () -> store.removePasskey(SHOP, holder(anna), second.credentialId(), event),
                    "disabling",
                    () -> store.setDisabled(SHOP, anna.id(), true, event));
            Object before = everything();

            for (Map.Entry<String, ThrowingCallable> change : changes.entrySet()) {
                assertThatThrownBy(change.getValue())
                        .as(change.getKey())
                        .isInstanceOf(RuntimeException.class)
                        .isNotInstanceOf(StorageUnavailableException.class);
                assertThat(everything()).as(change.getKey()).isEqualTo(before);
            }
        }
    }

    @Nested
    class RelyingParties {

        @Test
        void haveTheirOwnOfEverything() throws Exception {
            Redemption redemption = redemption();
            Account bankAnna = account("anna");
            Passkey bankPasskey = passkey(bankAnna, annasPasskey.credentialId(), NOW);
            AuditEvent event = event(anna, annasPasskey.credentialId());
            store.openAccount(SHOP, redemption, anna, annasPasskey, event);
            store.openAccount(BANK, redemption, bankAnna, bankPasskey, event); // same name, credential id, ceremony
            assertThat(store.findAccount(SHOP, anna.username())).contains(anna);
            assertThat(store.findAccount(BANK, anna.username())).contains(bankAnna);
            assertThat(store.findPasskey(SHOP, annasPasskey.credentialId()))
                    .contains(new OwnedPasskey(anna, annasPasskey));
            assertThat(store.findPasskey(BANK, annasPasskey.credentialId()))
                    .contains(new OwnedPasskey(bankAnna, bankPasskey));
        }

        @Test
        void seeNothingOfEachOther() throws Exception {
            open(BANK, anna, annasPasskey);
            assertThat(store.findAccount(SHOP, anna.id())).isEmpty();
            assertThat(store.findAccount(SHOP, anna.username())).isEmpty();
            assertThat(store.findAccount(SHOP, anna.userHandle())).isEmpty();
            assertThat(store.findPasskey(SHOP, annasPasskey.credentialId())).isEmpty();
            assertThat(store.listPasskeys(SHOP, anna.id())).isEmpty();
            assertThat(store.opens(SHOP, annasPasskey.credentialId(), anna.id()))
                    .isFalse();
            assertThat(auditLog.latest(SHOP, 10)).isEmpty();
        }

        @Test
        void changeNothingOfEachOther() throws Exception {
            open(BANK, anna, annasPasskey);
            store.addPasskey(
                    BANK, redemption(), holder(anna), passkey(anna), MAXIMUM, event(anna, annasPasskey.credentialId()));
            CredentialId id = annasPasskey.credentialId();
            assertDeclined(Reason.ACCOUNT_NOT_FOUND, () -> add(anna, passkey(anna)));
            assertDeclined(Reason.PASSKEY_NOT_FOUND, () -> use(redemption(), annasPasskey, 0, 1));
            assertDeclined(Reason.PASSKEY_NOT_FOUND, () -> rename(anna, id, "Mine"));
            assertDeclined(Reason.PASSKEY_NOT_FOUND, () -> remove(anna, id));
            assertDeclined(Reason.ACCOUNT_NOT_FOUND, () -> setDisabled(anna, true));
        }

        @Test
        void forgetOnlyTheirOwn() throws Exception {
            Redemption redemption = redemption();
            AuditEvent event = event(anna, annasPasskey.credentialId());
            store.openAccount(BANK, redemption, anna, annasPasskey, event);
            keys.addUnlessPresent(BANK, key(1, NOW));
            keys.addUnlessPresent(BANK, key(2, NOW));
            Instant later = NOW.plusSeconds(1_000_000);
            store.removeRedemptionsExpiredBefore(SHOP, later);
            auditLog.removeBefore(SHOP, later);
            keys.removeCreatedBefore(SHOP, later);
            assertThat(auditLog.latest(BANK, 10)).hasSize(1);
            assertThat(keys.load(BANK)).hasSize(2);
            assertThat(catchThrowableOfType(
                                    NotStoredException.class,
                                    () -> store.openAccount(BANK, redemption, account("bert"), annasPasskey, event))
                            .reason())
                    .isEqualTo(Reason.CEREMONY_ALREADY_USED);
        }
    }

    @Nested
    class Redemptions {

        @Test
        void areKnownOnceTheyHaveHappened() throws Exception {
            open(anna, annasPasskey);
            Redemption redemption = redemption();
            assertThat(store.isRedeemed(SHOP, redemption)).isFalse();
            use(redemption, annasPasskey, 0, 0);
            assertThat(store.isRedeemed(SHOP, redemption)).isTrue();
            assertThat(store.isRedeemed(BANK, redemption)).isFalse();
            assertThat(store.isRedeemed(SHOP, redemption())).isFalse();
        }

        @Test
        void areForgottenOnlyOnceTheyHaveExpired() throws Exception {
            open(anna, annasPasskey);
            Redemption redemption = redemption();
            use(redemption, annasPasskey, 0, 0);
            store.removeRedemptionsExpiredBefore(SHOP, redemption.expiresAt());
            assertDeclined(Reason.CEREMONY_ALREADY_USED, () -> use(redemption, annasPasskey, 0, 0));
            store.removeRedemptionsExpiredBefore(SHOP, redemption.expiresAt().plusMillis(1));
            use(redemption, annasPasskey, 0, 0); // which is why the ceremony's own expiry is checked before
        }
    }

    @Nested
    class TheAuditLog {

        @Test
        void keepsEveryFieldAsItWas() {
            CredentialId longest = new CredentialId(ByteString.random(RANDOM, CredentialId.MAX_LENGTH));
            AuditEvent event = new AuditEvent.Refused(
                    new Occasion(NOW, "2001:db8:0000:0000:0000:0000:0000:0001%interface"),
                    AuditAction.REMOVE_PASSKEY,
                    anna.id(),
                    longest,
                    "last-passkey",
                    "🔑".repeat(AuditEntry.MAXIMUM_DETAIL_LENGTH / 2));
            auditLog.append(SHOP, event);
            assertThat(auditLog.latest(SHOP, 10)).containsExactly(event.toEntry());
        }

        @Test
        void keepsWhatIsNotKnownUnknown() {
            AuditEvent event = new AuditEvent.Refused(
                    new Occasion(NOW, null), AuditAction.SIGN_IN, null, null, "ceremony-unknown", "");
            auditLog.append(SHOP, event);
            assertThat(auditLog.latest(SHOP, 10)).containsExactly(event.toEntry());
        }

        @Test
        void keepsEveryAction() {
            for (AuditAction action : AuditAction.values()) {
                auditLog.append(SHOP, new AuditEvent.Refused(new Occasion(NOW, null), action, null, null, "x", ""));
            }
            assertThat(auditLog.latest(SHOP, 100))
                    .extracting(AuditEntry::action)
                    .containsExactlyInAnyOrder(AuditAction.values());
        }

        @Test
        void givesTheLatestFirst() {
            for (int second : List.of(1, 3, 2)) {
                auditLog.append(
                        SHOP, new AuditEvent.AccountDisabled(new Occasion(NOW.plusSeconds(second), null), anna.id()));
            }
            assertThat(auditLog.latest(SHOP, 2))
                    .extracting(entry -> entry.occasion().at())
                    .containsExactly(NOW.plusSeconds(3), NOW.plusSeconds(2));
        }

        @Test
        void forgetsWhatIsOld() {
            for (int second : List.of(1, 2, 3)) {
                auditLog.append(
                        SHOP, new AuditEvent.AccountDisabled(new Occasion(NOW.plusSeconds(second), null), anna.id()));
            }
            auditLog.removeBefore(SHOP, NOW.plusSeconds(2));
            assertThat(auditLog.latest(SHOP, 10))
                    .extracting(entry -> entry.occasion().at())
                    .containsExactly(NOW.plusSeconds(3), NOW.plusSeconds(2));
        }
    }

    @Nested
    class CeremonyKeys {

        @Test
        void areKeptAsTheyWere() {
            CeremonyKey first = key(1, NOW);
            CeremonyKey second = key(2, NOW.plusSeconds(1));
            assertThat(keys.addUnlessPresent(SHOP, first)).isEqualTo(first);
            assertThat(keys.addUnlessPresent(SHOP, second)).isEqualTo(second);
            assertThat(keys.load(SHOP)).containsExactlyInAnyOrder(first, second);
            assertThat(keys.load(BANK)).isEmpty();
        }

        @Test
        void areNeverReplaced() {
            CeremonyKey first = key(1, NOW);
            keys.addUnlessPresent(SHOP, first);
            assertThat(keys.addUnlessPresent(SHOP, key(1, NOW))).isEqualTo(first);
            assertThat(keys.load(SHOP)).containsExactly(first);
        }

        @Test
        void areAgreedUponHoweverManyAddTheSameGeneration() throws Exception {
            Set<CeremonyKey> answers = ConcurrentHashMap.newKeySet();
            Parallel.run(50, NotStoredException.class, i -> answers.add(keys.addUnlessPresent(SHOP, key(1, NOW))));
            assertThat(answers).hasSize(1);
            assertThat(keys.load(SHOP)).containsExactlyElementsOf(answers);
        }

        @Test
        void areForgottenWhenOldButNeverTheNewest() {
            List<CeremonyKey> three = Stream.of(1, 2, 3)
                    .map(generation -> key(generation, NOW.plusSeconds(generation)))
                    .toList();
            three.forEach(key -> keys.addUnlessPresent(SHOP, key));
            keys.removeCreatedBefore(SHOP, NOW.plusSeconds(2));
            assertThat(keys.load(SHOP)).containsExactlyInAnyOrder(three.get(1), three.get(2));
            keys.removeCreatedBefore(SHOP, NOW.plusSeconds(1000));
            assertThat(keys.load(SHOP)).containsExactly(three.get(2));
        }
    }

    private static CeremonyKey key(int generation, Instant createdAt) {
        return new CeremonyKey(generation, createdAt, ByteString.random(RANDOM, CeremonyKey.SECRET_LENGTH));
    }
}
