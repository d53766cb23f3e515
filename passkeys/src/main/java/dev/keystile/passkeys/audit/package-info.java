/** What happened to accounts and passkeys, and what was refused: written down for operators. */
@NullMarked
package dev.keystile.passkeys.audit;

import org.jspecify.annotations.NullMarked;
