@NullMarked
package dev.keystile.webauthn.json;

import org.jspecify.annotations.NullMarked;
