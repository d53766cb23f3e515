@NullMarked
package dev.keystile.webauthn.cbor;

import org.jspecify.annotations.NullMarked;
