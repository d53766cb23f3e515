package dev.keystile.webauthn.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keystile.fuzz.FuzzTarget;
import dev.keystile.fuzz.Samples;
import dev.keystile.fuzz.TestCertification;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.der.X509;
import dev.keystile.webauthn.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** FIDO metadata: what is read before a signature was checked, what is read afterwards, and what the cache gives back. */
public final class MetadataTargets {
    private static final TestCertification CERTIFICATION = TestCertification.get();
    private static final URI SOURCE = URI.create("https://example.org/blob");
    private static final MetadataBlobVerifier VERIFIER = MetadataBlobVerifier.builder(
                    MetadataSigner.anyUnder(Set.of(CERTIFICATION.root)),
                    MetadataFetch.none(),
                    Clock.fixed(Samples.NOW, ZoneOffset.UTC))
            .revocation(RevocationPolicy.unchecked())
            .build();
    private static final String STATEMENT = resource("metadata-statement.json");
    private static final String ENTRY = resource("metadata-entry.json");
    private static final ByteString PAYLOAD = ByteString.ofUtf8(
            "{\"legalHeader\":\"Made for a test.\",\"no\":7,\"nextUpdate\":\"2026-07-01\",\"entries\":["
                    + ENTRY.replaceFirst("\\{", "{\"metadataStatement\":" + STATEMENT.replace("\\", "\\\\") + ",")
                    + "]}");

    private MetadataTargets() {}

    public static List<FuzzTarget<?>> all() {
        return List.of(
                jws(),
                blob(),
                signedBlob(),
                payload(),
                statement(),
                entry(),
                pem(),
                distributionPoints(),
                scope(),
                cached());
    }

    private static FuzzTarget<BlobJws> jws() {
        return FuzzTarget.reading("metadata-jws", BlobJws::parse)
                .refusingBy(MalformedException.class, MetadataRefusedException.class)
                .within(1 << 20, 1024)
                .from(() -> List.of(signed(PAYLOAD)));
    }

    /** From the bytes as they were fetched to the verdict. What is accepted was signed as it stands. */
    private static FuzzTarget<MetadataBlob> blob() {
        return FuzzTarget.reading("metadata-blob", input -> VERIFIER.verify(input, SOURCE))
                .refusingBy(MetadataRefusedException.class)
                .within(4 << 20, 1024)
                .holding((input, blob) -> require(
                        input.toUtf8().split("\\.", -1)[1].equals(PAYLOAD.toBase64Url()),
                        "a payload that nobody signed"))
                .from(() -> List.of(signed(PAYLOAD)));
    }

    /** The input is a payload, which is signed as it should be. */
    private static FuzzTarget<MetadataBlob> signedBlob() {
        return FuzzTarget.reading("metadata-signed-blob", input -> VERIFIER.verify(signed(input), SOURCE))
                .refusingBy(MetadataRefusedException.class)
                .within(8 << 20, 1024)
                .from(() -> List.of(PAYLOAD));
    }

    private static FuzzTarget<MetadataBlob> payload() {
        return FuzzTarget.reading("metadata-payload", BlobPayload::parse)
                .refusingBy(MalformedException.class)
                .within(1 << 20, 1024)
                .holding((input, blob) -> {
                    int entries =
                            JsonObject.parse(input).requiredArray("entries").size();
                    require(blob.entries().size() + blob.skipped().size() == entries, "an entry is lost");
                    blob.index();
                })
                .from(() -> List.of(PAYLOAD));
    }

    private static FuzzTarget<MetadataStatement> statement() {
        return FuzzTarget.reading(
                        "metadata-statement", input -> MetadataStatement.parse(new String(input.toByteArray(), UTF_8)))
                .refusingBy(MalformedException.class)
                .within(1 << 20, 1024)
                .holding((input, statement) -> statement.coseAlgorithms())
                .from(() -> List.of(ByteString.ofUtf8(STATEMENT)));
    }

    private static FuzzTarget<MetadataEntry> entry() {
        return FuzzTarget.reading("metadata-entry", input -> MetadataEntry.parse(JsonObject.parse(input)))
                .refusingBy(MalformedException.class)
                .within(1 << 20, 1024)
                .holding((input, entry) -> entry.description())
                .from(() -> List.of(ByteString.ofUtf8(ENTRY)));
    }

    private static FuzzTarget<List<X509Certificate>> pem() {
        return FuzzTarget.reading("metadata-pem", Certificates::fromPem)
                .refusingBy(MalformedException.class)
                .within(1 << 20, 1024)
                .holding((input, certificates) -> require(!certificates.isEmpty(), "no certificate"))
                .from(() -> List.of(ByteString.ofUtf8("-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder().encodeToString(encoded(CERTIFICATION.root))
                        + "\n-----END CERTIFICATE-----\n")));
    }

    private static FuzzTarget<List<URI>> distributionPoints() {
        return FuzzTarget.reading("distribution-points", input -> DistributionPoints.of(X509.certificate(input)))
                .refusingBy(MalformedException.class)
                .within(1 << 20, 1024)
                .from(() -> List.of(ByteString.copyOf(encoded(CERTIFICATION.certificate))));
    }

    private static FuzzTarget<?> scope() {
        return FuzzTarget.reading(
                        "revocation-list-scope", input -> DistributionPoints.scope(X509.revocationList(input)))
                .refusingBy(MalformedException.class)
                .within(1 << 20, 1024)
                .from(() -> List.of(CERTIFICATION.revocationList));
    }

    private static FuzzTarget<FetchedBlob> cached() {
        return FuzzTarget.reading("metadata-cache", FetchedBlob::decode)
                .refusingBy(MalformedException.class)
                .holding((input, blob) ->
                        require(FetchedBlob.decode(blob.encode()).equals(blob), "written, it is another one"))
                .from(() -> List.of(new FetchedBlob(
                                SOURCE,
                                Samples.NOW,
                                "\"tag\"",
                                ByteString.of((byte) 1),
                                List.of(new FetchedBlob.Document(
                                        MetadataRequest.Kind.CERTIFICATES, SOURCE, ByteString.of((byte) 2))))
                        .encode()));
    }

    private static ByteString signed(ByteString payload) {
        String header = "{\"typ\":\"JWT\",\"alg\":\"ES256\",\"x5c\":[\""
                + Base64.getEncoder().encodeToString(encoded(CERTIFICATION.certificate)) + "\"]}";
        String input = ByteString.ofUtf8(header).toBase64Url() + '.' + payload.toBase64Url();
        return ByteString.ofUtf8(input
                + '.'
                + ByteString.copyOf(CERTIFICATION.sign(input.getBytes(UTF_8))).toBase64Url());
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream stream = FuzzTarget.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
