/** The short runs. */
@NullMarked
package dev.keystile.fuzz;

import org.jspecify.annotations.NullMarked;
