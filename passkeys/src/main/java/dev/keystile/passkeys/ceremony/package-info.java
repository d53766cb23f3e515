/** Pending ceremonies: sealed into a text that travels through the browser, and redeemed at most once. */
@NullMarked
package dev.keystile.passkeys.ceremony;

import org.jspecify.annotations.NullMarked;
