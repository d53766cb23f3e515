/** The authentication ceremony: what is asked, what comes back, and the verdict. */
@NullMarked
package dev.keystile.webauthn.authentication;

import org.jspecify.annotations.NullMarked;
