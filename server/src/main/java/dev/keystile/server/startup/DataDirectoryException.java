package dev.keystile.server.startup;

import java.io.IOException;
import java.nio.file.Path;

/** The data directory cannot be made. */
final class DataDirectoryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DataDirectoryException(Path directory, IOException cause) {
        super("The data directory " + directory + " cannot be made: " + cause, cause);
    }
}
