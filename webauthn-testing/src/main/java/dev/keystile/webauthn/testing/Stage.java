package dev.keystile.webauthn.testing;

import java.security.KeyPair;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A moment in the making of a response at which its maker lets the faults change one value before going on with it.
 *
 * @param <T> the value as it is at that moment
 */
final class Stage<T> {
    /** The algorithm that the authenticator chose for a new credential. */
    static final Stage<Algorithm> ALGORITHM = new Stage<>("credential algorithm", Algorithm::name);

    /** The new credential's key pair. */
    static final Stage<KeyPair> KEY_PAIR =
            new Stage<>("credential key", keys -> hex(keys.getPublic().getEncoded()));

    /** The id that the authenticator chose for a new credential. */
    static final Stage<byte[]> CREDENTIAL_ID = ofBytes("credential id");

    /** The members of the client data. */
    static final Stage<Map<String, @Nullable Object>> CLIENT_DATA = new Stage<>("client data", Json::write);

    /** The serialized client data, before anything is computed from them. */
    static final Stage<byte[]> CLIENT_DATA_BYTES = ofBytes("client data");

    /** The hash of the client data as the authenticator gets it. */
    static final Stage<byte[]> CLIENT_DATA_HASH = ofBytes("client data hash");

    /** The client data as they are put into the response, after everything was computed from them. */
    static final Stage<byte[]> CLIENT_DATA_SENT = ofBytes("client data");

    /** The new credential's public key as a COSE_Key map. */
    static final Stage<Map<Object, @Nullable Object>> COSE_KEY = new Stage<>("credential public key", Stage::cbor);

    /** The form in which the COSE_Key is written. */
    static final Stage<CborForm> COSE_KEY_FORM = new Stage<>("credential public key", CborForm::name);

    /** The encoded COSE_Key. */
    static final Stage<byte[]> COSE_KEY_BYTES = ofBytes("credential public key");

    /** The extension outputs that the authenticator will sign. */
    static final Stage<Map<Object, @Nullable Object>> EXTENSIONS = new Stage<>("extension outputs", Stage::cbor);

    /** The parts of the authenticator data. */
    static final Stage<AuthenticatorDataDraft> AUTHENTICATOR_DATA =
            new Stage<>("authenticator data", draft -> hex(draft.encoded()));

    /** The encoded authenticator data, before they are signed. */
    static final Stage<byte[]> AUTHENTICATOR_DATA_BYTES = ofBytes("authenticator data");

    /** The authenticator data as they are put into the response, after they were signed. */
    static final Stage<byte[]> AUTHENTICATOR_DATA_SENT = ofBytes("authenticator data");

    /** The certificates of an attestation statement, before they are signed. */
    static final Stage<ChainDraft> CHAIN = new Stage<>("certificates", ChainDraft::fingerprint);

    /** The key that an attestation certificate made for this statement is for, where the statement's format says so. */
    static final Stage<SigningKey> CERTIFIED_KEY = new Stage<>(
            "certified key", key -> key.algorithm() + hex(key.publicKey().getEncoded()));

    /** The public area of a TPM's key. */
    static final Stage<TpmPublicDraft> TPM_PUBLIC = new Stage<>("public area", draft -> hex(draft.encoded()));

    /** What a TPM is about to sign. */
    static final Stage<TpmAttestDraft> TPM_ATTEST = new Stage<>("TPM's statement", draft -> hex(draft.encoded()));

    /** The TPM's maker, model and version. */
    static final Stage<TpmName> TPM_NAME = new Stage<>("TPM's name", name -> name.critical + hex(name.encoded()));

    /** What an Android certificate says of its key. */
    static final Stage<KeyDescriptionDraft> KEY_DESCRIPTION =
            new Stage<>("key description", draft -> hex(draft.encoded()));

    /** The hash of what is attested, where a statement carries that instead of a signature over it. */
    static final Stage<byte[]> NONCE = ofBytes("nonce");

    /** The host that a SafetyNet certificate is for. */
    static final Stage<String> HOST_NAME = new Stage<>("host name", text -> text);

    /** The header of a JWS. */
    static final Stage<Map<String, @Nullable Object>> JWS_HEADER = new Stage<>("JWS header", Json::write);

    /** The payload of a JWS. */
    static final Stage<Map<String, @Nullable Object>> JWS_PAYLOAD = new Stage<>("JWS payload", Json::write);

    /** A JWS in compact serialization. */
    static final Stage<String> JWS = new Stage<>("JWS", text -> text);

    /** The statements of a compound one. */
    static final Stage<List<Object>> COMPOUND =
            new Stage<>("compound statement", statements -> hex(Cbor.write(statements)));

    /** Who is about to sign, by whose key. */
    static final Stage<Signer> SIGNER = new Stage<>(
            "signer",
            signer -> signer.key().algorithm() + hex(signer.key().publicKey().getEncoded()));

    /** What is about to be signed, by the credential key or an attestation key. */
    static final Stage<byte[]> SIGNED_BYTES = ofBytes("bytes to be signed");

    /** A signature just made: an assertion's or that of an attestation statement. */
    static final Stage<byte[]> SIGNATURE = ofBytes("signature");

    /** The attestation statement. */
    static final Stage<Map<Object, @Nullable Object>> STATEMENT = new Stage<>("attestation statement", Stage::cbor);

    /** The attestation object: {@code fmt}, {@code attStmt}, {@code authData}. */
    static final Stage<Map<Object, @Nullable Object>> ATTESTATION_OBJECT =
            new Stage<>("attestation object", Stage::cbor);

    /** The form in which the attestation object is written. */
    static final Stage<CborForm> ATTESTATION_OBJECT_FORM = new Stage<>("attestation object", CborForm::name);

    /** The encoded attestation object. */
    static final Stage<byte[]> ATTESTATION_OBJECT_BYTES = ofBytes("attestation object");

    /** The response's members, as {@code toJSON()} gives them. */
    static final Stage<Map<String, @Nullable Object>> RESPONSE = new Stage<>("response", Json::write);

    /** The response's text. */
    static final Stage<String> RESPONSE_TEXT = new Stage<>("response", text -> text);

    private final String value;
    private final Function<T, String> fingerprint;

    private Stage(String value, Function<T, String> fingerprint) {
        this.value = value;
        this.fingerprint = fingerprint;
    }

    private static Stage<byte[]> ofBytes(String value) {
        return new Stage<>(value, Stage::hex);
    }

    /** A text that differs when the value does. */
    String fingerprint(T value) {
        return fingerprint.apply(value);
    }

    /** What is changed at this stage. */
    @Override
    public String toString() {
        return value;
    }

    private static String cbor(Map<Object, @Nullable Object> map) {
        return hex(Cbor.write(map));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
