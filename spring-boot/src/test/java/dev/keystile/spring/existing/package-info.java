/** An application that was there before: with rules, tables and endpoints of its own. */
@NullMarked
package dev.keystile.spring.existing;

import org.jspecify.annotations.NullMarked;
