package dev.keystile.server.startup;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/** The embedded database cannot be in the data directory. */
final class DataDirectoryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** It, or the database in it, is not there and cannot be made. */
    DataDirectoryException(Path directory, IOException cause) {
        super("No database can be made in the data directory " + directory + ": " + reason(cause), cause);
    }

    /** It cannot be used as it is. */
    DataDirectoryException(String message) {
        super(message);
    }

    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException denied) {
            return "this user may not write to " + denied.getFile();
        }
        if (cause instanceof FileAlreadyExistsException exists) {
            return exists.getFile() + " is not a directory";
        }
        return cause.toString();
    }
}
