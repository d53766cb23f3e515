@NullMarked
package dev.keystile.webauthn.cose;

import org.jspecify.annotations.NullMarked;
