package dev.keystile.passkeys.ceremony;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keystile.passkeys.account.AccountId;
import dev.keystile.passkeys.tenant.RelyingPartyId;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Writes one relying party's pending ceremonies as opaque texts that can be left with anybody, and reads them back.
 * Thread-safe.
 *
 * <p>What the text guarantees: nobody without the relying party's keys can read what is in it, change it, make one, or have
 * it taken for one of another kind or another relying party. What it cannot: that it is not presented twice. Remembering
 * which ones were finished is the store's part.
 *
 * <p>The text is the base64url form of
 *
 * <pre>
 * version    1 byte   {@value #VERSION}
 * kind       1 byte   see {@link CeremonyKind}
 * key        4 bytes  the key's generation, big-endian
 * nonce     12 bytes  random
 * sealed              AES-256-GCM of the ceremony, and its 16-byte tag
 * </pre>
 *
 * where version, kind, key and the relying party's id are authenticated too. A nonce of 96 random bits may serve
 * 2<sup>32</sup> ceremonies under one key (NIST SP 800-38D §8.3): at the usual rotation of a day, 49,000 each second.
 */
public final class CeremonySealer {

    private static final byte VERSION = 1;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_LENGTH = 16;
    private static final int KEY_AT = 2;
    private static final int NONCE_AT = KEY_AT + Integer.BYTES;
    private static final int SEALED_AT = NONCE_AT + NONCE_LENGTH;

    /** The usual 20 passkeys with the longest ids there can be are named in 39 KB. A request has 64 KB, the credential included. */
    private static final int MAXIMUM_TEXT_LENGTH = 48 * 1024;

    private final byte[] relyingParty;
    private final CeremonyKeyRing keys;
    private final Clock clock;
    private final SecureRandom random;

    /**
     * @param keyRotation for how long one key seals
     * @param clock decides what has expired and when a key has had its time
     * @param random makes keys and nonces
     */
    public CeremonySealer(
            RelyingPartyId relyingParty,
            CeremonyKeyStore keyStore,
            Duration keyRotation,
            Clock clock,
            SecureRandom random) {
        this.relyingParty = relyingParty.value().getBytes(UTF_8);
        this.keys = new CeremonyKeyRing(relyingParty, keyStore, keyRotation, clock, random);
        this.clock = clock;
        this.random = random;
    }

    /** Seals a ceremony with the newest key. */
    public String seal(Ceremony ceremony) {
        CeremonyKey key = keys.sealing();
        byte[] nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        byte[] header = header(ceremony.kind(), key.generation());
        byte[] plain = write(ceremony);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, header);
            byte[] text = new byte[SEALED_AT + plain.length + TAG_LENGTH];
            System.arraycopy(header, 0, text, 0, header.length);
            System.arraycopy(nonce, 0, text, NONCE_AT, nonce.length);
            cipher.doFinal(plain, 0, plain.length, text, SEALED_AT);
            return ByteString.copyOf(text).toBase64Url();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES in GCM, but sealing failed", e);
        }
    }

    /**
     * Opens what {@link #seal} wrote, if it is for this purpose and this caller, and still in time.
     *
     * @param kind what it has to be for
     * @param account the account that it has to be for, or null if that is not known before
     * @param browser where it has to have begun
     * @throws CeremonyNotOpenedException if the text is anything else, whatever it is
     */
    public Ceremony open(String text, CeremonyKind kind, @Nullable AccountId account, BrowserBinding browser)
            throws CeremonyNotOpenedException {
        Ceremony ceremony = unseal(text).orElseThrow(() -> new CeremonyNotOpenedException(CeremonyProblem.UNKNOWN));
        require(ceremony.kind() == kind, CeremonyProblem.OF_ANOTHER_KIND);
        require(ceremony.browser().equals(browser), CeremonyProblem.OF_ANOTHER_BROWSER);
        require(account == null || account.equals(ceremony.account()), CeremonyProblem.OF_ANOTHER_ACCOUNT);
        require(clock.instant().isBefore(ceremony.expiresAt()), CeremonyProblem.EXPIRED);
        return ceremony;
    }

    /** What a text was sealed for, if it was sealed here. Nothing else about it is checked. */
    public Optional<CeremonyKind> kindOf(String text) {
        return unseal(text).map(Ceremony::kind);
    }

    private static void require(boolean condition, CeremonyProblem problem) throws CeremonyNotOpenedException {
        if (!condition) {
            throw new CeremonyNotOpenedException(problem);
        }
    }

    private Optional<Ceremony> unseal(String text) {
        if (text.length() > MAXIMUM_TEXT_LENGTH) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = ByteString.fromBase64Url(text).toByteArray();
        } catch (MalformedException e) {
            return Optional.empty();
        }
        if (bytes.length < SEALED_AT + TAG_LENGTH || bytes[0] != VERSION) {
            return Optional.empty();
        }
        int generation = ByteBuffer.wrap(bytes).getInt(KEY_AT);
        return CeremonyKind.ofCode(bytes[1])
                .flatMap(kind -> keys.opening(generation)
                        .flatMap(key -> decrypt(bytes, kind, key))
                        .map(plain -> read(kind, plain)));
    }

    private Optional<byte[]> decrypt(byte[] bytes, CeremonyKind kind, CeremonyKey key) {
        byte[] nonce = new byte[NONCE_LENGTH];
        System.arraycopy(bytes, NONCE_AT, nonce, 0, NONCE_LENGTH);
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, key, nonce, header(kind, key.generation()))
                    .doFinal(bytes, SEALED_AT, bytes.length - SEALED_AT));
        } catch (BadPaddingException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES in GCM, but opening failed", e);
        }
    }

    private Cipher cipher(int mode, CeremonyKey key, byte[] nonce, byte[] header) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.toSecretKey(), new GCMParameterSpec(8 * TAG_LENGTH, nonce));
        cipher.updateAAD(header);
        cipher.updateAAD(relyingParty);
        return cipher;
    }

    private static byte[] header(CeremonyKind kind, int generation) {
        return ByteBuffer.allocate(NONCE_AT)
                .put(VERSION)
                .put(kind.code())
                .putInt(generation)
                .array();
    }

    // Inside: id (16 bytes), expiry in ms (8), length of the account's id (1) and the id, length of the browser's
    // hash (1) and the hash, and to the end what is pending, in UTF-8.

    private static byte[] write(Ceremony ceremony) {
        byte[] pending = ceremony.pending().getBytes(UTF_8);
        ByteString browser = ceremony.browser().hash();
        AccountId account = ceremony.account();
        int accountLength = account == null ? 0 : 2 * Long.BYTES;
        ByteBuffer plain =
                ByteBuffer.allocate(3 * Long.BYTES + 1 + accountLength + 1 + browser.length() + pending.length);
        putUuid(plain, ceremony.id().value());
        plain.putLong(ceremony.expiresAt().toEpochMilli());
        plain.put((byte) accountLength);
        if (account != null) {
            putUuid(plain, account.value());
        }
        plain.put((byte) browser.length()).put(browser.asReadOnlyBuffer());
        return plain.put(pending).array();
    }

    private static Ceremony read(CeremonyKind kind, byte[] bytes) {
        ByteBuffer plain = ByteBuffer.wrap(bytes);
        CeremonyId id = new CeremonyId(getUuid(plain));
        Instant expiresAt = Instant.ofEpochMilli(plain.getLong());
        AccountId account = plain.get() == 0 ? null : new AccountId(getUuid(plain));
        byte[] browser = new byte[plain.get()];
        plain.get(browser);
        String pending = new String(bytes, plain.position(), plain.remaining(), UTF_8);
        return new Ceremony(id, kind, account, BrowserBinding.ofHash(ByteString.copyOf(browser)), expiresAt, pending);
    }

    private static void putUuid(ByteBuffer plain, UUID uuid) {
        plain.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
    }

    private static UUID getUuid(ByteBuffer plain) {
        return new UUID(plain.getLong(), plain.getLong());
    }
}
