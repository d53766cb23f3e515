/** The native JSON endpoints: sign up, sign in, and look after one's passkeys, over HTTP. */
@NullMarked
package dev.keystile.spring.api;

import org.jspecify.annotations.NullMarked;
