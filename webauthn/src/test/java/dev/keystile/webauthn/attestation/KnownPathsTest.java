package dev.keystile.webauthn.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.webauthn.RelyingParty;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.cose.SignatureSuite;
import dev.keystile.webauthn.credential.UserEntity;
import dev.keystile.webauthn.credential.UserHandle;
import dev.keystile.webauthn.der.X509;
import dev.keystile.webauthn.registration.PendingRegistration;
import dev.keystile.webauthn.registration.RegistrationRequest;
import dev.keystile.webauthn.registration.RegistrationResponse;
import dev.keystile.webauthn.testing.AttestationAuthority;
import dev.keystile.webauthn.testing.ChainFault;
import dev.keystile.webauthn.testing.Fault;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import dev.keystile.webauthn.testing.WebAuthnClient;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Paths that were found valid before, against the verdict on them without that. */
class KnownPathsTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final SignatureSuite SIGNATURES = SignatureSuite.platform();
    private static final PendingRegistration PENDING = RelyingParty.builder("example.org", "Example")
            .origin("https://example.org")
            .signatures(SIGNATURES)
            .build()
            .beginRegistration(RegistrationRequest.builder(
                            new UserEntity(new UserHandle(ByteString.ofUtf8("alex")), "alex", "Alex"))
                    .attestation(AttestationConveyance.DIRECT)
                    .build());

    private static final AttestationAuthority AUTHORITY =
            AttestationAuthority.builder().seed(1).intermediate(true).build();
    private static final AttestationAuthority OTHER =
            AttestationAuthority.builder().seed(2).intermediate(true).build();

    private static final List<X509Certificate> PATH = path(AUTHORITY);
    private static final Set<X509Certificate> ROOT = Set.of(AUTHORITY.root());
    private static final AttestationTrust VERIFIED = new AttestationTrust.Verified(AUTHORITY.root(), "a model");

    private final KnownPaths knownPaths = new KnownPaths();

    private static RegistrationResponse response(AttestationAuthority authority, Fault... faults) {
        try {
            SoftwareAuthenticator authenticator = SoftwareAuthenticator.builder()
                    .seed(3)
                    .attestation(dev.keystile.webauthn.testing.Attestation.packed(authority))
                    .build();
            return RegistrationResponse.parse(
                    WebAuthnClient.at("https://example.org").create(PENDING.optionsJson(), authenticator, faults));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Attestation attestation(AttestationVerifier verifier, RegistrationResponse response, Instant at) {
        try {
            return verifier.verify(
                    response.attestationObject(), response.clientData().hash(), AttestationPolicy.any(), at);
        } catch (AttestationRefusedException e) {
            throw new AssertionError(e);
        }
    }

    /** The certificates of a correct statement, whether or not anybody should trust them. */
    private static List<X509Certificate> path(AttestationAuthority authority, Fault... faults) {
        return attestation(
                        new AttestationVerifier(SIGNATURES, TrustAnchorSource.none()), response(authority, faults), NOW)
                .certificates();
    }

    private static List<X509Certificate> readAgain(List<X509Certificate> certificates) {
        return certificates.stream().map(KnownPathsTest::readAgain).toList();
    }

    private static X509Certificate readAgain(X509Certificate certificate) {
        try {
            return X509.certificate(ByteString.copyOf(certificate.getEncoded()));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private AttestationTrust assess(List<X509Certificate> certificates, Set<X509Certificate> anchors, Instant at) {
        return new TrustPath(certificates, true, at, knownPaths).assess(new TrustAnchors.Known(anchors, "a model"));
    }

    private static TrustFailure reason(AttestationTrust trust) {
        assertThat(trust).isInstanceOf(AttestationTrust.Unverified.class);
        return ((AttestationTrust.Unverified) trust).reason();
    }

    /** Makes the path known with another anchor than its own, so that it shows which verdict is given. */
    private void knowWithMark(X509Certificate mark) {
        knownPaths.add(PATH, ROOT, mark, NOW);
    }

    @Test
    void haveTheVerdictThatTheyHadBefore() {
        assertThat(assess(PATH, ROOT, NOW)).isEqualTo(VERIFIED);
        assertThat(assess(PATH, ROOT, NOW)).isEqualTo(VERIFIED);
        assertThat(knownPaths.size()).isEqualTo(1);
    }

    @Test
    void areNotJudgedAgain() {
        knowWithMark(OTHER.root());

        assertThat(assess(PATH, ROOT, NOW)).isEqualTo(new AttestationTrust.Verified(OTHER.root(), "a model"));
        assertThat(assess(readAgain(PATH), ROOT, NOW.plus(KnownPaths.MAX_AGE)))
                .as("as the next authenticator of the model brings them, an hour later")
                .isEqualTo(new AttestationTrust.Verified(OTHER.root(), "a model"));
    }

    @Test
    void areJudgedAgainWhenAnHourHasPassed() {
        knowWithMark(OTHER.root());

        Instant later = NOW.plus(KnownPaths.MAX_AGE).plusMillis(1);
        assertThat(assess(PATH, ROOT, later)).isEqualTo(VERIFIED);
        assertThat(assess(PATH, ROOT, NOW.minus(KnownPaths.MAX_AGE).minusMillis(1)))
                .isEqualTo(VERIFIED);
    }

    @Test
    void areRefusedOnceACertificateHasExpired() {
        Instant end = NOW.plus(Duration.ofMinutes(30));
        AttestationAuthority authority = AttestationAuthority.builder()
                .seed(4)
                .intermediate(true)
                .validity(NOW.minus(Duration.ofDays(1)), end)
                .build();
        List<X509Certificate> path = path(authority);
        Set<X509Certificate> root = Set.of(authority.root());
        assertThat(assess(path, root, NOW)).isInstanceOf(AttestationTrust.Verified.class);

        assertThat(reason(assess(path, root, end.plusSeconds(1))))
                .isInstanceOf(TrustFailure.CertificateOutsideValidity.class);
        assertThat(knownPaths.size()).isEqualTo(1);
    }

    @Test
    void areUnknownWithOtherAnchors() {
        knowWithMark(OTHER.root());

        assertThat(reason(assess(PATH, Set.of(OTHER.root()), NOW))).isInstanceOf(TrustFailure.NoAnchor.class);
        assertThat(reason(assess(PATH, Set.of(), NOW))).isInstanceOf(TrustFailure.NoAnchor.class);
        assertThat(assess(PATH, Set.of(AUTHORITY.root(), OTHER.root()), NOW)).isEqualTo(VERIFIED);
    }

    @Test
    void areUnknownWithOtherCertificates() {
        assertThat(assess(PATH, ROOT, NOW)).isEqualTo(VERIFIED);

        assertThat(reason(assess(path(AUTHORITY, ChainFault.leaf().signedByStranger()), ROOT, NOW)))
                .isInstanceOf(TrustFailure.PathBroken.class);
        assertThat(reason(assess(path(AUTHORITY, ChainFault.intermediate().signedByStranger()), ROOT, NOW)))
                .isInstanceOf(TrustFailure.PathBroken.class);
        assertThat(reason(assess(PATH.subList(0, 1), ROOT, NOW))).isInstanceOf(TrustFailure.class);
        assertThat(knownPaths.size()).isEqualTo(1);
    }

    @Test
    void areUnknownWhenTheyComeWithAnotherEnd() {
        X509Certificate leaf = PATH.get(0);
        X509Certificate issuer = PATH.get(1);
        Set<X509Certificate> anchors = Set.of(issuer, OTHER.root());
        assertThat(assess(List.of(leaf), anchors, NOW)).isEqualTo(new AttestationTrust.Verified(issuer, "a model"));

        assertThat(reason(assess(List.of(leaf, OTHER.root()), anchors, NOW)))
                .as("the statement itself says that the path ends at a stranger's root")
                .isInstanceOf(TrustFailure.class);
    }

    @Test
    void areKeptOnlyWhenValid() {
        assess(PATH, Set.of(OTHER.root()), NOW);
        assess(path(AUTHORITY, ChainFault.leaf().signedByStranger()), ROOT, NOW);
        assess(path(OTHER), ROOT, NOW);

        assertThat(knownPaths.size()).isZero();
    }

    @Test
    void doNotOutvoteTheSourceOfTheAnchors() {
        List<TrustAnchors> answers = new ArrayList<>(List.of(
                new TrustAnchors.Known(ROOT, "a model"), new TrustAnchors.Refused("metadata-status", "it is revoked")));
        AttestationVerifier verifier = new AttestationVerifier(SIGNATURES, subject -> answers.remove(0));
        RegistrationResponse response = response(AUTHORITY);
        assertThat(attestation(verifier, response, NOW).trust()).isEqualTo(VERIFIED);

        assertThat(reason(attestation(verifier, response, NOW).trust()))
                .isEqualTo(new TrustFailure.Refused("metadata-status", "it is revoked"));
    }

    @Test
    void areForgottenWhenTheyWereNotAskedForLongest() {
        List<List<X509Certificate>> paths = manyPaths(KnownPaths.MAX_PATHS + 1);
        for (List<X509Certificate> path : paths) {
            knownPaths.add(path, ROOT, AUTHORITY.root(), NOW);
            assertThat(knownPaths.anchor(paths.get(0), ROOT, NOW)).isNotNull();
        }

        assertThat(knownPaths.size()).isEqualTo(KnownPaths.MAX_PATHS);
        assertThat(knownPaths.anchor(paths.get(1), ROOT, NOW)).isNull();
        assertThat(knownPaths.anchor(paths.get(2), ROOT, NOW)).isNotNull();
    }

    /** Every sequence of nine certificates, of which there are two, is another path. */
    private static List<List<X509Certificate>> manyPaths(int count) {
        List<List<X509Certificate>> paths = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<X509Certificate> path = new ArrayList<>();
            for (int bit = 0; bit < 9; bit++) {
                path.add(PATH.get(i >> bit & 1));
            }
            paths.add(path);
        }
        return paths;
    }

    @Test
    void areForgottenAtOnceWhenTheyAreLong() throws Exception {
        X509Certificate leaf = PATH.get(0);
        int tooMany = KnownPaths.MAX_LENGTH / leaf.getEncoded().length + 1;

        knownPaths.add(Collections.nCopies(tooMany, leaf), ROOT, AUTHORITY.root(), NOW);
        assertThat(knownPaths.size()).isZero();
        knownPaths.add(Collections.nCopies(tooMany - 1, leaf), ROOT, AUTHORITY.root(), NOW);
        assertThat(knownPaths.size()).isEqualTo(1);
    }

    @Test
    void areSharedByThreads() throws Exception {
        List<X509Certificate> forged = path(AUTHORITY, ChainFault.leaf().signedByStranger());
        List<Callable<Boolean>> rounds = Collections.nCopies(8, () -> {
            for (int i = 0; i < 100; i++) {
                boolean right = assess(PATH, ROOT, NOW.plusMillis(i)).equals(VERIFIED)
                        && assess(forged, ROOT, NOW) instanceof AttestationTrust.Unverified
                        && assess(PATH, Set.of(OTHER.root()), NOW) instanceof AttestationTrust.Unverified;
                if (!right) {
                    return false;
                }
            }
            return true;
        });
        ExecutorService threads = Executors.newFixedThreadPool(rounds.size());
        try {
            for (Future<Boolean> round : threads.invokeAll(rounds)) {
                assertThat(round.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(knownPaths.size()).isEqualTo(1);
    }
}
