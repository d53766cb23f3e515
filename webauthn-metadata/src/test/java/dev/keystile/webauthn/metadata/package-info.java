@NullMarked
package dev.keystile.webauthn.metadata;

import org.jspecify.annotations.NullMarked;
