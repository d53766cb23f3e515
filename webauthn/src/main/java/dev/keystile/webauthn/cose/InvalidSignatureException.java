package dev.keystile.webauthn.cose;

import org.jspecify.annotations.Nullable;

/**
 * A signature that was not made over the data with the private key that belongs to a public key, or is not
 * well-formed. The message says which; it holds neither the signature nor the data.
 */
public final class InvalidSignatureException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidSignatureException(String message) {
        this(message, null);
    }

    InvalidSignatureException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
