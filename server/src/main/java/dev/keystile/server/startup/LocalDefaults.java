package dev.keystile.server.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * What a server that was told nothing runs with: an embedded database in the data directory, and a relying party on
 * localhost whose origin is where the server listens. Every value gives way to one set anywhere else.
 */
final class LocalDefaults implements EnvironmentPostProcessor {

    /** Where the embedded database is; not set when there is another one. */
    static final String EMBEDDED_DATA = "keystile.embedded-data";

    private static final String DATA_DIRECTORY = "keystile.data-dir";

    /** The name of H2's file, without what H2 puts behind it. */
    private static final String DATABASE = "keystile";

    private static final String RELYING_PARTY_ID = "keystile.relying-party.id";
    private static final String ORIGINS = "keystile.relying-party.origins";
    private static final String DATABASE_URL = "spring.datasource.url";

    /**
     * No trace file: it would hold statements. The pool closes the database, after the last request. A connection keeps all
     * the statements that a server has, so that each is parsed once; by default it is eight of them.
     */
    private static final String H2_SETTINGS = ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;QUERY_CACHE_SIZE=64";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> defaults = new HashMap<>();
        addRelyingParty(environment, defaults);
        addDatabase(environment, defaults);
        environment.getPropertySources().addLast(new MapPropertySource("keystileLocalDefaults", defaults));
    }

    private static void addRelyingParty(ConfigurableEnvironment environment, Map<String, Object> defaults) {
        String id = environment.getProperty(RELYING_PARTY_ID, "localhost");
        defaults.put(RELYING_PARTY_ID, id);
        defaults.put("keystile.relying-party.name", "Keystile");
        boolean originsAreSet = Binder.get(environment)
                .bind(ORIGINS, Bindable.listOf(String.class))
                .isBound();
        if (!originsAreSet) {
            defaults.put(ORIGINS, id.equals("localhost") ? localOrigin(environment) : "https://" + id);
        }
    }

    private static String localOrigin(ConfigurableEnvironment environment) {
        boolean tls = environment.getProperty("server.ssl.enabled", Boolean.class, true)
                && List.of("server.ssl.bundle", "server.ssl.key-store", "server.ssl.certificate").stream()
                        .anyMatch(environment::containsProperty);
        int port = Binder.get(environment).bind("server.port", Integer.class).orElse(8080);
        String origin = (tls ? "https" : "http") + "://localhost";
        return port == (tls ? 443 : 80) ? origin : origin + ":" + port;
    }

    private static void addDatabase(ConfigurableEnvironment environment, Map<String, Object> defaults) {
        if (environment.containsProperty(DATABASE_URL)) {
            return;
        }
        Path directory = Path.of(environment.getProperty(DATA_DIRECTORY, "data"))
                .toAbsolutePath()
                .normalize();
        prepare(directory);
        defaults.put(EMBEDDED_DATA, directory.toString());
        defaults.put(DATABASE_URL, "jdbc:h2:file:" + directory.resolve(DATABASE) + H2_SETTINGS);
        defaults.put("spring.datasource.username", "keystile");
        defaults.put("spring.datasource.password", "");
    }

    /** The data hold the keys that seal ceremonies, so nobody else may read them, in whatever directory they are. */
    private static void prepare(Path directory) {
        if (directory.toString().contains(";")) {
            throw new DataDirectoryException("The path of the data directory " + directory + " has a semicolon in it.");
        }
        Path database = directory.resolve(DATABASE + ".mv.db");
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory, ownerOnly(directory, "rwx------"));
            }
            if (!Files.exists(database)) {
                // H2 takes an empty file for a new database.
                Files.createFile(database, ownerOnly(directory, "rw-------"));
            }
        } catch (IOException problem) {
            throw new DataDirectoryException(directory, problem);
        }
        if (!Files.isWritable(database)) {
            throw new DataDirectoryException("This user may not write to the database " + database
                    + ". Another one, such as root, has started the server before.");
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path place, String permissions) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
