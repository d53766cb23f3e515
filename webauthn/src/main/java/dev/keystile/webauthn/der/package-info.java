/** ASN.1 in its distinguished encoding, read strictly, and the gate through which X.509 structures come in. */
@NullMarked
package dev.keystile.webauthn.der;

import org.jspecify.annotations.NullMarked;
