/**
 * A software authenticator and the browser around it, for testing any WebAuthn relying party in Java.
 *
 * <p>JSON text in, JSON text out, as {@code navigator.credentials} with {@code parseCreationOptionsFromJSON} and
 * {@code toJSON} would have it:
 *
 * <pre>{@code
 * SoftwareAuthenticator authenticator = SoftwareAuthenticator.builder().build();
 * WebAuthnClient client = WebAuthnClient.at("https://example.org");
 *
 * String registration = client.create(creationOptionsJson, authenticator);
 * String assertion = client.get(requestOptionsJson, authenticator);
 * String forged = client.get(requestOptionsJson, authenticator, Fault.origin("https://evil.example"));
 * }</pre>
 *
 * <p>{@link dev.keystile.webauthn.testing.Fault} is the catalogue of single things that can be wrong with a response. A
 * fault is applied where it would arise and everything after it is done properly: a response with a foreign origin is
 * signed over that origin, so that only an origin check can refuse it.
 *
 * <p>Nothing here verifies anything, and nothing here shares code with a verifier: the encoders are this package's own.
 */
@NullMarked
package dev.keystile.webauthn.testing;

import org.jspecify.annotations.NullMarked;
