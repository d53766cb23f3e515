/** COSE algorithms and public keys, and the verification of signatures by a JCA provider. */
@NullMarked
package dev.keystile.webauthn.cose;

import org.jspecify.annotations.NullMarked;
