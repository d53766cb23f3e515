package dev.keystile.webauthn.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keystile.webauthn.RelyingParty;
import dev.keystile.webauthn.attestation.AttestationConveyance;
import dev.keystile.webauthn.attestation.AttestationFailure;
import dev.keystile.webauthn.attestation.AttestationPolicy;
import dev.keystile.webauthn.attestation.AttestationTrust;
import dev.keystile.webauthn.attestation.TrustFailure;
import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.credential.UserEntity;
import dev.keystile.webauthn.credential.UserHandle;
import dev.keystile.webauthn.metadata.TestAuthority.Keys;
import dev.keystile.webauthn.metadata.TestHttpServer.Answer;
import dev.keystile.webauthn.registration.PendingRegistration;
import dev.keystile.webauthn.registration.RegistrationFailure.AttestationRejected;
import dev.keystile.webauthn.registration.RegistrationRefusedException;
import dev.keystile.webauthn.registration.RegistrationRequest;
import dev.keystile.webauthn.registration.RegistrationResponse;
import dev.keystile.webauthn.registration.VerifiedRegistration;
import dev.keystile.webauthn.testing.Attestation;
import dev.keystile.webauthn.testing.AttestationAuthority;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import dev.keystile.webauthn.testing.WebAuthnClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code docs/library/metadata.md} shows, and the whole way at once: a BLOB that is fetched over HTTPS, with revocation lists
 * over HTTP, decides on the attestation of a registration.
 */
class MetadataGuideTest {
    private static final UserEntity USER =
            new UserEntity(new UserHandle(ByteString.fromHex("00112233445566778899aabbccddeeff")), "alex", "Alex");
    private static final UUID MODEL = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

    @TempDir
    private Path directory;

    private final AttestationAuthority vendor = AttestationAuthority.create();
    private final SoftwareAuthenticator authenticator = SoftwareAuthenticator.builder()
            .aaguid(MODEL)
            .attestation(Attestation.packed(vendor))
            .build();
    private final WebAuthnClient browser = WebAuthnClient.at("https://example.org");

    private TestHttpServer lists;
    private TestHttpServer publisher;
    private SSLContext tls;
    private TestAuthority root;
    private TestAuthority signer;

    @BeforeEach
    void publishes() throws Exception {
        TestAuthority tlsRoot = TestAuthority.root("Test TLS root", Keys.P256, MetadataGuideTest::today);
        publisher = TestHttpServer.secure(
                tlsRoot.signer("localhost", Keys.P256, spec -> today(spec).dnsName("localhost")));
        tls = TestHttpServer.trusting(tlsRoot);
        lists = TestHttpServer.plain();
        root = TestAuthority.root("Test root", Keys.P256, MetadataGuideTest::today);
        signer = root.signer(
                "Test signer",
                Keys.P256,
                spec -> today(spec)
                        .dnsName("mds.fidoalliance.org")
                        .revocationListAt(lists.uri("/root.crl").toString()));
        lists.answer(
                "/root.crl",
                Answer.ok(root.revocationList(list -> list.current(
                        Instant.now().minusSeconds(60), Instant.now().plus(Duration.ofDays(1))))));
        Files.writeString(directory.resolve("root.pem"), TestBlob.pem(root.certificate()));
    }

    @AfterEach
    void closes() throws IOException {
        publisher.close();
        lists.close();
    }

    private static TestAuthority.Spec today(TestAuthority.Spec spec) {
        Instant now = Instant.now();
        return spec.valid(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)));
    }

    private void publish(long number, String... statuses) {
        String statement = TestBlob.statement(
                "\"aaguid\": \"" + MODEL + '"',
                "\"attestationRootCertificates\": [\"" + TestBlob.base64(vendor.root()) + "\"]");
        String entry = "{\"aaguid\": \"%s\", \"metadataStatement\": %s, \"statusReports\": %s}"
                .formatted(MODEL, statement, TestBlob.reports(statuses));
        ByteString blob = TestBlob.es256(signer.certificate())
                .payload(TestBlob.payload(number, "2999-01-01", entry))
                .signedBy(signer);
        publisher.answer("/", Answer.ok(blob.toByteArray()).with("ETag", "\"" + number + '"'));
    }

    // setting up
    static Set<X509Certificate> certificates(Path... pemFiles) throws IOException, CertificateException {
        Set<X509Certificate> certificates = new HashSet<>();
        for (Path file : pemFiles) {
            try (InputStream pem = Files.newInputStream(file)) {
                certificates.add((X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(pem));
            }
        }
        return certificates;
    }

    static MetadataService metadata(Set<X509Certificate> roots, MetadataFetch fetch, URI source, Path cache) {
        MetadataBlobVerifier verifier = MetadataBlobVerifier.builder(
                        MetadataSigner.fidoAlliance(roots), fetch, Clock.systemUTC())
                .build();
        MetadataService metadata = new MetadataService(source, verifier, MetadataCache.inFile(cache));
        metadata.restore();
        return metadata;
    }

    static ScheduledFuture<?> keepUpToDate(MetadataService metadata, ScheduledExecutorService scheduler) {
        return scheduler.scheduleWithFixedDelay(() -> log(metadata.refreshIfDue()), 0, 15, TimeUnit.MINUTES);
    }

    static RelyingParty relyingParty(MetadataService metadata) {
        return RelyingParty.builder("example.org", "Example")
                .origin("https://example.org")
                .trustAnchors(MetadataTrustAnchors.of(metadata::index, MetadataPolicy.strict(), Clock.systemUTC()))
                .build();
    }

    static RegistrationRequest request(UserEntity user) {
        return RegistrationRequest.builder(user)
                .attestation(AttestationConveyance.DIRECT)
                .attestationPolicy(AttestationPolicy.verified())
                .build();
    }

    // reading the outcome of a refresh
    static void log(Optional<MetadataRefresh> outcome) {
        outcome.ifPresent(refresh -> {
            if (refresh instanceof MetadataRefresh.Updated updated) {
                updated.blob().skipped().forEach(entry -> warn("metadata entry left out: " + entry.problem()));
            } else if (refresh instanceof MetadataRefresh.Failed failed) {
                warn(failed.failure().code() + ": " + failed.failure().message());
            }
        });
    }

    static void warn(String message) {
        assertThat(message).isNotBlank();
    }

    // a policy of one's own
    static MetadataPolicy certifiedOnly() {
        return MetadataPolicy.strict()
                .withStatus(StatusPolicy.strict()
                        .requiring(AuthenticatorStatus.FIDO_CERTIFIED_L2, AuthenticatorStatus.FIDO_CERTIFIED_L2_PLUS)
                        .considering(StatusPolicy.Considered.SINCE_LATEST_UPDATE));
    }

    // looking a model up
    static String nameOf(MetadataService metadata, Aaguid aaguid) {
        List<MetadataEntry> entries = metadata.index().find(aaguid);
        return entries.isEmpty() ? "an authenticator" : entries.get(0).description();
    }

    private MetadataService metadata() throws Exception {
        MetadataFetch fetch =
                HttpMetadataFetch.over(HttpClient.newBuilder().sslContext(tls).build(), Duration.ofSeconds(20));
        return metadata(
                certificates(directory.resolve("root.pem")), fetch, publisher.uri("/"), directory.resolve("cache"));
    }

    private VerifiedRegistration register(RelyingParty relyingParty)
            throws MalformedException, RegistrationRefusedException {
        PendingRegistration pending = relyingParty.beginRegistration(request(USER));
        return relyingParty.verify(
                pending, RegistrationResponse.parse(browser.create(pending.optionsJson(), authenticator)));
    }

    private TrustFailure untrusted(RelyingParty relyingParty) {
        RegistrationRefusedException refusal =
                catchThrowableOfType(RegistrationRefusedException.class, () -> register(relyingParty));
        assertThat(refusal.failure()).isInstanceOf(AttestationRejected.class);
        AttestationFailure reason = ((AttestationRejected) refusal.failure()).reason();
        assertThat(reason).isInstanceOf(AttestationFailure.TrustInsufficient.class);
        AttestationTrust trust = ((AttestationFailure.TrustInsufficient) reason).trust();
        return ((AttestationTrust.Unverified) trust).reason();
    }

    @Test
    void decidesOnRegistrations() throws Exception {
        publish(7, "FIDO_CERTIFIED");
        MetadataService metadata = metadata();
        log(metadata.refreshIfDue());
        RelyingParty relyingParty = relyingParty(metadata);

        assertThat(register(relyingParty).attestation().trust())
                .isEqualTo(new AttestationTrust.Verified(vendor.root(), "A test authenticator"));
        assertThat(nameOf(
                        metadata, new Aaguid(ByteString.fromHex(MODEL.toString().replace("-", "")))))
                .isEqualTo("A test authenticator");

        publish(8, "FIDO_CERTIFIED", "REVOKED");
        assertThat(metadata.refresh()).isInstanceOf(MetadataRefresh.Updated.class);
        assertThat(untrusted(relyingParty))
                .isEqualTo(new TrustFailure.Refused(
                        "metadata-status", "A test authenticator is reported as REVOKED since 2019-01-02"));

        publish(7, "FIDO_CERTIFIED");
        assertThat(metadata.refresh()).isInstanceOf(MetadataRefresh.Failed.class);
        publisher.reset();
        assertThat(metadata.refresh()).isInstanceOf(MetadataRefresh.Failed.class);
        assertThat(untrusted(relyingParty)).isInstanceOf(TrustFailure.Refused.class);

        assertThat(untrusted(relyingParty(metadata()))).isInstanceOf(TrustFailure.Refused.class);
    }

    @Test
    void keepsUpToDateByItself() throws Exception {
        publish(7, "FIDO_CERTIFIED");
        MetadataService metadata = metadata();
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        try {
            ScheduledFuture<?> updates = keepUpToDate(metadata, scheduler);
            Instant deadline = Instant.now().plusSeconds(20);
            while (metadata.current().isEmpty() && Instant.now().isBefore(deadline)) {
                Thread.sleep(10);
            }
            assertThat(updates.isDone()).isFalse();
        } finally {
            scheduler.shutdownNow();
        }
        assertThat(metadata.current()).isPresent();
    }

    @Test
    void knowsNothingBeforeTheFirstBlob() throws Exception {
        RelyingParty relyingParty = relyingParty(metadata());

        assertThat(catchThrowableOfType(RegistrationRefusedException.class, () -> register(relyingParty))
                        .failure())
                .isInstanceOf(AttestationRejected.class);
    }

    @Test
    void isAskedForCertifiedModelsOnly() throws Exception {
        publish(7, "FIDO_CERTIFIED_L1");
        MetadataService metadata = metadata();
        metadata.refresh();
        RelyingParty relyingParty = RelyingParty.builder("example.org", "Example")
                .origin("https://example.org")
                .trustAnchors(MetadataTrustAnchors.of(metadata::index, certifiedOnly(), Clock.systemUTC()))
                .build();

        assertThat(untrusted(relyingParty))
                .isInstanceOfSatisfying(
                        TrustFailure.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("metadata-status-missing"));
        publish(8, "FIDO_CERTIFIED_L2");
        metadata.refresh();
        assertThat(register(relyingParty).attestation().trust()).isInstanceOf(AttestationTrust.Verified.class);
    }
}
