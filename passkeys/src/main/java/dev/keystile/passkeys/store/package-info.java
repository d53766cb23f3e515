/**
 * What the use cases need of a store, as operations that happen wholly or not at all. {@code docs/storage.md} says how to
 * write one, and its contract suite checks it.
 */
@NullMarked
package dev.keystile.passkeys.store;

import org.jspecify.annotations.NullMarked;
