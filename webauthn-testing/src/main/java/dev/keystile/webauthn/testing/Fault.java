package dev.keystile.webauthn.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with a response: "the same response, but …".
 *
 * <p>A fault is applied at the moment at which it would arise, and all that follows is done properly: with another
 * origin the client data are hashed and signed as they then are, so that nothing but the origin check can refuse the
 * response. Only the faults of the signature itself, and those that say <em>after signing</em>, break a signature.
 *
 * <p>A fault that finds nothing to act on, or that changes nothing, makes the client throw {@link
 * IllegalArgumentException}: a test with such a fault would otherwise see an ordinary response.
 *
 * <p>Its {@code toString} says what is wrong, for the display names of parameterised tests.
 */
public final class Fault {
    private final String name;
    private final List<Change<?>> changes;

    /** What a fault does at one stage. Identity matters: each change has to happen. */
    static final class Change<T> {
        private final Stage<T> stage;
        private final UnaryOperator<T> change;

        Change(Stage<T> stage, UnaryOperator<T> change) {
            this.stage = stage;
            this.change = change;
        }

        T apply(T value) {
            return change.apply(value);
        }
    }

    private Fault(String name, List<Change<?>> changes) {
        this.name = name;
        this.changes = changes;
    }

    static <T> Fault at(Stage<T> stage, String name, UnaryOperator<T> change) {
        return new Fault(name, List.of(new Change<>(stage, change)));
    }

    private static <T> Fault in(Stage<T> stage, String name, Consumer<T> change) {
        return at(stage, name, value -> {
            change.accept(value);
            return value;
        });
    }

    List<Change<?>> changes() {
        return changes;
    }

    @SuppressWarnings("unchecked")
    <T> List<Change<T>> changesAt(Stage<T> stage) {
        return changes.stream()
                .filter(change -> change.stage == stage)
                .map(change -> (Change<T>) change)
                .toList();
    }

    /** Both faults in one response, this one first where they meet. */
    public Fault and(Fault other) {
        List<Change<?>> both = new ArrayList<>(changes);
        both.addAll(other.changes);
        return new Fault(name + ", and " + other.name, List.copyOf(both));
    }

    /** What is wrong. */
    @Override
    public String toString() {
        return name;
    }

    // The response's JSON.

    /**
     * A member of the response's JSON, to be damaged after everything was made.
     *
     * @param path such as {@code id}, {@code response.clientDataJSON}, {@code clientExtensionResults}
     */
    public static Member response(String path) {
        return Member.of(Stage.RESPONSE, Arrays.asList(path.split("\\.")));
    }

    /** The response names another credential than the authenticator used: {@code id} and {@code rawId} both do. */
    public static Fault credentialId(byte[] id) {
        String text = Bytes.base64Url(id);
        return in(Stage.RESPONSE, "another credential id", json -> {
            json.put("id", text);
            json.put("rawId", text);
        });
    }

    /** The response carries this user handle. */
    public static Fault userHandle(byte[] userHandle) {
        return response("response.userHandle").is(Bytes.base64Url(userHandle));
    }

    /** The response carries no user handle. */
    public static Fault noUserHandle() {
        return response("response.userHandle").missing();
    }

    /** Text after the response's JSON. */
    public static Fault trailingText(String text) {
        return changingResponseText("text after the response: " + text, json -> json + text);
    }

    /** Whatever this does to the response's members. */
    public static Fault changingResponse(String name, Consumer<Map<String, @Nullable Object>> change) {
        return in(Stage.RESPONSE, name, change);
    }

    /** Whatever this makes of the response's text. */
    public static Fault changingResponseText(String name, UnaryOperator<String> change) {
        return at(Stage.RESPONSE_TEXT, name, change);
    }

    // The client data.

    /** A member of the client data, damaged before it is hashed and signed. */
    public static Member clientData(String member) {
        return Member.of(Stage.CLIENT_DATA, List.of(member));
    }

    /** The client data are of another type, such as {@code webauthn.create} in a sign-in. */
    public static Fault type(String type) {
        return clientData("type").is(type);
    }

    /** The client data carry another challenge. */
    public static Fault challenge(byte[] challenge) {
        return clientData("challenge").is(Bytes.base64Url(challenge));
    }

    /** The client data carry the challenge with one bit turned. */
    public static Fault otherChallenge() {
        return clientData("challenge")
                .changed(
                        "with a bit turned",
                        text -> Bytes.base64Url(Bytes.withBitTurned(Bytes.fromBase64Url(String.valueOf(text)), 0)));
    }

    /** The client data name another origin. */
    public static Fault origin(String origin) {
        return clientData("origin").is(origin);
    }

    /** The client data say that the page was embedded, or was not. */
    public static Fault crossOrigin(boolean crossOrigin) {
        return clientData("crossOrigin").is(crossOrigin);
    }

    /** The client data name this top-level origin. */
    public static Fault topOrigin(String topOrigin) {
        return clientData("topOrigin").is(topOrigin);
    }

    /** The client data have a {@code tokenBinding}, which Level 3 no longer has: a map with {@code status}, or less. */
    public static Fault tokenBinding(@Nullable Object tokenBinding) {
        return clientData("tokenBinding").is(tokenBinding);
    }

    /** The client data begin with a byte order mark. */
    public static Fault clientDataWithByteOrderMark() {
        return changingClientDataBytes(
                "client data with a byte order mark",
                json -> Bytes.concat(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, json));
    }

    /** The client data end after a byte that is no UTF-8. */
    public static Fault clientDataNotUtf8() {
        return changingClientDataBytes(
                "client data that are not UTF-8",
                json -> Bytes.concat(
                        Arrays.copyOf(json, json.length - 1),
                        ",\"extra\":\"".getBytes(StandardCharsets.UTF_8),
                        new byte[] {(byte) 0xff},
                        "\"}".getBytes(StandardCharsets.UTF_8)));
    }

    /** Text after the JSON of the client data. */
    public static Fault clientDataWithTrailingText(String text) {
        return changingClientDataBytes(
                "text after the client data: " + text,
                json -> Bytes.concat(json, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whatever this does to the members of the client data, before they are hashed and signed. */
    public static Fault changingClientData(String name, Consumer<Map<String, @Nullable Object>> change) {
        return in(Stage.CLIENT_DATA, name, change);
    }

    /** Whatever this makes of the serialized client data, before they are hashed and signed. */
    public static Fault changingClientDataBytes(String name, UnaryOperator<byte[]> change) {
        return at(Stage.CLIENT_DATA_BYTES, name, change);
    }

    /** Whatever this makes of the serialized client data after they were signed: the signature is over the proper ones. */
    public static Fault changingClientDataAfterSigning(String name, UnaryOperator<byte[]> change) {
        return at(Stage.CLIENT_DATA_SENT, name, change);
    }

    /** The authenticator signs another hash than that of the client data. */
    public static Fault otherClientDataHash() {
        return at(Stage.CLIENT_DATA_HASH, "signed over another client data hash", hash -> Bytes.withBitTurned(hash, 0));
    }

    // The authenticator data.

    /** The authenticator data are for another RP ID. */
    public static Fault rpId(String rpId) {
        return in(
                Stage.AUTHENTICATOR_DATA,
                "authenticator data for RP ID " + rpId,
                draft -> draft.rpIdHash = Bytes.sha256(rpId.getBytes(StandardCharsets.UTF_8)));
    }

    /** One flag is set, or clear, and everything else as it was. */
    public static Fault flag(AuthenticatorFlag flag, boolean set) {
        return in(Stage.AUTHENTICATOR_DATA, flag + (set ? " set" : " clear"), draft -> draft.flag(flag, set));
    }

    /** The signature counter has this value: 0 to 4,294,967,295. */
    public static Fault signCount(long count) {
        if (count < 0 || count > 0xffff_ffffL) {
            throw new IllegalArgumentException("a signature counter has 32 bits; " + count + " needs more");
        }
        return in(Stage.AUTHENTICATOR_DATA, "signature counter " + count, draft -> draft.signCount = count);
    }

    /** The authenticator data have bytes left over after their last part. */
    public static Fault leftoverAuthenticatorData(byte... leftover) {
        return in(Stage.AUTHENTICATOR_DATA, "bytes after the authenticator data", draft -> draft.leftover = leftover);
    }

    /** Whatever this makes of the authenticator data, before they are signed. */
    public static Fault changingAuthenticatorData(String name, UnaryOperator<byte[]> change) {
        return at(Stage.AUTHENTICATOR_DATA_BYTES, name, change);
    }

    /** Whatever this makes of the authenticator data after they were signed: the signature is over the proper ones. */
    public static Fault changingAuthenticatorDataAfterSigning(String name, UnaryOperator<byte[]> change) {
        return at(Stage.AUTHENTICATOR_DATA_SENT, name, change);
    }

    // The credential public key.

    /** A parameter of the new credential's COSE_Key by its label: 1 kty, 3 alg, and -1, -2, -3 as the key type has them. */
    public static Member credentialKey(long label) {
        return Member.of(Stage.COSE_KEY, List.of((Object) label));
    }

    // The attestation object.

    /** A member of the attestation object: {@code fmt}, {@code attStmt} or {@code authData}. */
    public static Member attestationObject(String member) {
        return Member.of(Stage.ATTESTATION_OBJECT, List.of((Object) member));
    }

    /** A member of the attestation statement, such as {@code alg}, {@code sig}, {@code x5c}. */
    public static Member statement(String member) {
        return Member.of(Stage.STATEMENT, List.of((Object) member));
    }

    /** Bytes after the attestation object. */
    public static Fault leftoverAttestationObject(byte... leftover) {
        return at(
                Stage.ATTESTATION_OBJECT_BYTES,
                "bytes after the attestation object",
                object -> Bytes.concat(object, leftover));
    }

    // The signature: an assertion's, or that of an attestation statement.

    /** A signature of the right form that is not one over these bytes. */
    public static Fault wrongSignature() {
        return at(Stage.SIGNED_BYTES, "a wrong signature", signed -> Bytes.withBitTurned(signed, signed.length - 1));
    }

    /** A signature of no bytes. */
    public static Fault emptySignature() {
        return changingSignature("an empty signature", signature -> new byte[0]);
    }

    /** Bytes after the signature. */
    public static Fault leftoverSignature(byte... leftover) {
        return changingSignature("bytes after the signature", signature -> Bytes.concat(signature, leftover));
    }

    /** Whatever this makes of the signature. */
    public static Fault changingSignature(String name, UnaryOperator<byte[]> change) {
        return at(Stage.SIGNATURE, name, change);
    }
}
