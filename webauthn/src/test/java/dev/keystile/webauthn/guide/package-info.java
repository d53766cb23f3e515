/** What the README and {@code docs/library} show, compiled and run. */
@NullMarked
package dev.keystile.webauthn.guide;

import org.jspecify.annotations.NullMarked;
