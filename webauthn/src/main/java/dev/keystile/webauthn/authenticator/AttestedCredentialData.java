package dev.keystile.webauthn.authenticator;

import dev.keystile.webauthn.cose.CoseKey;
import java.util.Objects;

/**
 * A new credential, as its authenticator presents it
 * (<a href="https://www.w3.org/TR/webauthn-3/#sctn-attested-credential-data">L3 §6.5.1</a>).
 *
 * @param aaguid the authenticator's model, as far as the attestation is trusted
 * @param credentialId the credential's id
 * @param credentialPublicKey the key that its signatures verify with
 */
public record AttestedCredentialData(Aaguid aaguid, CredentialId credentialId, CoseKey credentialPublicKey) {

    /** No part may be null. */
    public AttestedCredentialData {
        Objects.requireNonNull(aaguid, "aaguid");
        Objects.requireNonNull(credentialId, "credentialId");
        Objects.requireNonNull(credentialPublicKey, "credentialPublicKey");
    }
}
