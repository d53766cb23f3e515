/** The registration ceremony: what is asked, what comes back, and the verdict. */
@NullMarked
package dev.keystile.webauthn.registration;

import org.jspecify.annotations.NullMarked;
