package dev.keystile.passkeys.audit;

import dev.keystile.passkeys.account.AccountId;
import dev.keystile.webauthn.authenticator.CredentialId;
import org.jspecify.annotations.Nullable;

/**
 * An event in the one form that all of them have in a store.
 *
 * @param occasion when and from where
 * @param action what was done or tried
 * @param account whose account it was, if that was known
 * @param passkey which passkey it was, if one was named; in a refusal nothing has verified it
 * @param refusal the stable code of why it was refused; null if it was done
 * @param detail one line for operators; may be empty
 */
public record AuditEntry(
        Occasion occasion,
        AuditAction action,
        @Nullable AccountId account,
        @Nullable CredentialId passkey,
        @Nullable String refusal,
        String detail) {

    /** The longest address kept, in UTF-16 units. */
    public static final int MAXIMUM_ADDRESS_LENGTH = 64;

    /** The longest detail kept, in UTF-16 units. */
    public static final int MAXIMUM_DETAIL_LENGTH = 500;

    public AuditEntry {
        detail = PrintableText.of(detail, MAXIMUM_DETAIL_LENGTH);
    }
}
