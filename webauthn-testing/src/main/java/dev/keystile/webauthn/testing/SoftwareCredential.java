package dev.keystile.webauthn.testing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.LinkedHashMap;
import java.util.Map;
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
    private final byte[] userHandle;
    private final Algorithm algorithm;
    private final KeyPair keys;
    private final boolean discoverable;
    private final AtomicLong signCount;

    SoftwareCredential(
            byte[] id,
            String rpId,
            byte[] userHandle,
            Algorithm algorithm,
            KeyPair keys,
            boolean discoverable,
            long signCount) {
        this.id = id.clone();
        this.rpId = rpId;
        this.userHandle = userHandle.clone();
        this.algorithm = algorithm;
        this.keys = keys;
        this.discoverable = discoverable;
        this.signCount = new AtomicLong(signCount);
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
        try {
            Algorithm algorithm = Algorithm.valueOf(text(members, "algorithm"));
            KeyFactory factory = KeyFactory.getInstance(algorithm.shape().keyAlgorithm());
            PublicKey publicKey = factory.generatePublic(new X509EncodedKeySpec(bytes(members, "publicKey")));
            PrivateKey privateKey = factory.generatePrivate(new PKCS8EncodedKeySpec(bytes(members, "privateKey")));
            return new SoftwareCredential(
                    bytes(members, "id"),
                    text(members, "rpId"),
                    bytes(members, "userHandle"),
                    algorithm,
                    new KeyPair(publicKey, privateKey),
                    Boolean.TRUE.equals(members.get("discoverable")),
                    ((Number) member(members, "signCount")).longValue());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the exported credential's key cannot be read", e);
        }
    }

    /** Everything about the credential, private key included, as a JSON text in one line. */
    public String export() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("id", Bytes.base64Url(id));
        members.put("rpId", rpId);
        members.put("userHandle", Bytes.base64Url(userHandle));
        members.put("algorithm", algorithm.name());
        members.put("publicKey", Bytes.base64Url(keys.getPublic().getEncoded()));
        members.put("privateKey", Bytes.base64Url(keys.getPrivate().getEncoded()));
        members.put("discoverable", discoverable);
        members.put("signCount", signCount.get());
        return Json.write(members);
    }

    /** The credential id: 1 to 1023 bytes. */
    public byte[] id() {
        return id.clone();
    }

    /** The RP ID that the credential is scoped to. */
    public String rpId() {
        return rpId;
    }

    /** The relying party's name for the account: 1 to 64 bytes. */
    public byte[] userHandle() {
        return userHandle.clone();
    }

    /** The algorithm that the credential signs with. */
    public Algorithm algorithm() {
        return algorithm;
    }

    /** The credential public key. */
    public PublicKey publicKey() {
        return keys.getPublic();
    }

    /** Whether the credential is found without its id being named. */
    public boolean isDiscoverable() {
        return discoverable;
    }

    /** The count that the last signature carried. */
    public long signCount() {
        return signCount.get();
    }

    /** Sets the counter: the next signature carries one more. */
    public void setSignCount(long count) {
        signCount.set(count);
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
        return new SigningKey(algorithm, keys);
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
