package dev.keystile.webauthn.registration;

import java.util.Objects;

/** A registration ceremony's response is refused; {@link #failure()} says why. Nothing may be changed because of it. */
public final class RegistrationRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient RegistrationFailure failure;

    /** Refused for this reason. */
    public RegistrationRefusedException(RegistrationFailure failure) {
        super(failure.message());
        this.failure = Objects.requireNonNull(failure, "failure");
    }

    /** The first reason in the specification's order; null after deserialization. */
    public RegistrationFailure failure() {
        return failure;
    }
}
