package dev.keystile.webauthn.authentication;

import dev.keystile.webauthn.authenticator.AuthenticatorAttachment;
import dev.keystile.webauthn.authenticator.AuthenticatorData;
import dev.keystile.webauthn.authenticator.AuthenticatorFlags;
import dev.keystile.webauthn.credential.CredentialRecord;
import dev.keystile.webauthn.credential.UserHandle;
import dev.keystile.webauthn.extension.AuthenticatorExtensionOutputs;
import dev.keystile.webauthn.extension.ClientExtensionOutputs;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An authentication that passed every check. Store {@link #credentialRecord()} in place of {@link #previousRecord()}, in a step
 * that fails when that is no longer what is stored: two responses can arrive at the same time.
 *
 * @param credentialRecord the record as it is now (L3 §7.2 step 24): backup state and eligibility are those just
 *     received, the counter is the greater of the two
 * @param previousRecord the record as it was
 * @param authenticatorData what the authenticator signed
 * @param signCount what the signature counter says; {@link SignCountVerdict#NOT_INCREASED} only if the policy lets it
 *     pass
 * @param origin where the ceremony ran, one of the expected origins
 * @param attachment the authenticator's attachment, as far as the client said; null when it did not
 * @param clientExtensions what the client reports of extensions; unsigned
 * @param authenticatorExtensions what the authenticator signed of extensions
 */
public record VerifiedAuthentication(
        CredentialRecord credentialRecord,
        CredentialRecord previousRecord,
        AuthenticatorData authenticatorData,
        SignCountVerdict signCount,
        String origin,
        @Nullable AuthenticatorAttachment attachment,
        ClientExtensionOutputs clientExtensions,
        AuthenticatorExtensionOutputs authenticatorExtensions) {

    /** Only the attachment may be null. */
    public VerifiedAuthentication {
        Objects.requireNonNull(credentialRecord, "credentialRecord");
        Objects.requireNonNull(previousRecord, "previousRecord");
        Objects.requireNonNull(authenticatorData, "authenticatorData");
        Objects.requireNonNull(signCount, "signCount");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(clientExtensions, "clientExtensions");
        Objects.requireNonNull(authenticatorExtensions, "authenticatorExtensions");
    }

    /** Who signed in: the owner of the credential's record. */
    public UserHandle user() {
        return credentialRecord.userHandle();
    }

    /** The flags that the authenticator signed. */
    public AuthenticatorFlags flags() {
        return authenticatorData.flags();
    }

    /**
     * Whether the authenticator verified its user: the UV flag. Whether that counts as a factor is another question.
     */
    public boolean userVerified() {
        return flags().userVerified();
    }

    /**
     * Whether user verification took place and may be relied on as a factor: the record had it initialized before this ceremony
     * (<a href="https://www.w3.org/TR/webauthn-3/#abstract-opdef-credential-record-uvinitialized">L3 §4, uvInitialized</a>).
     */
    public boolean userVerifiedAsFactor() {
        return userVerified() && previousRecord.uvInitialized();
    }
}
