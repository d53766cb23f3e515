package dev.keystile.webauthn.vectors;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.json.JsonArray;
import dev.keystile.webauthn.json.JsonLimits;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file of the vectors' folder, which the system property {@code keystile.vectors} names. */
final class VectorFile {

    private static final JsonLimits LIMITS = new JsonLimits(16 * 1024 * 1024, 16, 200_000);

    private VectorFile() {}

    /** The objects of a file that is an array of them; without the folder, the test says so and is skipped. */
    static List<JsonObject> read(String name) {
        Path file = Path.of(System.getProperty("keystile.vectors", "../../shared/vectors"), name);
        assumeThat(file)
                .as("the vectors are not here; the system property keystile.vectors says where they are")
                .exists();
        try {
            JsonValue json = JsonValue.parse(ByteString.copyOf(Files.readAllBytes(file)), LIMITS);
            return ((JsonArray) json).toObjects();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }
}
