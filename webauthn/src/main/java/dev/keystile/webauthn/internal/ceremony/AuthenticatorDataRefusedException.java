package dev.keystile.webauthn.internal.ceremony;

import dev.keystile.webauthn.authenticator.AuthenticatorDataFailure;

/** Authenticator data are of another scope, or have flags that do not do. */
public final class AuthenticatorDataRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient AuthenticatorDataFailure failure;

    AuthenticatorDataRefusedException(AuthenticatorDataFailure failure) {
        super(failure.message());
        this.failure = failure;
    }

    /** The first reason in the specification's order. */
    public AuthenticatorDataFailure failure() {
        return failure;
    }
}
