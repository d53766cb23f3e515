@NullMarked
package dev.keystile.webauthn;

import org.jspecify.annotations.NullMarked;
