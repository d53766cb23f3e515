@NullMarked
package dev.keystile.webauthn.bytes;

import org.jspecify.annotations.NullMarked;
