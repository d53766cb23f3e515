/** Fuzz targets that need the package's own structures. */
@NullMarked
package dev.keystile.webauthn.cose;

import org.jspecify.annotations.NullMarked;
