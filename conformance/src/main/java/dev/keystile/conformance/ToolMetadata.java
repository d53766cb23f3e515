package dev.keystile.conformance;

import dev.keystile.webauthn.attestation.TrustAnchorSource;
import dev.keystile.webauthn.attestation.TrustAnchors;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.metadata.MetadataBlobVerifier;
import dev.keystile.webauthn.metadata.MetadataCache;
import dev.keystile.webauthn.metadata.MetadataEntry;
import dev.keystile.webauthn.metadata.MetadataFetch;
import dev.keystile.webauthn.metadata.MetadataIndex;
import dev.keystile.webauthn.metadata.MetadataPolicy;
import dev.keystile.webauthn.metadata.MetadataRefresh;
import dev.keystile.webauthn.metadata.MetadataService;
import dev.keystile.webauthn.metadata.MetadataSigner;
import dev.keystile.webauthn.metadata.MetadataStatement;
import dev.keystile.webauthn.metadata.MetadataTrustAnchors;
import dev.keystile.webauthn.metadata.RevocationPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Which authenticators the tool says there are: the statements that it hands out as files, and the BLOBs at its metadata
 * service's endpoints. Of those some are bad on purpose; each is verified for itself, and what does not hold gives nothing.
 */
final class ToolMetadata {

    /** The tool's revocation lists were out of date for years. Who is revoked in them is revoked all the same. */
    private static final RevocationPolicy REVOCATION = RevocationPolicy.tolerateExpired(Duration.ofDays(3650));

    private final List<Supplier<MetadataIndex>> sources = new ArrayList<>();
    private final List<String> report = new ArrayList<>();
    private final Clock clock;

    private ToolMetadata(Clock clock) {
        this.clock = clock;
    }

    /**
     * Reads the statements and fetches the BLOBs.
     *
     * @throws IOException if the folder cannot be read
     */
    static ToolMetadata load(Settings settings, MetadataFetch fetch, Clock clock) throws IOException {
        ToolMetadata metadata = new ToolMetadata(clock);
        for (Path folder : settings.metadataFolders()) {
            metadata.addStatements(folder);
        }
        for (URI endpoint : settings.metadataEndpoints()) {
            metadata.addBlob(endpoint, settings.metadataRoots(), fetch);
        }
        return metadata;
    }

    /** What the relying party goes by. A model that the tool says nothing of is none of those that there are. */
    TrustAnchorSource trustAnchors() {
        TrustAnchorSource metadata = MetadataTrustAnchors.of(sources, MetadataPolicy.strict(), clock);
        return subject -> {
            TrustAnchors anchors = metadata.find(subject);
            return anchors instanceof TrustAnchors.Unknown
                    ? new TrustAnchors.Refused("unknown-model", "no metadata tell of the authenticator's model")
                    : anchors;
        };
    }

    /** What came of each file and each BLOB, a line each. */
    List<String> report() {
        return List.copyOf(report);
    }

    private void addStatements(Path folder) throws IOException {
        List<MetadataEntry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                addStatement(file, entries);
            }
        }
        report.add(folder + ": " + entries.size() + " statements");
        MetadataIndex index = MetadataIndex.of(entries);
        sources.add(() -> index);
    }

    private void addStatement(Path file, List<MetadataEntry> entries) throws IOException {
        try {
            entries.add(MetadataEntry.of(MetadataStatement.parse(Files.readString(file))));
        } catch (MalformedException | IllegalArgumentException | CharacterCodingException e) {
            report.add(file + ": left out: " + e.getMessage());
        }
    }

    private void addBlob(URI endpoint, Set<X509Certificate> roots, MetadataFetch fetch) {
        MetadataBlobVerifier verifier = MetadataBlobVerifier.builder(MetadataSigner.anyUnder(roots), fetch, clock)
                .revocation(REVOCATION)
                .build();
        MetadataService service = new MetadataService(endpoint, verifier, MetadataCache.none());
        MetadataRefresh refresh = service.refresh();
        sources.add(service::index);
        report.add(endpoint + ": " + outcome(service, refresh));
    }

    private static String outcome(MetadataService service, MetadataRefresh refresh) {
        return refresh instanceof MetadataRefresh.Failed failed
                ? failed.failure().code() + ": " + failed.failure().message()
                : service.current().map(blob -> "BLOB no " + blob.number()).orElse("nothing");
    }
}
