/** Fuzz targets that need the package's own structures. */
@NullMarked
package dev.keystile.webauthn.metadata;

import org.jspecify.annotations.NullMarked;
