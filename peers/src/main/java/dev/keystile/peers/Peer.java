package dev.keystile.peers;

/** A relying-party library that verifies ceremonies. */
public interface Peer {

    Verification registration(RegistrationQuestion question);

    Verification authentication(AuthenticationQuestion question);
}
