package dev.keystile.webauthn.metadata;

import java.util.Objects;

/** A BLOB was refused. */
public final class MetadataRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient MetadataFailure failure;

    /** With the reason. */
    public MetadataRefusedException(MetadataFailure failure) {
        super(failure.message());
        this.failure = Objects.requireNonNull(failure, "failure");
    }

    /** With the reason, and the exception that it came to light by. */
    MetadataRefusedException(MetadataFailure failure, Throwable cause) {
        super(failure.message(), cause);
        this.failure = failure;
    }

    /** Why it was refused; null after deserialization. */
    public MetadataFailure failure() {
        return failure;
    }
}
