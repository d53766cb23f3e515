/** Reading back what this library wrote; shared by its packages, and not exported. */
@NullMarked
package dev.keystile.webauthn.internal.stored;

import org.jspecify.annotations.NullMarked;
