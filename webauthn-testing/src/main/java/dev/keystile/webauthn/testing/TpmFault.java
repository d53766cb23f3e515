package dev.keystile.webauthn.testing;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * What can be wrong with a {@code tpm} attestation statement, or differ from one maker to the next. Names, hashes and
 * signatures are computed over what the fault leaves.
 *
 * <p>{@link Fault#statement} breaks the statement's members, {@link ChainFault} the certificates in general.
 */
public final class TpmFault {

    private TpmFault() {}

    // The public area.

    /** Valid: the object's Name is computed with this hash. */
    public static Fault nameAlgorithm(TpmHash hash) {
        return inPublic("Name by " + hash, draft -> draft.nameAlg = hash);
    }

    /** The public area is another key's; the TPM certifies that one. */
    public static Fault publicAreaOfStranger(Algorithm algorithm) {
        return Fault.at(
                Stage.TPM_PUBLIC,
                "a stranger's public area",
                draft -> TpmPublicDraft.of(SigningKey.stranger(algorithm).publicKey()));
    }

    /** The public area is of this TPM_ALG_ID, whatever follows. */
    public static Fault publicAreaType(int type) {
        return inPublic("public area type " + type, draft -> draft.type = type);
    }

    /** The public area names this curve, or this many bits for RSA, whatever the key is. */
    public static Fault publicAreaCurveOrBits(int value) {
        return inPublic("public area curve or bits " + value, draft -> draft.sizeOrCurve = value);
    }

    /** The public area names this RSA exponent, whatever the key has; 0 stands for 65537. */
    public static Fault publicAreaExponent(long exponent) {
        return inPublic("public area exponent " + exponent, draft -> draft.exponentOrKdf = exponent);
    }

    /** Valid: the public area has no policy. */
    public static Fault publicAreaWithoutPolicy() {
        return inPublic("public area without policy", draft -> draft.authPolicy = new byte[0]);
    }

    /** The public area has bytes after it. */
    public static Fault publicAreaLeftover(byte... leftover) {
        return inPublic("bytes after the public area", draft -> draft.leftover = leftover);
    }

    /** The public area still has the length in front that TPM2_ReadPublic gives. */
    public static Fault publicAreaSized() {
        return Fault.statement("pubArea").changed("with its length", area -> TpmPublicDraft.sized((byte[]) area));
    }

    // What the TPM signed.

    /** {@code magic} is another than TPM_GENERATED_VALUE. */
    public static Fault magic(long magic) {
        return inAttest("magic " + magic, draft -> draft.magic = magic);
    }

    /** {@code type} is another than TPM_ST_ATTEST_CERTIFY, such as 0x8018, a quote. */
    public static Fault type(int type) {
        return inAttest("type " + type, draft -> draft.type = type);
    }

    /** {@code extraData} is the hash of something else. */
    public static Fault otherExtraData() {
        return inAttest("other extraData", draft -> draft.extraData = Bytes.withBitTurned(draft.extraData, 0));
    }

    /** {@code extraData} is empty. */
    public static Fault noExtraData() {
        return inAttest("no extraData", draft -> draft.extraData = new byte[0]);
    }

    /** {@code attested.name} is another object's. */
    public static Fault otherName() {
        return inAttest(
                "another object's Name", draft -> draft.name = Bytes.withBitTurned(draft.name, draft.name.length - 1));
    }

    /** {@code attested.name} names this hash algorithm and holds the hash that the public area's would give. */
    public static Fault nameSaying(TpmHash hash) {
        return inAttest("Name that says " + hash, draft -> {
            byte[] name = draft.name.clone();
            System.arraycopy(Bytes.bigEndian(hash.id(), 2), 0, name, 0, 2);
            draft.name = name;
        });
    }

    /** {@code certInfo} has bytes after it. */
    public static Fault attestLeftover(byte... leftover) {
        return inAttest("bytes after certInfo", draft -> draft.leftover = leftover);
    }

    /** Valid: qualified signer and qualified name are empty, as some TPMs' software leaves them. */
    public static Fault withoutQualifiedNames() {
        return inAttest("no qualified names", draft -> {
            draft.qualifiedSigner = new byte[0];
            draft.qualifiedName = new byte[0];
        });
    }

    // The attestation key's certificate.

    /** The certificate names this manufacturer, such as {@code id:FFFFF1D0}. */
    public static Fault manufacturer(String manufacturer) {
        return inName("manufacturer " + manufacturer, name -> name.attributes.put(TpmName.MANUFACTURER, manufacturer));
    }

    /** The certificate names no manufacturer. */
    public static Fault noManufacturer() {
        return inName("no manufacturer", name -> name.attributes.remove(TpmName.MANUFACTURER));
    }

    /** The certificate names no model. */
    public static Fault noModel() {
        return inName("no model", name -> name.attributes.remove(TpmName.MODEL));
    }

    /** The certificate names no version. */
    public static Fault noVersion() {
        return inName("no version", name -> name.attributes.remove(TpmName.VERSION));
    }

    /** Valid: manufacturer, model and version are relative names of their own, not one of three values. */
    public static Fault separateNames() {
        return inName("separate names", name -> name.separate = true);
    }

    /** The alternative name is not critical, as it has to be beside an empty subject. */
    public static Fault alternativeNameNotCritical() {
        return inName("alternative name not critical", name -> name.critical = false);
    }

    /** The certificate has no alternative name. */
    public static Fault noAlternativeName() {
        return ChainFault.leaf().withoutExtension(CertificateDraft.SUBJECT_ALTERNATIVE_NAME);
    }

    /** The certificate has no extended key usage. */
    public static Fault noKeyPurpose() {
        return ChainFault.leaf().withoutExtension(CertificateDraft.EXTENDED_KEY_USAGE);
    }

    /** The certificate has these extended key usages. */
    public static Fault keyPurposes(String... oids) {
        byte[][] purposes = Arrays.stream(oids).map(Der::oid).toArray(byte[][]::new);
        return ChainFault.leaf().extension(CertificateDraft.EXTENDED_KEY_USAGE, false, Der.sequence(purposes));
    }

    private static Fault inPublic(String name, Consumer<TpmPublicDraft> change) {
        return Fault.in(Stage.TPM_PUBLIC, name, change);
    }

    private static Fault inAttest(String name, Consumer<TpmAttestDraft> change) {
        return Fault.in(Stage.TPM_ATTEST, name, change);
    }

    private static Fault inName(String name, Consumer<TpmName> change) {
        return Fault.in(Stage.TPM_NAME, name, change);
    }
}
