package dev.keystile.webauthn.attestation;

import dev.keystile.webauthn.authenticator.AttestedCredentialData;
import dev.keystile.webauthn.authenticator.AuthenticatorData;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cbor.CborOptions;
import dev.keystile.webauthn.cbor.CborReader;
import dev.keystile.webauthn.cbor.CborType;
import dev.keystile.webauthn.cbor.CborValue;
import org.jspecify.annotations.Nullable;

/**
 * What an authenticator returns of a new credential: its authenticator data and a statement about them
 * (<a href="https://www.w3.org/TR/webauthn-3/#sctn-attestation">L3 §6.5</a>).
 */
public final class AttestationObject {

    /**
     * The form that attestation objects have: CTAP2's canonical one, but for the order of keys, since authenticators and browsers
     * write the members of the object and of statements in several.
     */
    public static final CborOptions FORM = CborOptions.CTAP2.withMaxDepth(8).allowingUnsortedKeys();

    private final ByteString encoded;
    private final AttestationFormat format;
    private final CborValue statement;
    private final AuthenticatorData authenticatorData;
    private final AttestedCredentialData attestedCredentialData;

    private AttestationObject(
            ByteString encoded,
            AttestationFormat format,
            CborValue statement,
            AuthenticatorData authenticatorData,
            AttestedCredentialData attestedCredentialData) {
        this.encoded = encoded;
        this.format = format;
        this.statement = statement;
        this.authenticatorData = authenticatorData;
        this.attestedCredentialData = attestedCredentialData;
    }

    /**
     * Reads an attestation object: one CBOR map with nothing behind it, whose {@code fmt} is a format identifier, whose
     * {@code attStmt} is a map or an array, and whose {@code authData} hold a credential. Other members are skipped. Of the
     * statement, only that it is well-formed CBOR is known then.
     *
     * @throws MalformedException ({@link Format#ATTESTATION_OBJECT}, {@link Format#CBOR}, {@link Format#COSE} or {@link
     *     Format#AUTHENTICATOR_DATA}) for anything else, at a place such as {@code authData.credentialPublicKey}
     */
    public static AttestationObject parse(ByteString encoded) throws MalformedException {
        return parse(encoded, FORM);
    }

    /**
     * As {@link #parse(ByteString)}, where the object and its statement may also have another form.
     *
     * @param form what is accepted of the object and its statement; the authenticator data in it stay canonical
     * @throws MalformedException ({@link Format#ATTESTATION_OBJECT}, {@link Format#CBOR}, {@link Format#COSE} or {@link
     *     Format#AUTHENTICATOR_DATA}) for anything else, at a place such as {@code authData.credentialPublicKey}
     */
    public static AttestationObject parse(ByteString encoded, CborOptions form) throws MalformedException {
        CborReader reader = new CborReader(encoded, form);
        String fmt = null;
        CborValue attStmt = null;
        ByteString authData = null;
        reader.startMap();
        while (reader.hasNext()) {
            switch (reader.readText()) {
                case "fmt" -> {
                    requireType(reader, CborType.TEXT, "fmt", "is not a text string");
                    fmt = reader.readText();
                }
                case "attStmt" -> attStmt = statement(reader);
                case "authData" -> {
                    requireType(reader, CborType.BYTES, "authData", "is not a byte string");
                    authData = reader.readBytes();
                }
                default -> reader.skipValue();
            }
        }
        reader.end();
        reader.requireEnd();
        AuthenticatorData authenticatorData = authenticatorData(required("authData", authData));
        return new AttestationObject(
                encoded,
                format(required("fmt", fmt)),
                required("attStmt", attStmt),
                authenticatorData,
                attested(authenticatorData));
    }

    private static void requireType(CborReader reader, CborType type, String member, String problem)
            throws MalformedException {
        if (reader.peek() != type) {
            throw malformed(member, problem);
        }
    }

    private static CborValue statement(CborReader reader) throws MalformedException {
        CborType type = reader.peek();
        if (type != CborType.MAP && type != CborType.ARRAY) {
            throw malformed("attStmt", "is neither a map nor an array");
        }
        return reader.readValue();
    }

    private static AttestationFormat format(String fmt) throws MalformedException {
        if (!AttestationFormat.isIdentifier(fmt)) {
            throw malformed("fmt", "is no attestation statement format identifier");
        }
        return new AttestationFormat(fmt);
    }

    private static AuthenticatorData authenticatorData(ByteString authData) throws MalformedException {
        try {
            return AuthenticatorData.parse(authData);
        } catch (MalformedException e) {
            throw e.in("authData");
        }
    }

    private static AttestedCredentialData attested(AuthenticatorData authenticatorData) throws MalformedException {
        AttestedCredentialData attested =
                authenticatorData.attestedCredentialData().orElse(null);
        if (attested == null) {
            throw malformed("authData", "holds no attested credential");
        }
        return attested;
    }

    private static <T> T required(String member, @Nullable T value) throws MalformedException {
        if (value == null) {
            throw malformed(member, "is missing");
        }
        return value;
    }

    private static MalformedException malformed(String place, String problem) {
        return new MalformedException(Format.ATTESTATION_OBJECT, place, problem);
    }

    /** The bytes as they came. Nothing signs them as a whole. */
    public ByteString encoded() {
        return encoded;
    }

    /** {@code fmt}: what the statement says that it is. */
    public AttestationFormat format() {
        return format;
    }

    /** {@code attStmt}: a map, or an array where the format says so. Nothing in it is verified. */
    public CborValue statement() {
        return statement;
    }

    /** {@code authData}, with the new credential in them. */
    public AuthenticatorData authenticatorData() {
        return authenticatorData;
    }

    /** The credential in the authenticator data, which are never without one here. */
    public AttestedCredentialData attestedCredentialData() {
        return attestedCredentialData;
    }

    @Override
    public String toString() {
        return "AttestationObject[" + format + ", " + authenticatorData + "]";
    }
}
