/** What both ceremonies have in common; shared by their packages, and not exported. */
@NullMarked
package dev.keystile.webauthn.internal.ceremony;

import org.jspecify.annotations.NullMarked;
