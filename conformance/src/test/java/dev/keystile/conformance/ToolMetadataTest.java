package dev.keystile.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.webauthn.metadata.MetadataFetch;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolMetadataTest {

    @TempDir
    private Path folder;

    private ToolMetadata load(MetadataFetch fetch, List<URI> endpoints) throws IOException {
        FakeMetadataService service = new FakeMetadataService();
        Settings settings = new Settings(0, "", List.of(folder), endpoints, Set.of(service.root()));
        return ToolMetadata.load(settings, fetch, Clock.systemUTC());
    }

    @Test
    void leavesOutStatementsThatCannotBeRead() throws IOException {
        Files.writeString(
                folder.resolve("a.json"), Statements.surrogate(UUID.randomUUID(), "secp256r1_ecdsa_sha256_raw"));
        Files.writeString(folder.resolve("b.json"), "{");
        Files.writeString(
                folder.resolve("c.json"),
                "{\"description\": \"nobody\", \"authenticationAlgorithms\": [], "
                        + "\"attestationTypes\": [], \"attestationRootCertificates\": []}");
        Files.write(folder.resolve("d.json"), new byte[] {(byte) 0xff});
        Files.writeString(folder.resolve("e.txt"), "not looked at");

        List<String> report = load(MetadataFetch.none(), List.of()).report();

        assertThat(report).hasSize(4);
        assertThat(report.get(0)).startsWith(folder.resolve("b.json") + ": left out: Malformed JSON");
        assertThat(report.get(1)).startsWith(folder.resolve("c.json") + ": left out: an entry without any identifier");
        assertThat(report.get(2)).startsWith(folder.resolve("d.json") + ": left out: ");
        assertThat(report.get(3)).isEqualTo(folder + ": 1 statements");
    }

    @Test
    void doesWithoutABlobThatCannotBeFetched() throws IOException {
        List<String> report = load(MetadataFetch.none(), List.of(URI.create("https://metadata.example/gone")))
                .report();

        assertThat(report).last().asString().startsWith("https://metadata.example/gone: metadata-unavailable: ");
    }

    @Test
    void saysWhichBlobItHolds() throws IOException {
        FakeMetadataService service = new FakeMetadataService();
        Settings settings = new Settings(0, "", List.of(), service.endpoints(), Set.of(service.root()));

        assertThat(ToolMetadata.load(settings, service, Clock.systemUTC()).report())
                .hasSize(5)
                .contains("https://metadata.example/good: BLOB no 7");
    }
}
