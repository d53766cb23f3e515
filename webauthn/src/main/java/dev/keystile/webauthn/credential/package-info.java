/** Users and credentials as a relying party keeps them. */
@NullMarked
package dev.keystile.webauthn.credential;

import org.jspecify.annotations.NullMarked;
