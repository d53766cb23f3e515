/** JSON as strict as the rest: no duplicate members, no coercion, no trailing text, bounded size and depth. */
@NullMarked
package dev.keystile.webauthn.json;

import org.jspecify.annotations.NullMarked;
