/** The relying party as tenant: whose accounts, passkeys, keys and ceremonies something belongs to. */
@NullMarked
package dev.keystile.passkeys.tenant;

import org.jspecify.annotations.NullMarked;
