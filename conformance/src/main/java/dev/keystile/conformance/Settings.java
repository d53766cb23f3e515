package dev.keystile.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the command line says.
 *
 * @param port where to listen, on this machine only; 0 for any port that is free
 * @param origin where the tool believes the server to be; its host is the RP ID. Absent (empty) for {@code http://localhost}
 *     and the port
 * @param metadataFolders holding metadata statements as JSON files
 * @param metadataEndpoints where BLOBs are published
 * @param metadataRoots whom the BLOBs are to be signed under; at least one if there are endpoints
 */
record Settings(
        int port,
        String origin,
        List<Path> metadataFolders,
        List<URI> metadataEndpoints,
        Set<X509Certificate> metadataRoots) {

    static final String USAGE = """
            conformance/run [--port PORT] [--origin ORIGIN] [--metadata-dir FOLDER]...
                            [--mds-root FILE]... [--mds-endpoint URL]...

            --port          where to listen, on this machine only; 8090 unless given
            --origin        where the tool finds the server, such as https://conformance.example.org;
                            http://localhost and the port unless given. Its host is the RP ID
            --metadata-dir  a folder with the tool's metadata statements (*.json)
            --mds-root      the certificate that the tool's metadata service signs under, in PEM or DER
            --mds-endpoint  the URL of one of its BLOBs""";

    private static final int DEFAULT_PORT = 8090;

    Settings {
        metadataFolders = List.copyOf(metadataFolders);
        metadataEndpoints = List.copyOf(metadataEndpoints);
        metadataRoots = Set.copyOf(metadataRoots);
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("--port is a number from 0 to 65535, not " + port);
        }
        if (!metadataEndpoints.isEmpty() && metadataRoots.isEmpty()) {
            throw new IllegalArgumentException("--mds-endpoint needs --mds-root: whom else to trust?");
        }
    }

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException if it is not one of {@link #USAGE}, with a sentence that says why
     */
    static Settings parse(String... arguments) {
        int port = DEFAULT_PORT;
        String origin = "";
        List<Path> folders = new ArrayList<>();
        List<URI> endpoints = new ArrayList<>();
        Set<X509Certificate> roots = new LinkedHashSet<>();
        Iterator<String> rest = List.of(arguments).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--port" -> port = number(value(option, rest));
                case "--origin" -> origin = value(option, rest);
                case "--metadata-dir" -> folders.add(folder(value(option, rest)));
                case "--mds-endpoint" -> endpoints.add(endpoint(value(option, rest)));
                case "--mds-root" -> roots.add(certificate(Path.of(value(option, rest))));
                default -> throw new IllegalArgumentException("There is no option " + option);
            }
        }
        return new Settings(port, origin, folders, endpoints, roots);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.next();
    }

    private static int number(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--port is a number, not " + value, e);
        }
    }

    private static Path folder(String value) {
        Path folder = Path.of(value);
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("--metadata-dir is a folder, and there is none at " + value);
        }
        return folder;
    }

    private static URI endpoint(String value) {
        URI endpoint = URI.create(value);
        if (!endpoint.isAbsolute()) {
            throw new IllegalArgumentException("--mds-endpoint is a whole URL, not " + value);
        }
        return endpoint;
    }

    private static X509Certificate certificate(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(content);
            return (X509Certificate) certificate;
        } catch (IOException | CertificateException e) {
            throw new IllegalArgumentException("--mds-root is a certificate, and " + file + " holds none: " + e, e);
        }
    }
}
