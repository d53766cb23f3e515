/** Ceremonies that nobody here made: the specification's own, and recordings of real authenticators. */
@NullMarked
package dev.keystile.webauthn.vectors;

import org.jspecify.annotations.NullMarked;
