/** WebAuthn extensions: typed inputs, typed readings of the outputs, and the outputs as they came. */
@NullMarked
package dev.keystile.webauthn.extension;

import org.jspecify.annotations.NullMarked;
