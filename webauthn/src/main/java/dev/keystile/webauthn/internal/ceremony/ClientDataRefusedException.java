package dev.keystile.webauthn.internal.ceremony;

import dev.keystile.webauthn.client.ClientDataFailure;

/** Client data are not those of the ceremony at an expected place. */
public final class ClientDataRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient ClientDataFailure failure;

    ClientDataRefusedException(ClientDataFailure failure) {
        super(failure.message());
        this.failure = failure;
    }

    /** The first reason in the specification's order. */
    public ClientDataFailure failure() {
        return failure;
    }
}
