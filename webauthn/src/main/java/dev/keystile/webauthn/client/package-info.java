/** What the client says of a ceremony: the challenge it answered, the origin it ran at, and the relying party it ran for. */
@NullMarked
package dev.keystile.webauthn.client;

import org.jspecify.annotations.NullMarked;
