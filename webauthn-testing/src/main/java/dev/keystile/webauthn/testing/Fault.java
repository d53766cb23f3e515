package dev.keystile.webauthn.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with a response: "the same response, but …".
 *
 * <p>A fault is applied at the moment at which it would arise, and all that follows is done properly: with another
 * origin the client data are hashed and signed as they then are, so that nothing but the origin check can refuse the
 * response. Only those of {@link SignatureFault}, and those that say <em>after signing</em>, break a signature.
 *
 * <p>A fault that finds nothing to act on, or that changes nothing, makes the client throw {@link
 * IllegalArgumentException}: a test with such a fault would otherwise see an ordinary response.
 *
 * <p>Its {@code toString} says what is wrong, for the display names of parameterised tests.
 *
 * <p>{@link CredentialKeyFault}, {@link SignatureFault}, {@link ChainFault} and a class for each attestation format that has
 * structures of its own give more of them.
 */
public final class Fault {
    private final String name;
    private final List<Change<?>> changes;

    /** What a fault does at one stage. Identity matters: each change has to happen. */
    static final class Change<T> {
        private final Stage<T> stage;
        private final UnaryOperator<T> change;
        /** The only part of a compound statement to be changed, if there is only one. */
        private final @Nullable Integer part;

        Change(Stage<T> stage, UnaryOperator<T> change, @Nullable Integer part) {
            this.stage = stage;
            this.change = change;
            this.part = part;
        }

        Change<T> inside(int onlyPart) {
            return new Change<>(stage, change, onlyPart);
        }

        boolean concerns(Stage<?> current, @Nullable Integer currentPart) {
            return stage == current && (part == null || part.equals(currentPart));
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
        return new Fault(name, List.of(new Change<>(stage, change, null)));
    }

    static <T> Fault in(Stage<T> stage, String name, Consumer<T> change) {
        return at(stage, name, value -> {
            change.accept(value);
            return value;
        });
    }

    List<Change<?>> changes() {
        return changes;
    }

    @SuppressWarnings("unchecked")
    <T> List<Change<T>> changesAt(Stage<T> stage, @Nullable Integer part) {
        return changes.stream()
                .filter(change -> change.concerns(stage, part))
                .map(change -> (Change<T>) change)
                .toList();
    }

    /** The same fault, in one part of a compound statement. */
    Fault inside(int part) {
        return new Fault(
                name + " in statement " + part,
                changes.stream().<Change<?>>map(change -> change.inside(part)).toList());
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

    /**
     * The response names another credential than the authenticator used: {@code id} and {@code rawId} both do.
     *
     * @param id written into the JSON in base64url
     */
    public static Fault credentialId(byte[] id) {
        String text = Bytes.base64Url(id);
        return in(Stage.RESPONSE, "another credential id", json -> {
            json.put("id", text);
            json.put("rawId", text);
        });
    }

    /**
     * The response carries this user handle.
     *
     * @param userHandle written into the JSON in base64url; any length
     */
    public static Fault userHandle(byte[] userHandle) {
        return response("response.userHandle").is(Bytes.base64Url(userHandle));
    }

    /** The response carries no user handle. */
    public static Fault noUserHandle() {
        return response("response.userHandle").missing();
    }

    /** The response is this JSON value: {@code null}, a list, a text, a number. */
    public static Fault responseIs(@Nullable Object value) {
        String json = Json.write(value);
        return changingResponseText("response is " + json, proper -> json);
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

    /**
     * The client data carry another challenge.
     *
     * @param challenge written into the JSON in base64url; any length
     */
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

    /** One flag is set, or clear, and everything else as it was: with AT and ED the flag then belies the contents. */
    public static Fault flag(AuthenticatorFlag flag, boolean set) {
        return in(Stage.AUTHENTICATOR_DATA, flag + (set ? " set" : " clear"), draft -> draft.flag(flag, set));
    }

    /**
     * The signature counter has this value: 0 to 4,294,967,295.
     *
     * @throws IllegalArgumentException if the count is out of this range
     */
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

    /** Only this many first bytes of the authenticator data are there. */
    public static Fault truncatedAuthenticatorData(int length) {
        return changingAuthenticatorData(
                "authenticator data cut to " + length + " bytes",
                data -> Arrays.copyOf(data, Math.min(length, data.length)));
    }

    /** A registration without attested credential data, and with AT clear accordingly. */
    public static Fault noAttestedCredential() {
        return in(Stage.AUTHENTICATOR_DATA, "no attested credential data", draft -> {
            draft.attested = null;
            draft.flag(AuthenticatorFlag.ATTESTED_CREDENTIAL_DATA, false);
        });
    }

    /** A registration whose authenticator data say AT and end before the attested credential data. */
    public static Fault attestedCredentialMissing() {
        return in(Stage.AUTHENTICATOR_DATA, "AT without attested credential data", draft -> draft.attested = null);
    }

    /** A sign-in whose authenticator data carry attested credential data, as some early authenticators had it. */
    public static Fault attestedCredentialInAssertion(UUID aaguid, SoftwareCredential credential) {
        return in(
                Stage.AUTHENTICATOR_DATA,
                "attested credential data in an assertion",
                draft -> draft.attest(new AuthenticatorDataDraft.AttestedCredential(
                        Bytes.of(aaguid),
                        credential.id(),
                        Cbor.write(credential.algorithm().coseKey(credential.publicKey())))));
    }

    /** The attested credential data are by another model. */
    public static Fault aaguid(UUID aaguid) {
        return inAttestedCredential("AAGUID " + aaguid, attested -> attested.aaguid = Bytes.of(aaguid));
    }

    /** The attested credential data name another credential than the response does. */
    public static Fault attestedCredentialId(byte[] id) {
        return inAttestedCredential("another attested credential id", attested -> {
            attested.id = id;
            attested.idLength = id.length;
        });
    }

    /** The authenticator made a credential whose id has this many bytes; 0 and more than 1023 are not allowed. */
    public static Fault credentialIdOfLength(int length) {
        byte[] id = new byte[length];
        Arrays.fill(id, (byte) 7);
        return at(Stage.CREDENTIAL_ID, "a credential id of " + length + " bytes", proper -> id);
    }

    /** The attested credential data say that the credential id has this many bytes, whatever it has. */
    public static Fault credentialIdLengthField(int length) {
        return inAttestedCredential(
                "a credential id length field of " + length, attested -> attested.idLength = length);
    }

    /** An output in the extension data of the authenticator data, such as {@code credProtect}; it need not be there. */
    public static Member extensionOutput(String identifier) {
        return Member.of(Stage.EXTENSIONS, List.of((Object) identifier));
    }

    /** The authenticator data carry these extension outputs, and say so. */
    public static Fault extensions(Map<String, ? extends @Nullable Object> outputs) {
        return extensionBytes("extension outputs " + outputs.keySet(), Cbor.write(outputs));
    }

    /** The authenticator data carry these extension outputs, written in another form. */
    public static Fault extensions(Map<String, ? extends @Nullable Object> outputs, CborForm form) {
        return extensionBytes("extension outputs " + outputs.keySet() + " " + form, Cbor.write(outputs, form));
    }

    /** The authenticator data carry extension outputs that are no map. */
    public static Fault extensionsNoMap() {
        return extensionBytes("extension outputs that are no map", Cbor.write(List.of(1L)));
    }

    /** The authenticator data carry extension outputs that end in the middle. */
    public static Fault extensionsTruncated() {
        byte[] outputs = Cbor.write(Map.of("example", "text"));
        return extensionBytes("extension outputs cut off", Arrays.copyOf(outputs, outputs.length - 1));
    }

    /** The authenticator data carry extension outputs and do not say so. */
    public static Fault extensionsWithoutFlag(Map<String, ? extends @Nullable Object> outputs) {
        return extensions(outputs)
                .and(flag(AuthenticatorFlag.EXTENSION_DATA, false))
                .named("extension outputs without ED");
    }

    /** The authenticator data carry these bytes as extension outputs, and say so. */
    public static Fault extensionBytes(String name, byte[] outputs) {
        return in(Stage.AUTHENTICATOR_DATA, name, draft -> draft.extend(outputs));
    }

    /** Whatever this makes of the authenticator data, before they are signed. */
    public static Fault changingAuthenticatorData(String name, UnaryOperator<byte[]> change) {
        return at(Stage.AUTHENTICATOR_DATA_BYTES, name, change);
    }

    /** Whatever this makes of the authenticator data after they were signed: the signature is over the proper ones. */
    public static Fault changingAuthenticatorDataAfterSigning(String name, UnaryOperator<byte[]> change) {
        return at(Stage.AUTHENTICATOR_DATA_SENT, name, change);
    }

    private static Fault inAttestedCredential(String name, Consumer<AuthenticatorDataDraft.AttestedCredential> change) {
        return in(Stage.AUTHENTICATOR_DATA, name, draft -> {
            if (draft.attested == null) {
                throw new IllegalArgumentException("an assertion has no attested credential data");
            }
            change.accept(draft.attested);
        });
    }

    // The attestation object.

    /** A member of the attestation object: {@code fmt}, {@code attStmt} or {@code authData}. */
    public static Member attestationObject(String member) {
        return Member.of(Stage.ATTESTATION_OBJECT, List.of((Object) member));
    }

    /** The attestation object is written in another form. */
    public static Fault attestationObject(CborForm form) {
        return at(Stage.ATTESTATION_OBJECT_FORM, "attestation object " + form, canonical -> form);
    }

    /** The attestation object is this CBOR value. */
    public static Fault attestationObjectIs(@Nullable Object value) {
        byte[] encoded = Cbor.write(value);
        return changingAttestationObject("attestation object of another type", proper -> encoded);
    }

    /** The attestation object holds arrays within arrays, so many deep. */
    public static Fault attestationObjectNested(int depth) {
        byte[] nested = new byte[depth + 1];
        Arrays.fill(nested, (byte) 0x81);
        nested[depth] = 0;
        return attestationObject("attStmt")
                .changed("nested " + depth + " deep", statement -> Map.of("nested", new Cbor.Raw(nested)));
    }

    /** The attestation object claims a byte string of this length, and ends. */
    public static Fault attestationObjectClaiming(long length) {
        return attestationObject("authData")
                .changed("claiming " + length + " bytes", data -> new Cbor.Raw(Cbor.byteStringHead(length)));
    }

    /** Bytes after the attestation object. */
    public static Fault leftoverAttestationObject(byte... leftover) {
        return changingAttestationObject(
                "bytes after the attestation object", object -> Bytes.concat(object, leftover));
    }

    /** Whatever this makes of the encoded attestation object. */
    public static Fault changingAttestationObject(String name, UnaryOperator<byte[]> change) {
        return at(Stage.ATTESTATION_OBJECT_BYTES, name, change);
    }

    /** A member of the attestation statement, such as {@code alg}, {@code sig}, {@code x5c}. */
    public static Member statement(String member) {
        return Member.of(Stage.STATEMENT, List.of((Object) member));
    }

    /** An attestation statement without anything in it. */
    public static Fault emptyStatement() {
        return changingStatement("an empty attestation statement", Map::clear);
    }

    /** Whatever this does to the members of the attestation statement. */
    public static Fault changingStatement(String name, Consumer<Map<Object, @Nullable Object>> change) {
        return in(Stage.STATEMENT, name, change);
    }

    private Fault named(String other) {
        return new Fault(other, changes);
    }
}
