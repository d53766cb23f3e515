package dev.keystile.webauthn.authenticator;

import dev.keystile.webauthn.cose.CoseKey;
import java.util.Objects;

/**
 * A new credential, as its authenticator presents it
 * (<a href="https://www.w3.org/TR/webauthn-3/#sctn-attested-credential-data">L3 §6.5.1</a>).
 *
 * @param aaguid the authenticator's model, as far as the attestation is trusted; often {@link Aaguid#ZERO}
 * @param credentialId the credential's id, 1 to 1023 bytes
 * @param credentialPublicKey the key that its signatures verify with; an {@link dev.keystile.webauthn.cose.UnknownKey}
 *     if its algorithm is not known here
 */
public record AttestedCredentialData(Aaguid aaguid, CredentialId credentialId, CoseKey credentialPublicKey) {

    /** No part may be null. */
    public AttestedCredentialData {
        Objects.requireNonNull(aaguid, "aaguid");
        Objects.requireNonNull(credentialId, "credentialId");
        Objects.requireNonNull(credentialPublicKey, "credentialPublicKey");
    }
}
