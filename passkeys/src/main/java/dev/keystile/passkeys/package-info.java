/**
 * What people do with passkeys: sign up, sign in, add, rename and remove them. Each use case is an interface, so that an
 * application can put its own rules around it.
 */
@NullMarked
package dev.keystile.passkeys;

import org.jspecify.annotations.NullMarked;
