/** CBOR in the canonical form of CTAP2, read strictly and written. */
@NullMarked
package dev.keystile.webauthn.cbor;

import org.jspecify.annotations.NullMarked;
