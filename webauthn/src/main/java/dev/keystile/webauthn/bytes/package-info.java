/** Immutable bytes, and the one failure that every parser of this library reports. */
@NullMarked
package dev.keystile.webauthn.bytes;

import org.jspecify.annotations.NullMarked;
