@NullMarked
package dev.keystile.webauthn.der;

import org.jspecify.annotations.NullMarked;
