package dev.keystile.conformance;

import dev.keystile.conformance.Tool.Reply;
import dev.keystile.conformance.Tool.Wish;
import dev.keystile.webauthn.cose.SignatureSuite;
import dev.keystile.webauthn.testing.Fault;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** A conformance server that was started with the metadata of the models and the metadata service that the tool would bring. */
final class World implements AutoCloseable {
    private final Path folder;
    private final Models models;
    private final FakeMetadataService service;
    private final ToolMetadata metadata;
    private final ConformanceServer server;

    private World(Path folder) throws IOException {
        this.folder = folder;
        this.models = new Models();
        this.service = new FakeMetadataService();
        int number = 0;
        for (String statement : models.statements()) {
            Files.writeString(folder.resolve("statement-" + number++ + ".json"), statement);
        }
        Clock clock = Clock.systemUTC();
        Settings settings = new Settings(0, "", List.of(folder), service.endpoints(), Set.of(service.root()));
        this.metadata = ToolMetadata.load(settings, service, clock);
        // The JDK has no secp256k1, for which the tool has a case.
        SignatureSuite signatures = SignatureSuite.platform().orElse(SignatureSuite.of(new BouncyCastleProvider()));
        this.server = ConformanceServer.start(settings, metadata, signatures, clock);
    }

    static World start() {
        try {
            return new World(Files.createTempDirectory("keystile-conformance"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Models models() {
        return models;
    }

    FakeMetadataService service() {
        return service;
    }

    ToolMetadata metadata() {
        return metadata;
    }

    int port() {
        return server.port();
    }

    Tool tool() {
        return new Tool(server.port());
    }

    /** A registration by somebody new; whoever is refused has no account afterwards. */
    Reply register(SoftwareAuthenticator authenticator, Wish wish, Fault... faults) {
        Tool tool = tool();
        Reply reply = tool.register(authenticator, wish, faults);
        Reply after = tool.requestOptions(Tool.USUALLY);
        if (reply.isOk() != after.isOk()) {
            throw new AssertionError("registered: " + reply.json().toJson() + ", afterwards: "
                    + after.json().toJson());
        }
        return reply;
    }

    @Override
    public void close() throws IOException {
        server.close();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
