package dev.keystile.webauthn.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A credential inside a {@link SoftwareAuthenticator}: a key pair for one user of one relying party.
 *
 * <p>It can be written down with {@link #export()} and read back, in another process too: a load generator makes
 * thousands once and signs in with them ever after. The text holds the private key in the clear.
 */
public final class SoftwareCredential {
    private final byte[] id;
    private final String rpId;
    private final SigningKey key;
    private final boolean discoverable;
    private final CredentialProtection protection;
    private final byte[] credBlob;
    private final AtomicLong signCount = new AtomicLong();
    private volatile User user;
    private volatile byte @Nullable [] largeBlob;

    /** Whose the credential is, as the relying party says. */
    record User(byte[] handle, String name, String displayName) {}

    SoftwareCredential(
            byte[] id,
            String rpId,
            User user,
            SigningKey key,
            boolean discoverable,
            CredentialProtection protection,
            byte[] credBlob) {
        this.id = id.clone();
        this.rpId = rpId;
        this.user = user;
        this.key = key;
        this.discoverable = discoverable;
        this.protection = protection;
        this.credBlob = credBlob;
    }

    /**
     * Reads a credential back.
     *
     * @param exported a text that {@link #export()} gave
     * @throws IllegalArgumentException if it is none, or if this JVM lacks its algorithm
     */
    public static SoftwareCredential parse(String exported) {
        if (!(Json.parse(exported) instanceof Map<?, ?> members)) {
            throw new IllegalArgumentException("an exported credential is a JSON object");
        }
        SoftwareCredential credential = new SoftwareCredential(
                bytes(members, "id"),
                text(members, "rpId"),
                new User(bytes(members, "userHandle"), text(members, "userName"), text(members, "userDisplayName")),
                key(members),
                Boolean.TRUE.equals(members.get("discoverable")),
                CredentialProtection.valueOf(text(members, "protection")),
                bytes(members, "credBlob"));
        credential.setSignCount(((Number) member(members, "signCount")).longValue());
        if (members.containsKey("largeBlob")) {
            credential.storeLargeBlob(bytes(members, "largeBlob"));
        }
        return credential;
    }

    private static SigningKey key(Map<?, ?> members) {
        Algorithm algorithm = Algorithm.valueOf(text(members, "algorithm"));
        try {
            KeyFactory factory = KeyFactory.getInstance(algorithm.shape().keyAlgorithm());
            PublicKey publicKey = factory.generatePublic(new X509EncodedKeySpec(bytes(members, "publicKey")));
            PrivateKey privateKey = factory.generatePrivate(new PKCS8EncodedKeySpec(bytes(members, "privateKey")));
            return new SigningKey(algorithm, new KeyPair(publicKey, privateKey));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the exported credential's key cannot be read", e);
        }
    }

    /**
     * Everything about the credential, private key included, as a JSON text in one line: ids in base64url, keys as
     * base64url of their X.509 and PKCS #8 encodings.
     */
    public String export() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("id", Bytes.base64Url(id));
        members.put("rpId", rpId);
        members.put("userHandle", Bytes.base64Url(user.handle()));
        members.put("userName", user.name());
        members.put("userDisplayName", user.displayName());
        members.put("algorithm", algorithm().name());
        members.put("publicKey", Bytes.base64Url(key.keys().getPublic().getEncoded()));
        members.put("privateKey", Bytes.base64Url(key.keys().getPrivate().getEncoded()));
        members.put("discoverable", discoverable);
        members.put("protection", protection.name());
        members.put("credBlob", Bytes.base64Url(credBlob));
        members.put("signCount", signCount.get());
        largeBlob().ifPresent(blob -> members.put("largeBlob", Bytes.base64Url(blob)));
        return Json.write(members);
    }

    /** A copy of the credential id: 1 to 1023 bytes. */
    public byte[] id() {
        return id.clone();
    }

    /** The RP ID that the credential is scoped to; the AppID for one that was made by {@link SoftwareAuthenticator#registerU2f}. */
    public String rpId() {
        return rpId;
    }

    /**
     * A copy of the relying party's name for the account: 1 to 64 bytes; empty for one that was made by {@link
     * SoftwareAuthenticator#registerU2f}.
     */
    public byte[] userHandle() {
        return user.handle().clone();
    }

    /** The account's name as the authenticator would show it. */
    public String userName() {
        return user.name();
    }

    /** The person's name as the authenticator would show it. */
    public String userDisplayName() {
        return user.displayName();
    }

    /** The algorithm that the credential signs with. */
    public Algorithm algorithm() {
        return key.algorithm();
    }

    /** The credential public key. */
    public PublicKey publicKey() {
        return key.publicKey();
    }

    /** Whether the credential is found without its id being named. */
    public boolean isDiscoverable() {
        return discoverable;
    }

    /**
     * The count that the last signature carried, 0 before the first; of a {@link SignCounter#PER_CREDENTIAL}
     * authenticator.
     */
    public long signCount() {
        return signCount.get();
    }

    /**
     * Sets the counter: the next signature carries one more.
     *
     * @param count 0 to 4,294,967,294
     */
    public void setSignCount(long count) {
        signCount.set(count);
    }

    /** The bytes that a sign-in stored with the credential by {@code largeBlob}; empty when none did. */
    public Optional<byte[]> largeBlob() {
        return Optional.ofNullable(largeBlob);
    }

    /** The id, abbreviated; never the key. */
    @Override
    public String toString() {
        String text = Bytes.base64Url(id);
        return "SoftwareCredential[" + (text.length() > 16 ? text.substring(0, 16) + "…" : text) + " at " + rpId + "]";
    }

    long countUse() {
        return signCount.incrementAndGet();
    }

    SigningKey key() {
        return key;
    }

    CredentialProtection protection() {
        return protection;
    }

    byte[] credBlob() {
        return credBlob;
    }

    void storeLargeBlob(byte[] bytes) {
        largeBlob = bytes.clone();
    }

    void rename(String name, String displayName) {
        user = new User(user.handle(), name, displayName);
    }

    /** The secret of the credential's {@code prf}: one that nobody learns who has not the private key. */
    byte[] prfSecret() {
        return HmacSecret.evaluate(key.keys().getPrivate().getEncoded(), "prf".getBytes(StandardCharsets.UTF_8));
    }

    private static Object member(Map<?, ?> members, String name) {
        Object value = members.get(name);
        if (value == null) {
            throw new IllegalArgumentException("an exported credential has a member \"" + name + "\"");
        }
        return value;
    }

    private static String text(Map<?, ?> members, String name) {
        return (String) member(members, name);
    }

    private static byte[] bytes(Map<?, ?> members, String name) {
        return Bytes.fromBase64Url(text(members, name));
    }
}
