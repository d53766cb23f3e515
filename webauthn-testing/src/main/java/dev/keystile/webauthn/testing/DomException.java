package dev.keystile.webauthn.testing;

/** The error with which a browser rejects {@code navigator.credentials.create()} or {@code get()}. */
public abstract sealed class DomException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private DomException(String message) {
        super(message);
    }

    /** The error's name as script sees it, such as {@code NotAllowedError}. */
    public final String errorName() {
        return getClass().getSimpleName();
    }

    /** The authenticator holds a credential that the options exclude. */
    public static final class InvalidStateError extends DomException {
        private static final long serialVersionUID = 1;

        InvalidStateError(String message) {
            super(message);
        }
    }

    /** The person declined, nothing fits the request, or it took too long: browsers do not say which, the message does. */
    public static final class NotAllowedError extends DomException {
        private static final long serialVersionUID = 1;

        NotAllowedError(String message) {
            super(message);
        }
    }

    /** None of the offered algorithms is one that the authenticator has. */
    public static final class NotSupportedError extends DomException {
        private static final long serialVersionUID = 1;

        NotSupportedError(String message) {
            super(message);
        }
    }

    /** The origin may not use the RP ID or is no place for WebAuthn. */
    public static final class SecurityError extends DomException {
        private static final long serialVersionUID = 1;

        SecurityError(String message) {
            super(message);
        }
    }

    /** An input is not written as it has to be. */
    public static final class SyntaxError extends DomException {
        private static final long serialVersionUID = 1;

        SyntaxError(String message) {
            super(message);
        }
    }

    /** A conditional request demands user verification, which cannot be had without asking. */
    public static final class ConstraintError extends DomException {
        private static final long serialVersionUID = 1;

        ConstraintError(String message) {
            super(message);
        }
    }

    /** The options are not what the dictionaries say: a member missing, of another type, not base64url, out of range. */
    public static final class TypeError extends DomException {
        private static final long serialVersionUID = 1;

        TypeError(String message) {
            super(message);
        }
    }
}
