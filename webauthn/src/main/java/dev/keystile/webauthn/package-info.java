/**
 * The relying party's side of WebAuthn Level 3: {@link dev.keystile.webauthn.RelyingParty} begins both ceremonies and verifies
 * what comes back.
 */
@NullMarked
package dev.keystile.webauthn;

import org.jspecify.annotations.NullMarked;
