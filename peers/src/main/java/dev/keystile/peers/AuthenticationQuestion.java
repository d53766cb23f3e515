package dev.keystile.peers;

import dev.keystile.webauthn.bytes.ByteString;

/**
 * What a relying party asked for when it began an authentication, and the credential it has on record.
 *
 * @param publicKey COSE_Key bytes
 * @param registrationJson the response that registered the credential
 */
public record AuthenticationQuestion(
        String rpId,
        String origin,
        ByteString challenge,
        boolean userVerificationRequired,
        ByteString userHandle,
        ByteString credentialId,
        ByteString publicKey,
        long signCount,
        boolean backupEligible,
        boolean backupState,
        String registrationJson) {}
