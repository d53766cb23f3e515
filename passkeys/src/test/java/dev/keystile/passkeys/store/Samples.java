package dev.keystile.passkeys.store;

import dev.keystile.passkeys.account.Account;
import dev.keystile.passkeys.account.AccountId;
import dev.keystile.passkeys.account.DisplayName;
import dev.keystile.passkeys.account.ModelTrust;
import dev.keystile.passkeys.account.Passkey;
import dev.keystile.passkeys.account.PasskeyName;
import dev.keystile.passkeys.account.Username;
import dev.keystile.passkeys.audit.AuditEvent;
import dev.keystile.passkeys.audit.Occasion;
import dev.keystile.passkeys.ceremony.CeremonyId;
import dev.keystile.webauthn.attestation.AttestationFormat;
import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.client.RpId;
import dev.keystile.webauthn.cose.CoseKey;
import dev.keystile.webauthn.credential.AuthenticatorTransport;
import dev.keystile.webauthn.credential.CredentialRecord;
import dev.keystile.webauthn.credential.Discoverability;
import dev.keystile.webauthn.credential.UserHandle;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Accounts, passkeys and the rest, as stores get them. */
final class Samples {

    static final SecureRandom RANDOM = new SecureRandom();
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00.123Z");

    /** An ES256 key: the generator of P-256, which will do for a key that nothing is verified with. */
    /** The base point of P-256, and its negative. */
    private static final CoseKey PUBLIC_KEY =
            publicKey("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");

    private static final CoseKey ANOTHER_PUBLIC_KEY =
            publicKey("b01cbd1c01e58065711814b583f061e9d431cca994cea1313449bf97c840ae0a");

    private Samples() {}

    static Redemption redemption() {
        return new Redemption(CeremonyId.random(RANDOM), NOW.plusSeconds(300));
    }

    static CredentialId credentialId() {
        return new CredentialId(ByteString.random(RANDOM, 16));
    }

    static Account account(String username) {
        return new Account(
                AccountId.random(RANDOM),
                Username.of(username),
                new DisplayName(username + " Schmidt"),
                UserHandle.random(RANDOM),
                false,
                NOW);
    }

    static Passkey passkey(Account owner) {
        return passkey(owner, credentialId(), NOW);
    }

    static Passkey passkey(Account owner, CredentialId id, Instant createdAt) {
        return passkey(owner, id, PUBLIC_KEY, createdAt);
    }

    static Passkey passkeyWithAnotherKey(Account owner, CredentialId id, Instant createdAt) {
        return passkey(owner, id, ANOTHER_PUBLIC_KEY, createdAt);
    }

    private static Passkey passkey(Account owner, CredentialId id, CoseKey publicKey, Instant createdAt) {
        CredentialRecord credential = new CredentialRecord(
                RpId.of("shop.example.org"),
                owner.userHandle(),
                id,
                publicKey,
                0,
                true,
                true,
                false,
                Set.of(AuthenticatorTransport.INTERNAL),
                Aaguid.ZERO,
                AttestationFormat.NONE,
                Discoverability.DISCOVERABLE);
        return new Passkey(credential, new PasskeyName("Passkey"), ModelTrust.UNKNOWN, createdAt, null);
    }

    /** One whose every field is as long, as large or as odd as it may be. */
    static Passkey extremePasskey(Account owner) {
        CredentialRecord credential = new CredentialRecord(
                RpId.of("a.".repeat(120) + "example.org"),
                owner.userHandle(),
                new CredentialId(ByteString.random(RANDOM, CredentialId.MAX_LENGTH)),
                PUBLIC_KEY,
                0xFFFF_FFFFL,
                false,
                true,
                true,
                new LinkedHashSet<>(List.of(
                        AuthenticatorTransport.USB,
                        new AuthenticatorTransport("\u0000,\"\\'🔑"),
                        AuthenticatorTransport.HYBRID)),
                Aaguid.of("ffffffff-ffff-ffff-8000-000000000001"),
                new AttestationFormat("x".repeat(AttestationFormat.MAX_LENGTH)),
                Discoverability.UNKNOWN);
        return new Passkey(
                credential,
                new PasskeyName("🔑".repeat(PasskeyName.MAXIMUM_LENGTH / 2)),
                ModelTrust.VERIFIED,
                NOW,
                NOW.plusMillis(1));
    }

    static AuditEvent event(Account account, CredentialId passkey) {
        return new AuditEvent.PasskeyAdded(new Occasion(NOW, null), account.id(), passkey);
    }

    private static CoseKey publicKey(String y) {
        String x = "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296";
        try {
            return CoseKey.parse(ByteString.fromHex("a5010203262001215820" + x + "225820" + y));
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }
}
