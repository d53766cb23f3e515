/** FIDO metadata as trust anchors: which authenticator models to trust, from the published BLOB. */
module dev.keystile.webauthn.metadata {
    requires transitive dev.keystile.webauthn;
    requires java.net.http;
    requires static org.jspecify;

    exports dev.keystile.webauthn.metadata;
}
