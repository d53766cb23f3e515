/**
 * WebAuthn objects as a person reads them: every field by the specification's name, and what is wrong with them. Nothing is
 * verified here, and nothing is trusted.
 */
@NullMarked
package dev.keystile.inspect;

import org.jspecify.annotations.NullMarked;
