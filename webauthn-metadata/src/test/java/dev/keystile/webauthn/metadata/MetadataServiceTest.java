package dev.keystile.webauthn.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cose.SignatureSuite;
import dev.keystile.webauthn.metadata.MetadataFailure.CacheUnreadable;
import dev.keystile.webauthn.metadata.MetadataFailure.ChainNotTrusted;
import dev.keystile.webauthn.metadata.MetadataFailure.Malformed;
import dev.keystile.webauthn.metadata.MetadataFailure.RevocationUnknown;
import dev.keystile.webauthn.metadata.MetadataFailure.RolledBack;
import dev.keystile.webauthn.metadata.MetadataFailure.SignatureInvalid;
import dev.keystile.webauthn.metadata.MetadataFailure.TooLong;
import dev.keystile.webauthn.metadata.MetadataFailure.Unavailable;
import dev.keystile.webauthn.metadata.TestAuthority.Keys;
import dev.keystile.webauthn.testing.SettableClock;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataServiceTest {
    private static final SignatureSuite SIGNATURES = SignatureSuite.platform();
    private static final URI SOURCE = URI.create("https://mds.example/blob");
    private static final String ROOT_LIST = "http://crl.example/root.crl";

    private static final TestAuthority ROOT = TestAuthority.root("Test root", Keys.P256);
    private static final TestAuthority SIGNER =
            ROOT.signer("Test signer", Keys.P256, spec -> spec.revocationListAt(ROOT_LIST));
    private static final TestAuthority STRANGER = TestAuthority.root("Stranger", Keys.P256);

    private final SettableClock clock = SettableClock.standingAt(TestAuthority.NOW);
    private final Publisher publisher = new Publisher();
    private final Cache cache = new Cache();
    private MetadataService service = service(ROOT);

    private MetadataService service(TestAuthority... roots) {
        return service(RevocationPolicy.strict(), roots);
    }

    private MetadataService service(RevocationPolicy revocation, TestAuthority... roots) {
        MetadataSigner signer = MetadataSigner.anyUnder(
                Arrays.stream(roots).map(TestAuthority::certificate).toList());
        return new MetadataService(
                SOURCE,
                MetadataBlobVerifier.builder(signer, publisher, clock)
                        .signatures(SIGNATURES)
                        .revocation(revocation)
                        .build(),
                cache);
    }

    private MetadataService service(MetadataFetch fetch, byte[] revocationList) throws MalformedException {
        return new MetadataService(
                SOURCE,
                MetadataBlobVerifier.builder(MetadataSigner.anyUnder(Set.of(ROOT.certificate())), fetch, clock)
                        .signatures(SIGNATURES)
                        .revocationLists(List.of(ByteString.copyOf(revocationList)))
                        .build(),
                cache);
    }

    @BeforeEach
    void publishesTheRevocationList() {
        publisher.documents.put(ROOT_LIST, ROOT.revocationList());
    }

    private static TestBlob blob(long number) {
        return TestBlob.es256(SIGNER.certificate()).number(number);
    }

    private static BigInteger no(long number) {
        return BigInteger.valueOf(number);
    }

    private MetadataRefresh refresh(TestBlob blob) {
        return refresh(blob.signedBy(SIGNER));
    }

    private MetadataRefresh refresh(ByteString blob) {
        publisher.documents.put(SOURCE.toString(), blob.toByteArray());
        return service.refresh();
    }

    private void assertHolds(long number) {
        assertThat(service.current())
                .hasValueSatisfying(blob -> assertThat(blob.number()).isEqualTo(number));
    }

    private void assertUpdatedTo(long number, MetadataRefresh refresh) {
        assertThat(refresh).isInstanceOfSatisfying(MetadataRefresh.Updated.class, updated -> {
            assertThat(updated.blob().number()).isEqualTo(number);
            assertThat(updated.cacheProblem()).isNull();
        });
        assertHolds(number);
    }

    private void assertFailed(MetadataRefresh refresh, Class<? extends MetadataFailure> failure, @Nullable Long held) {
        assertThat(refresh).isInstanceOfSatisfying(MetadataRefresh.Failed.class, failed -> {
            assertThat(failed.failure()).isInstanceOf(failure);
            assertThat(failed.held() == null ? null : failed.held().number().longValueExact())
                    .isEqualTo(held);
        });
    }

    @Nested
    class Refreshing {
        @Test
        void beginsWithNothing() {
            assertThat(service.current()).isEmpty();
            assertThat(service.index().find(ByteString.empty())).isEmpty();
            assertThat(service.nextRefresh()).isEqualTo(Instant.MIN);
        }

        @Test
        void holdsWhatWasVerified() {
            assertUpdatedTo(7, refresh(blob(7)));
            assertUpdatedTo(8, refresh(blob(8)));
            assertUpdatedTo(99, refresh(blob(99)));
        }

        @Test
        void givesTheEntriesOfTheLatest() {
            String model = "00112233-4455-6677-8899-aabbccddeeff";
            var aaguid = Aaguid.of(model);
            refresh(blob(7));
            assertThat(service.index().find(aaguid)).isEmpty();

            refresh(TestBlob.es256(SIGNER.certificate())
                    .payload(TestBlob.payload(8, "2019-10-01", TestBlob.entry(model, "FIDO_CERTIFIED"))));
            assertThat(service.index().find(aaguid)).hasSize(1);
        }

        @Test
        void refusesAnOlderBlob() {
            refresh(blob(8));

            assertThat(refresh(blob(7)))
                    .isEqualTo(new MetadataRefresh.Failed(
                            new RolledBack(no(7), no(8)), service.current().orElseThrow()));
            assertHolds(8);
        }

        @Test
        void comparesNumbersWithoutSign() {
            refresh(blob(1));
            assertThat(refresh(blob(-1))).isInstanceOf(MetadataRefresh.Updated.class);

            assertThat(refresh(blob(2)))
                    .isInstanceOfSatisfying(
                            MetadataRefresh.Failed.class,
                            failed -> assertThat(failed.failure())
                                    .isEqualTo(new RolledBack(no(2), new BigInteger("18446744073709551615"))));
        }

        @Test
        void keepsWhatItHasOfTheSameNumber() {
            refresh(blob(7));
            MetadataBlob first = service.current().orElseThrow();
            String model = "00112233-4455-6677-8899-aabbccddeeff";

            MetadataRefresh again = refresh(TestBlob.es256(SIGNER.certificate())
                    .payload(TestBlob.payload(7, "2019-10-01", TestBlob.entry(model, "FIDO_CERTIFIED"))));

            assertThat(again).isEqualTo(new MetadataRefresh.Unchanged(first));
            assertThat(service.current()).containsSame(first);
        }

        @Test
        void asksOnlyForWhatIsNewAndKeepsWhatIsNot() {
            publisher.tag = "\"7\"";
            refresh(blob(7));
            publisher.notModified = true;

            assertThat(service.refresh())
                    .isEqualTo(new MetadataRefresh.Unchanged(service.current().orElseThrow()));
            assertThat(publisher.blobRequests())
                    .extracting(MetadataRequest::entityTag)
                    .containsExactly(null, "\"7\"");
        }

        @Test
        void refusesNotModifiedWhenNothingIsHeld() {
            publisher.notModified = true;

            assertFailed(service.refresh(), Unavailable.class, null);
        }
    }

    @Nested
    class WhenARefreshFails {
        @BeforeEach
        void holdsAGoodBlob() {
            refresh(blob(7));
        }

        private void assertKept(MetadataRefresh refresh, Class<? extends MetadataFailure> failure) {
            assertFailed(refresh, failure, 7L);
            assertHolds(7);
            assertThat(cachedNumber()).isEqualTo(7);
        }

        private long cachedNumber() {
            service = service(ROOT);
            service.restore();
            return service.current().orElseThrow().number().longValueExact();
        }

        @Test
        void keepsItThoughThePublisherIsGone() {
            publisher.documents.clear();

            assertKept(service.refresh(), Unavailable.class);
        }

        @Test
        void keepsItThoughThereIsABadSignature() {
            assertKept(refresh(blob(8).signedBy(STRANGER)), SignatureInvalid.class);
        }

        @Test
        void keepsItThoughThereIsAnotherRoot() {
            assertKept(refresh(TestBlob.es256(STRANGER.certificate()).signedBy(STRANGER)), ChainNotTrusted.class);
        }

        @Test
        void keepsItThoughThereIsNoBlob() {
            assertKept(refresh(TestBlob.ascii("<html>")), Malformed.class);
            assertKept(refresh(ByteString.empty()), Malformed.class);
        }

        @Test
        void keepsItThoughThereIsASignedBlobThatCannotBeRead() {
            assertKept(refresh(TestBlob.es256(SIGNER.certificate()).payload("{\"no\": 8}")), Malformed.class);
        }

        @Test
        void keepsItThoughTheBlobIsTooLong() {
            service = new MetadataService(
                    SOURCE,
                    MetadataBlobVerifier.builder(MetadataSigner.anyUnder(Set.of(ROOT.certificate())), publisher, clock)
                            .limits(new MetadataLimits(5_000, 5_000, 5_000))
                            .build(),
                    cache);

            assertKept(
                    refresh(TestBlob.es256(SIGNER.certificate())
                            .payload(TestBlob.payload(8, "2019-10-01") + " ".repeat(5_000))),
                    TooLong.class);
        }

        @Test
        void keepsItThoughNoRevocationListIsThere() {
            publisher.documents.remove(ROOT_LIST);

            assertKept(refresh(blob(8)), RevocationUnknown.class);
        }

        @Test
        void keepsItThoughItsSignerIsRevokedBefore() {
            publisher.documents.put(ROOT_LIST, ROOT.revocationList(SIGNER.certificate()));

            assertKept(refresh(blob(8)), MetadataFailure.CertificateRevoked.class);
        }

        @Test
        void keepsItLongAfterTheNextUpdateAndSaysThatItIsLate() {
            publisher.documents.clear();
            clock.putForward(Duration.ofDays(90));

            assertFailed(service.refresh(), Unavailable.class, 7L);
            assertHolds(7);
            assertThat(service.current().orElseThrow().isOverdue(clock.instant()))
                    .isTrue();
        }

        @Test
        void takesABetterOneOnceThereIs() {
            publisher.documents.remove(ROOT_LIST);
            assertFailed(refresh(blob(8)), RevocationUnknown.class, 7L);
            publisher.documents.put(ROOT_LIST, ROOT.revocationList());

            assertUpdatedTo(8, service.refresh());
        }
    }

    @Nested
    class Restoring {
        @Test
        void findsNothingAtFirst() {
            assertThat(service.restore()).isEqualTo(new MetadataRefresh.NothingCached());
        }

        @Test
        void holdsTheLastGoodBlobWithoutFetchingAnything() {
            refresh(blob(7));
            publisher.documents.clear();
            publisher.requests.clear();
            service = service(ROOT);

            assertUpdatedTo(7, service.restore());
            assertThat(service.restore())
                    .isEqualTo(new MetadataRefresh.Unchanged(service.current().orElseThrow()));
            assertThat(publisher.requests).isEmpty();
        }

        @Test
        void holdsItThoughItsCertificatesAndListsExpiredMeanwhile() {
            refresh(blob(7));
            clock.putForward(Duration.ofDays(3650));
            service = service(ROOT);

            assertUpdatedTo(7, service.restore());
        }

        @Test
        void remembersTheTag() {
            publisher.tag = "\"7\"";
            refresh(blob(7));
            service = service(ROOT);
            service.refresh();

            assertThat(publisher.blobRequests())
                    .extracting(MetadataRequest::entityTag)
                    .containsExactly(null, "\"7\"");
        }

        @Test
        void refusesAnOlderBlobAfterARestart() {
            refresh(blob(8));
            service = service(ROOT);

            assertFailed(refresh(blob(7)), RolledBack.class, 8L);
        }

        @Test
        void holdsNothingOfARootThatIsNoLongerTrusted() {
            refresh(blob(7));
            service = service(STRANGER);

            assertFailed(service.restore(), ChainNotTrusted.class, null);
            assertThat(service.current()).isEmpty();
        }

        @Test
        void holdsNothingOfASignerThatIsKnownToBeRevokedNow() throws Exception {
            refresh(blob(7));
            service = service(publisher, ROOT.revocationList(SIGNER.certificate()));

            assertFailed(service.restore(), MetadataFailure.CertificateRevoked.class, null);
        }

        @Test
        void acceptsANewerRevocationListThanTheBlob() throws Exception {
            publisher.documents.remove(ROOT_LIST);
            service = service(publisher, ROOT.revocationList());
            refresh(blob(7));
            clock.putForward(Duration.ofDays(30));
            service = service(
                    MetadataFetch.none(),
                    ROOT.revocationList(list -> list.current(
                            TestAuthority.NOW.plus(Duration.ofDays(29)), TestAuthority.NOW.plus(Duration.ofDays(40)))));

            assertUpdatedTo(7, service.restore());
        }

        @Test
        void holdsNothingOfAnotherSource() {
            refresh(blob(7));
            service = new MetadataService(
                    URI.create("https://other.example/blob"),
                    MetadataBlobVerifier.builder(MetadataSigner.anyUnder(Set.of(ROOT.certificate())), publisher, clock)
                            .build(),
                    cache);

            assertFailed(service.restore(), CacheUnreadable.class, null);
        }

        @Test
        void goesOnWithoutACacheThatCannotBeRead() {
            cache.content = ByteString.of(new byte[] {1, 2, 3});
            assertFailed(service.restore(), CacheUnreadable.class, null);
            assertUpdatedTo(7, refresh(blob(7)));

            cache.unreadable = true;
            service = service(ROOT);
            assertFailed(service.restore(), CacheUnreadable.class, null);
            assertUpdatedTo(7, service.refresh());
        }

        @Test
        void leavesAloneWhatALaterVersionCached() {
            refresh(blob(7));
            String hex = cache.content().toHex();
            String version = ByteString.ofUtf8("version").toHex();
            assertThat(hex).contains(version + "01");
            cache.content = ByteString.fromHex(hex.replace(version + "01", version + "02"));
            service = service(ROOT);

            assertFailed(service.restore(), CacheUnreadable.class, null);
        }

        @Test
        void goesOnWithoutACacheThatCannotBeWritten() {
            cache.unwritable = true;

            assertThat(refresh(blob(7))).isInstanceOfSatisfying(MetadataRefresh.Updated.class, updated -> {
                assertThat(updated.blob().number()).isEqualTo(7);
                assertThat(updated.cacheProblem()).isEqualTo("the disk is full");
            });
            assertHolds(7);
        }

        @Test
        void verifiesAgainWhatCameByUrl() {
            TestBlob byUrl = TestBlob.of("ES256")
                    .header("x5u", "\"https://mds.example/chain.pem\"")
                    .number(7);
            publisher.documents.put(
                    "https://mds.example/chain.pem",
                    TestBlob.pem(SIGNER.certificate()).getBytes(StandardCharsets.US_ASCII));
            assertUpdatedTo(7, refresh(byUrl));
            publisher.documents.clear();
            service = service(ROOT);

            assertUpdatedTo(7, service.restore());
        }

        @Test
        void failsInADeclaredWayWhateverTheCacheHolds() {
            refresh(blob(7));
            byte[] good = cache.content().toByteArray();
            Random random = new Random(7);
            for (int i = 0; i < 150; i++) {
                byte[] mutant = good.clone();
                mutant[random.nextInt(mutant.length)] ^= (byte) (1 << random.nextInt(8));
                cache.content = ByteString.copyOf(mutant);
                service = service(ROOT);

                if (!(service.restore() instanceof MetadataRefresh.Failed)) {
                    assertHolds(7);
                }
            }
        }
    }

    @Nested
    class Due {
        @Test
        void isAtOnceAtFirst() {
            publisher.documents.put(SOURCE.toString(), blob(7).signedBy(SIGNER).toByteArray());

            assertThat(service.refreshIfDue()).isPresent();
            assertThat(service.refreshIfDue()).isEmpty();
        }

        @Test
        void isNobodyElsesWhileSomebodyIsAtIt() throws Exception {
            List<Optional<MetadataRefresh>> second = new ArrayList<>();
            publisher.documents.put(SOURCE.toString(), blob(7).signedBy(SIGNER).toByteArray());
            publisher.meanwhile = () -> second.add(service.refreshIfDue());

            assertThat(service.refreshIfDue()).isPresent();
            assertThat(second).containsExactly(Optional.empty());
            assertThat(publisher.blobRequests()).hasSize(1);
        }

        @Test
        void isADayAfterASuccess() {
            refresh(blob(7));
            assertThat(service.nextRefresh()).isEqualTo(TestAuthority.NOW.plus(Duration.ofDays(1)));

            clock.putForward(Duration.ofDays(1));
            assertThat(service.refreshIfDue()).isPresent();
        }

        @Test
        void isSoonerWhenThePublisherSaysSo() {
            refresh(TestBlob.es256(SIGNER.certificate()).payload(TestBlob.payload(7, "2019-09-16")));

            assertThat(service.nextRefresh()).isEqualTo(Instant.parse("2019-09-16T00:00:00Z"));
        }

        @Test
        void isADayLaterWhenThePublisherIsLate() {
            refresh(TestBlob.es256(SIGNER.certificate()).payload(TestBlob.payload(7, "2019-09-01")));

            assertThat(service.nextRefresh()).isEqualTo(TestAuthority.NOW.plus(Duration.ofDays(1)));
        }

        @Test
        void isAnHourAfterAFailure() {
            service.refresh();

            assertThat(service.nextRefresh()).isEqualTo(TestAuthority.NOW.plus(Duration.ofHours(1)));
        }
    }

    @Nested
    class InAFile {
        @TempDir
        private Path directory;

        @Test
        void keepsTheLastValueWritten() throws IOException {
            Path file = directory.resolve("metadata");
            MetadataCache inFile = MetadataCache.inFile(file);
            assertThat(inFile.read()).isEmpty();

            inFile.write(ByteString.of(new byte[] {1, 2, 3}));
            inFile.write(ByteString.of(new byte[] {4, 5}));

            assertThat(inFile.read()).contains(ByteString.of(new byte[] {4, 5}));
            try (var files = Files.list(directory)) {
                assertThat(files).containsExactly(file);
            }
        }

        @Test
        void saysThatItCannotBeWritten() throws IOException {
            MetadataCache nowhere =
                    MetadataCache.inFile(directory.resolve("absent").resolve("metadata"));

            Assertions.assertThatIOException().isThrownBy(() -> nowhere.write(ByteString.of(new byte[] {1})));
            assertThat(nowhere.read()).isEmpty();
        }
    }

    private static final class Publisher implements MetadataFetch {
        private final Map<String, byte[]> documents = new HashMap<>();
        private final List<MetadataRequest> requests = new ArrayList<>();
        private @Nullable String tag;
        private boolean notModified;
        private @Nullable Runnable meanwhile;

        /** In another thread, once. */
        private void runMeanwhile() throws IOException {
            Runnable task = meanwhile;
            meanwhile = null;
            if (task != null) {
                Thread thread = new Thread(task);
                thread.start();
                try {
                    thread.join(10_000);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        }

        @Override
        public MetadataDocument fetch(MetadataRequest request) throws IOException {
            requests.add(request);
            runMeanwhile();
            if (notModified) {
                return new MetadataDocument.NotModified();
            }
            byte[] document = documents.get(request.uri().toString());
            if (document == null) {
                throw new IOException("status 404");
            }
            return new MetadataDocument.Fetched(ByteString.copyOf(document), tag);
        }

        List<MetadataRequest> blobRequests() {
            return requests.stream()
                    .filter(request -> request.kind() == MetadataRequest.Kind.BLOB)
                    .toList();
        }
    }

    private static final class Cache implements MetadataCache {
        private @Nullable ByteString content;
        private boolean unreadable;
        private boolean unwritable;

        ByteString content() {
            return Objects.requireNonNull(content);
        }

        @Override
        public Optional<ByteString> read() throws IOException {
            if (unreadable) {
                throw new IOException("the disk is gone");
            }
            return Optional.ofNullable(content);
        }

        @Override
        public void write(ByteString written) throws IOException {
            if (unwritable) {
                throw new IOException("the disk is full");
            }
            content = written;
        }
    }
}
