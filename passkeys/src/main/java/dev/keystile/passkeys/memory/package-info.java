/** The stores in memory: for tests, demonstrations and programs that may forget. They keep every promise of the ports. */
@NullMarked
package dev.keystile.passkeys.memory;

import org.jspecify.annotations.NullMarked;
