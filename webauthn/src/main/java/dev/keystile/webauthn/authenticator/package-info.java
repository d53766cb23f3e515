/** What an authenticator signs: authenticator data with its flags, counter, attested credential and extension outputs. */
@NullMarked
package dev.keystile.webauthn.authenticator;

import org.jspecify.annotations.NullMarked;
