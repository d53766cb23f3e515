/** What the responses of both ceremonies have in common; shared by their packages, and not exported. */
@NullMarked
package dev.keystile.webauthn.internal.response;

import org.jspecify.annotations.NullMarked;
