package dev.keystile.peers.differences;

/** What a mutation works on, and whether signatures are made over its result. */
enum MutationKind {
    /** One of the faults that the testing library names, in the making of the response. */
    NAMED_FAULT,
    /** The JSON of the client data, before it is hashed and signed. */
    CLIENT_DATA,
    /** The bytes and fields of the authenticator data, before they are signed. */
    AUTHENTICATOR_DATA,
    /** The CBOR of the credential public key, before it is signed. */
    CREDENTIAL_KEY,
    /** The CBOR of extension outputs, before they are signed. */
    EXTENSIONS,
    /** Fields of the attestation certificate, which is signed again. */
    CERTIFICATE,
    /** The bytes and the DER of a signature. */
    SIGNATURE,
    /** The DER of a certificate in the statement, which breaks its signature. */
    CERTIFICATE_BYTES,
    /** The CBOR of the attestation object. */
    ATTESTATION_OBJECT,
    /** The JSON of the response. */
    RESPONSE,
    /** The bytes of a member of the response. */
    MEMBER_BYTES
}
