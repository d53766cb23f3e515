@NullMarked
package dev.keystile.webauthn.testing;

import org.jspecify.annotations.NullMarked;
