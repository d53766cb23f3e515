package dev.keystile.webauthn.authentication;

import java.util.Objects;

/** An authentication ceremony's response is refused; {@link #failure()} says why. Nothing may be changed because of it. */
public final class AuthenticationRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient AuthenticationFailure failure;

    /** Refused for this reason. */
    public AuthenticationRefusedException(AuthenticationFailure failure) {
        super(failure.message());
        this.failure = Objects.requireNonNull(failure, "failure");
    }

    /** The first reason in the specification's order; null after deserialization. */
    public AuthenticationFailure failure() {
        return failure;
    }
}
