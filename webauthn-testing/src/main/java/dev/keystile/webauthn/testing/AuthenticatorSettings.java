package dev.keystile.webauthn.testing;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How an authenticator is made, and what it and its user do at the moment.
 *
 * @param attestations the preferred one first; at least one
 * @param transports each once, in alphabetical order
 * @param keyPairs where new credentials' key pairs come from; null when they are made
 * @param chosen what the user picks; null when nothing was picked
 */
record AuthenticatorSettings(
        UUID aaguid,
        List<Algorithm> algorithms,
        List<Attestation> attestations,
        Attachment attachment,
        List<String> transports,
        boolean discoverable,
        boolean userPresence,
        boolean userVerification,
        boolean backupEligible,
        boolean backupState,
        SignCounter signCounter,
        int credentialIdLength,
        int minPinLength,
        Set<Extension> extensions,
        @Nullable Function<Algorithm, KeyPair> keyPairs,
        @Nullable SoftwareCredential chosen) {

    byte[] newCredentialId(SecureRandom random) {
        byte[] id = new byte[credentialIdLength];
        random.nextBytes(id);
        return id;
    }

    KeyPair newKeyPair(Algorithm algorithm, SecureRandom random) {
        return keyPairs == null ? algorithm.generateKeyPair(random) : keyPairs.apply(algorithm);
    }

    /** The authenticator data of a ceremony, without attested credential and extensions. */
    AuthenticatorDataDraft authenticatorData(
            String rpId, boolean presenceTested, boolean userVerified, long signCount) {
        int flags = AuthenticatorFlag.USER_PRESENT.in(userPresence && presenceTested)
                | AuthenticatorFlag.USER_VERIFIED.in(userVerified)
                | AuthenticatorFlag.BACKUP_ELIGIBLE.in(backupEligible)
                | AuthenticatorFlag.BACKUP_STATE.in(backupState);
        return new AuthenticatorDataDraft(Bytes.sha256(rpId.getBytes(StandardCharsets.UTF_8)), flags, signCount);
    }
}
