package dev.keystile.webauthn.extension;

import org.jspecify.annotations.Nullable;

/**
 * What the client says of a credential's pseudo-random function
 * (<a href="https://www.w3.org/TR/webauthn-3/#prf-extension">L3 §10.1.4</a>).
 *
 * @param enabled at registration, whether the credential has one; null when not reported, as at authentications
 * @param results its outputs, when they were asked for and the page did not keep them to itself; otherwise null
 */
public record PrfOutput(@Nullable Boolean enabled, @Nullable PrfValues results) {}
