/** Accounts and the passkeys that open them: the values every use case and every store speaks in. */
@NullMarked
package dev.keystile.passkeys.account;

import org.jspecify.annotations.NullMarked;
