/** The relying party's side of Web Authentication Level 3, on the JDK alone. */
module dev.keystile.webauthn {
    requires static org.jspecify;

    exports dev.keystile.webauthn;
    exports dev.keystile.webauthn.attestation;
    exports dev.keystile.webauthn.authentication;
    exports dev.keystile.webauthn.authenticator;
    exports dev.keystile.webauthn.bytes;
    exports dev.keystile.webauthn.cbor;
    exports dev.keystile.webauthn.client;
    exports dev.keystile.webauthn.cose;
    exports dev.keystile.webauthn.credential;
    exports dev.keystile.webauthn.der;
    exports dev.keystile.webauthn.extension;
    exports dev.keystile.webauthn.json;
    exports dev.keystile.webauthn.registration;
}
