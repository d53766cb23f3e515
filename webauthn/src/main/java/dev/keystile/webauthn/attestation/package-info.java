/** Attestation: statements, the procedures that verify them, and what they are trusted for. */
@NullMarked
package dev.keystile.webauthn.attestation;

import org.jspecify.annotations.NullMarked;
