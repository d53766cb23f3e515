/** The command line of the inspection. */
@NullMarked
package dev.keystile.inspect.terminal;

import org.jspecify.annotations.NullMarked;
