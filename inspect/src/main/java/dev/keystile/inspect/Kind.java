package dev.keystile.inspect;

import java.util.Locale;
import java.util.Optional;

/** What can be inspected. */
public enum Kind {
    CREATION_OPTIONS("PublicKeyCredentialCreationOptionsJSON"),
    REQUEST_OPTIONS("PublicKeyCredentialRequestOptionsJSON"),
    REGISTRATION_RESPONSE("RegistrationResponseJSON"),
    AUTHENTICATION_RESPONSE("AuthenticationResponseJSON"),
    CLIENT_DATA("Collected client data"),
    ATTESTATION_OBJECT("Attestation object"),
    AUTHENTICATOR_DATA("Authenticator data"),
    COSE_KEY("COSE key"),
    CBOR("CBOR"),
    CERTIFICATE("X.509 certificate"),
    KEY_DESCRIPTION("Android key description"),
    TPMS_ATTEST("TPMS_ATTEST"),
    TPMT_PUBLIC("TPMT_PUBLIC"),
    PUBLIC_KEY("SubjectPublicKeyInfo"),
    DER("ASN.1 in DER"),
    CREDENTIAL_RECORD("Credential record"),
    METADATA_BLOB("FIDO metadata BLOB"),
    METADATA_ENTRY("FIDO metadata entry"),
    METADATA_STATEMENT("FIDO metadata statement"),
    AAGUID("AAGUID");

    private final String title;

    Kind(String title) {
        this.title = title;
    }

    /** As people call it. */
    public String title() {
        return title;
    }

    /** As a word for command lines and forms: {@code attestation-object}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind of that {@link #word()}. */
    public static Optional<Kind> named(String word) {
        for (Kind kind : values()) {
            if (kind.word().equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
