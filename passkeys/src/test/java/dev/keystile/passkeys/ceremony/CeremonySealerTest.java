package dev.keystile.passkeys.ceremony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keystile.passkeys.account.AccountId;
import dev.keystile.passkeys.memory.InMemoryCeremonyKeyStore;
import dev.keystile.passkeys.tenant.RelyingPartyId;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.testing.SettableClock;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CeremonySealerTest {

    private static final RelyingPartyId SHOP = new RelyingPartyId("shop");
    private static final Duration ROTATION = Duration.ofHours(24);
    private static final BrowserBinding BROWSER = BrowserBinding.of("the secret of Anna's browser");
    private static final String PENDING = "{\"challenge\":\"c2VjcmV0IGNoYWxsZW5nZQ\",\"name\":\"Ἄννα 🔑\"}";

    private final SecureRandom random = new SecureRandom();
    private final SettableClock clock = SettableClock.standingAt(Instant.parse("2026-11-22T12:00:00Z"));
    private final InMemoryCeremonyKeyStore keyStore = new InMemoryCeremonyKeyStore();
    private final CeremonySealer sealer = node(SHOP);
    private final AccountId anna = AccountId.random(random);

    private CeremonySealer node(RelyingPartyId relyingParty) {
        return new CeremonySealer(relyingParty, keyStore, ROTATION, clock, random);
    }

    private Ceremony ceremony(CeremonyKind kind, @Nullable AccountId account) {
        Instant expiresAt = clock.instant().plus(Duration.ofMinutes(5));
        return new Ceremony(CeremonyId.random(random), kind, account, BROWSER, expiresAt, PENDING);
    }

    @ParameterizedTest
    @EnumSource
    void opensWhatItSealed(CeremonyKind kind) throws CeremonyNotOpenedException {
        Ceremony ceremony = ceremony(kind, anna);
        assertThat(sealer.open(sealer.seal(ceremony), kind, anna, BROWSER)).isEqualTo(ceremony);
    }

    @Test
    void opensWithoutAccountAndBrowser() throws CeremonyNotOpenedException {
        Ceremony ceremony = new Ceremony(
                CeremonyId.random(random),
                CeremonyKind.SIGN_IN,
                null,
                BrowserBinding.none(),
                clock.instant().plusSeconds(1),
                "");
        assertThat(sealer.open(sealer.seal(ceremony), CeremonyKind.SIGN_IN, null, BrowserBinding.none()))
                .isEqualTo(ceremony);
    }

    @Test
    void writesNothingReadableAndNothingTwice() throws MalformedException {
        Ceremony ceremony = ceremony(CeremonyKind.SIGN_IN, null);
        String text = sealer.seal(ceremony);
        assertThat(text).matches("[A-Za-z0-9_-]+").isNotEqualTo(sealer.seal(ceremony));
        assertThat(new String(ByteString.fromBase64Url(text).toByteArray(), StandardCharsets.ISO_8859_1))
                .doesNotContain("challenge");
        assertThat(ceremony.toString()).doesNotContain("challenge");
    }

    @Test
    void survivesARestart() throws CeremonyNotOpenedException {
        Ceremony ceremony = ceremony(CeremonyKind.SIGN_IN, null);
        assertThat(node(SHOP).open(sealer.seal(ceremony), CeremonyKind.SIGN_IN, null, BROWSER))
                .isEqualTo(ceremony);
    }

    @Nested
    class RefusesTo {

        @Test
        void openAnotherRelyingPartysCeremony() {
            CeremonySealer other = node(new RelyingPartyId("bank"));
            other.seal(ceremony(CeremonyKind.SIGN_IN, null)); // so that it has a key of the same generation
            String text = sealer.seal(ceremony(CeremonyKind.SIGN_IN, null));
            assertThat(problem(other, text, CeremonyKind.SIGN_IN, null, BROWSER))
                    .isEqualTo(CeremonyProblem.UNKNOWN);
        }

        @Test
        void openAnotherRelyingPartysCeremonyEvenUnderTheSameKey() {
            CeremonyKey shared = CeremonyKey.random(1, clock.instant(), random);
            InMemoryCeremonyKeyStore shop = new InMemoryCeremonyKeyStore();
            shop.addUnlessPresent(SHOP, shared);
            shop.addUnlessPresent(new RelyingPartyId("bank"), shared);
            CeremonySealer bank = new CeremonySealer(new RelyingPartyId("bank"), shop, ROTATION, clock, random);
            String text =
                    new CeremonySealer(SHOP, shop, ROTATION, clock, random).seal(ceremony(CeremonyKind.SIGN_IN, null));
            assertThat(problem(bank, text, CeremonyKind.SIGN_IN, null, BROWSER)).isEqualTo(CeremonyProblem.UNKNOWN);
        }

        @Test
        void takeOneKindForAnother() {
            for (CeremonyKind begun : CeremonyKind.values()) {
                String text = sealer.seal(ceremony(begun, anna));
                for (CeremonyKind finished : CeremonyKind.values()) {
                    if (begun != finished) {
                        assertThat(problem(sealer, text, finished, anna, BROWSER))
                                .isEqualTo(CeremonyProblem.OF_ANOTHER_KIND);
                    }
                }
            }
        }

        @Test
        void openInAnotherBrowser() {
            String text = sealer.seal(ceremony(CeremonyKind.SIGN_IN, null));
            for (BrowserBinding other : List.of(BrowserBinding.of("another"), BrowserBinding.none())) {
                assertThat(problem(sealer, text, CeremonyKind.SIGN_IN, null, other))
                        .isEqualTo(CeremonyProblem.OF_ANOTHER_BROWSER);
            }
        }

        @Test
        void openForAnotherAccount() {
            AccountId bert = AccountId.random(random);
            String annas = sealer.seal(ceremony(CeremonyKind.ADD_PASSKEY, anna));
            String nobodys = sealer.seal(ceremony(CeremonyKind.ADD_PASSKEY, null));
            assertThat(problem(sealer, annas, CeremonyKind.ADD_PASSKEY, bert, BROWSER))
                    .isEqualTo(CeremonyProblem.OF_ANOTHER_ACCOUNT);
            assertThat(problem(sealer, nobodys, CeremonyKind.ADD_PASSKEY, bert, BROWSER))
                    .isEqualTo(CeremonyProblem.OF_ANOTHER_ACCOUNT);
        }

        @Test
        void openTooLate() throws CeremonyNotOpenedException {
            Ceremony ceremony = ceremony(CeremonyKind.SIGN_IN, null);
            String text = sealer.seal(ceremony);
            clock.putForward(Duration.ofMinutes(5).minusMillis(1));
            assertThat(sealer.open(text, CeremonyKind.SIGN_IN, null, BROWSER)).isEqualTo(ceremony);
            clock.putForward(Duration.ofMillis(1));
            assertThat(problem(sealer, text, CeremonyKind.SIGN_IN, null, BROWSER))
                    .isEqualTo(CeremonyProblem.EXPIRED);
        }

        @Test
        void openATextWithAnyBitChanged() throws MalformedException {
            byte[] sealed = ByteString.fromBase64Url(sealer.seal(ceremony(CeremonyKind.SIGN_IN, anna)))
                    .toByteArray();
            for (int bit = 0; bit < 8 * sealed.length; bit++) {
                byte[] changed = sealed.clone();
                changed[bit / 8] ^= (byte) (1 << bit % 8);
                String text = ByteString.copyOf(changed).toBase64Url();
                for (CeremonyKind kind : CeremonyKind.values()) {
                    assertThat(problem(sealer, text, kind, null, BROWSER)).isEqualTo(CeremonyProblem.UNKNOWN);
                }
            }
        }

        @Test
        void openATextCutShortOrContinued() {
            String text = sealer.seal(ceremony(CeremonyKind.SIGN_IN, null));
            for (int length = 0; length < text.length(); length++) {
                assertThat(problem(sealer, text.substring(0, length), CeremonyKind.SIGN_IN, null, BROWSER))
                        .isEqualTo(CeremonyProblem.UNKNOWN);
            }
            assertThat(problem(sealer, text + "AAAA", CeremonyKind.SIGN_IN, null, BROWSER))
                    .isEqualTo(CeremonyProblem.UNKNOWN);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "x", "====", "ceremony", "ä", "{}", "\uD800"})
        void openWhatIsNoCeremonyAtAll(String text) {
            assertThat(problem(sealer, text, CeremonyKind.SIGN_IN, null, BROWSER))
                    .isEqualTo(CeremonyProblem.UNKNOWN);
        }

        @Test
        void workOnAVeryLongText() {
            assertThat(problem(sealer, "A".repeat(50_000_000), CeremonyKind.SIGN_IN, null, BROWSER))
                    .isEqualTo(CeremonyProblem.UNKNOWN);
        }

        private CeremonyProblem problem(
                CeremonySealer sealer,
                String text,
                CeremonyKind kind,
                @Nullable AccountId account,
                BrowserBinding browser) {
            return catchThrowableOfType(
                            CeremonyNotOpenedException.class, () -> sealer.open(text, kind, account, browser))
                    .problem();
        }
    }

    @Nested
    class Keys {

        @Test
        void rotate() {
            sealer.seal(ceremony(CeremonyKind.SIGN_IN, null));
            clock.putForward(ROTATION.minusMillis(1));
            sealer.seal(ceremony(CeremonyKind.SIGN_IN, null));
            assertThat(generations()).containsExactly(1);
            clock.putForward(Duration.ofMillis(1));
            sealer.seal(ceremony(CeremonyKind.SIGN_IN, null));
            assertThat(generations()).containsExactly(1, 2);
        }

        @Test
        void openWhatWasSealedBeforeTheyRotated() throws CeremonyNotOpenedException {
            sealer.seal(ceremony(CeremonyKind.SIGN_IN, null));
            clock.putForward(ROTATION.minusSeconds(1));
            Ceremony ceremony = ceremony(CeremonyKind.SIGN_IN, null);
            String text = sealer.seal(ceremony);
            clock.putForward(Duration.ofSeconds(2));
            sealer.seal(ceremony(CeremonyKind.SIGN_IN, null));
            assertThat(generations()).containsExactly(1, 2);
            assertThat(sealer.open(text, CeremonyKind.SIGN_IN, null, BROWSER)).isEqualTo(ceremony);
        }

        @Test
        void areFoundWhenAnotherNodeRotatedThem() throws CeremonyNotOpenedException {
            CeremonySealer other = node(SHOP);
            sealer.seal(ceremony(CeremonyKind.SIGN_IN, null));
            clock.putForward(ROTATION);
            Ceremony ceremony = ceremony(CeremonyKind.SIGN_IN, null);
            String text = other.seal(ceremony);
            assertThat(sealer.open(text, CeremonyKind.SIGN_IN, null, BROWSER)).isEqualTo(ceremony);
        }

        @Test
        void openNothingOnceTheyAreForgotten() {
            sealer.seal(ceremony(CeremonyKind.SIGN_IN, null));
            String old = sealer.seal(ceremony(CeremonyKind.SIGN_IN, null));
            clock.putForward(ROTATION);
            sealer.seal(ceremony(CeremonyKind.SIGN_IN, null));
            keyStore.removeCreatedBefore(SHOP, clock.instant());
            assertThat(generations()).containsExactly(2);
            assertThat(catchThrowableOfType(
                                    CeremonyNotOpenedException.class,
                                    () -> node(SHOP).open(old, CeremonyKind.SIGN_IN, null, BROWSER))
                            .problem())
                    .isEqualTo(CeremonyProblem.UNKNOWN);
        }

        @Test
        void areAskedForAtMostTenTimesASecondWhateverGenerationsAreInvented() throws MalformedException {
            CountingKeyStore counting = new CountingKeyStore(keyStore);
            CeremonySealer node = new CeremonySealer(SHOP, counting, ROTATION, clock, random);
            byte[] invented = ByteString.fromBase64Url(node.seal(ceremony(CeremonyKind.SIGN_IN, null)))
                    .toByteArray();
            counting.loads = 0;
            clock.putForward(Duration.ofSeconds(1));
            for (int millis = 0; millis < 1000; millis++) {
                invented[4] = (byte) millis;
                invented[3] = (byte) (1 + millis / 256);
                String text = ByteString.copyOf(invented).toBase64Url();
                assertThatExceptionOfType(CeremonyNotOpenedException.class)
                        .isThrownBy(() -> node.open(text, CeremonyKind.SIGN_IN, null, BROWSER));
                clock.putForward(Duration.ofMillis(1));
            }
            assertThat(counting.loads).isEqualTo(10);
        }

        @Test
        void areAgreedUponByNodesThatStartAtOnce() throws Exception {
            List<CeremonySealer> nodes =
                    Stream.generate(() -> node(SHOP)).limit(16).toList();
            Set<String> texts = new HashSet<>();
            ExecutorService threads = Executors.newFixedThreadPool(nodes.size());
            try {
                List<Callable<String>> starts = nodes.stream()
                        .map(node -> (Callable<String>) () -> node.seal(ceremony(CeremonyKind.SIGN_IN, null)))
                        .toList();
                for (Future<String> text : threads.invokeAll(starts)) {
                    texts.add(text.get());
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(generations()).containsExactly(1);
            for (CeremonySealer node : nodes) {
                for (String text : texts) {
                    node.open(text, CeremonyKind.SIGN_IN, null, BROWSER); // throws if it cannot
                }
            }
        }

        @Test
        void hideTheirSecret() {
            CeremonyKey key = CeremonyKey.random(1, clock.instant(), random);
            assertThat(key.toString())
                    .doesNotContain(key.secret().toHex())
                    .doesNotContain(key.secret().toBase64Url());
        }

        private List<Integer> generations() {
            return keyStore.load(SHOP).stream().map(CeremonyKey::generation).toList();
        }
    }

    private static final class CountingKeyStore implements CeremonyKeyStore {

        private final CeremonyKeyStore store;
        private int loads;

        CountingKeyStore(CeremonyKeyStore store) {
            this.store = store;
        }

        @Override
        public List<CeremonyKey> load(RelyingPartyId relyingParty) {
            loads++;
            return store.load(relyingParty);
        }

        @Override
        public CeremonyKey addUnlessPresent(RelyingPartyId relyingParty, CeremonyKey candidate) {
            return store.addUnlessPresent(relyingParty, candidate);
        }

        @Override
        public void removeCreatedBefore(RelyingPartyId relyingParty, Instant moment) {
            store.removeCreatedBefore(relyingParty, moment);
        }
    }
}
