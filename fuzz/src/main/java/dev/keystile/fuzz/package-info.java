/** Fuzz targets for all that reads bytes from outside, and what runs them. */
@NullMarked
package dev.keystile.fuzz;

import org.jspecify.annotations.NullMarked;
