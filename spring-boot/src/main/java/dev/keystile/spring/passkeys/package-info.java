/** The relying party and its use cases as beans, made from the settings. */
@NullMarked
package dev.keystile.spring.passkeys;

import org.jspecify.annotations.NullMarked;
