package dev.keystile.passkeys.store;

/** A store cannot do its part just now: it cannot be reached, or is too busy. The same may succeed later. */
public final class StorageUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StorageUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
