package dev.keystile.webauthn.guide;

import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import dev.keystile.webauthn.testing.WebAuthnClient;

/** What the guide's pages do in the browser: options go in, the response comes out, both as JSON. */
record Browser(WebAuthnClient client, SoftwareAuthenticator authenticator) {

    static Browser at(String origin, SoftwareAuthenticator authenticator) {
        return new Browser(WebAuthnClient.at(origin), authenticator);
    }

    String create(String options) {
        return client.create(options, authenticator);
    }

    String get(String options) {
        return client.get(options, authenticator);
    }
}
