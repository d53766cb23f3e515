package dev.keystile.passkeys.store;

import dev.keystile.passkeys.audit.AuditLog;
import dev.keystile.passkeys.ceremony.CeremonyKeyStore;

/**
 * Everything that is kept.
 *
 * @param passkeys accounts, passkeys and redeemed ceremonies
 * @param auditLog what happened
 * @param ceremonyKeys the keys that seal pending ceremonies
 */
public record Storage(PasskeyStore passkeys, AuditLog auditLog, CeremonyKeyStore ceremonyKeys) {}
