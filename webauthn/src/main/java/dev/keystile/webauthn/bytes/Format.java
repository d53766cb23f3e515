package dev.keystile.webauthn.bytes;

/** The encodings and structures that this library parses, as named by a {@link MalformedException}. */
public enum Format {
    /** Text in the base64url alphabet of RFC 4648 section 5, without padding. */
    BASE64URL("base64url"),
    /** Text in hexadecimal digits. */
    HEX("hexadecimal"),
    /** Text in UTF-8, RFC 3629. */
    UTF8("UTF-8"),
    /** JSON text, RFC 8259. */
    JSON("JSON"),
    /** CBOR, RFC 8949, in the canonical form of CTAP2. */
    CBOR("CBOR"),
    /** ASN.1 in the distinguished encoding rules, X.690. */
    DER("DER"),
    /** An X.509 certificate or revocation list, RFC 5280. */
    X509("X.509"),
    /** A COSE key, RFC 9052 section 7. */
    COSE("COSE key"),
    /** The client data of WebAuthn Level 3 section 5.8.1. */
    CLIENT_DATA("client data"),
    /** The authenticator data of WebAuthn Level 3 section 6.1. */
    AUTHENTICATOR_DATA("authenticator data"),
    /** The attestation object of WebAuthn Level 3 section 6.5. */
    ATTESTATION_OBJECT("attestation object"),
    /** An attestation statement of WebAuthn Level 3 section 8. */
    ATTESTATION_STATEMENT("attestation statement"),
    /** An output of a WebAuthn extension. */
    EXTENSION("extension output"),
    /** A TPM structure, such as {@code TPMS_ATTEST} or {@code TPMT_PUBLIC}. */
    TPM("TPM structure"),
    /** A JSON Web Signature, RFC 7515. */
    JWS("JWS"),
    /** The FIDO Metadata Service's BLOB or one of its entries. */
    METADATA("FIDO metadata"),
    /** A value this library wrote earlier: a pending ceremony, a credential record. */
    STORED_VALUE("stored value"),
    /** A response of the WebAuthn API in its JSON form, WebAuthn Level 3 section 5.1. */
    RESPONSE("response");

    private final String title;

    Format(String title) {
        this.title = title;
    }

    /** The format's name as it stands in messages, such as {@code base64url} or {@code COSE key}. */
    public String title() {
        return title;
    }
}
