/** A software authenticator and client for testing any WebAuthn relying party, on the JDK alone. */
module dev.keystile.webauthn.testing {
    requires static org.jspecify;

    exports dev.keystile.webauthn.testing;
}
