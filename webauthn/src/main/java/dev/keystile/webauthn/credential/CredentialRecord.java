package dev.keystile.webauthn.credential;

import dev.keystile.webauthn.attestation.AttestationFormat;
import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.client.RpId;
import dev.keystile.webauthn.cose.CoseKey;
import dev.keystile.webauthn.internal.stored.StoredJson;
import dev.keystile.webauthn.json.JsonArray;
import dev.keystile.webauthn.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * What a relying party keeps of a credential
 * (<a href="https://www.w3.org/TR/webauthn-3/#credential-record">L3 §4, credential record</a>): everything that later
 * authentications need, so that it is enough to store this.
 *
 * <p>The record holds no secret; but whoever can change one can sign in as somebody else.
 *
 * @param rpId the relying party it belongs to
 * @param userHandle the account it belongs to; only this says whom an authentication signs in
 * @param id the credential's id, 1 to 1023 bytes; no two users may have the same (L3 §7.1 step 26)
 * @param publicKey the key that its signatures verify with
 * @param signCount the authenticator's signature counter, 0 to 2³²-1; 0 for authenticators that do not count
 * @param uvInitialized whether user verification by this authenticator may count as a factor: it took place at registration, or
 *     was taken over later with another factor's authorization
 * @param backupEligible whether it may be backed up: a synchronised passkey, as opposed to one bound to a device
 * @param backupState whether it was backed up when last used
 * @param transports how its authenticator can be reached, for options; the client's word, may be empty
 * @param aaguid the authenticator's model, as far as the attestation was trusted; zero where it does not say, and for U2F security
 *     keys, whose attestation does not sign it
 * @param attestationFormat the format of the attestation it was registered with
 * @param discoverability whether its authenticator offers it by itself, as far as the client said
 */
public record CredentialRecord(
        RpId rpId,
        UserHandle userHandle,
        CredentialId id,
        CoseKey publicKey,
        long signCount,
        boolean uvInitialized,
        boolean backupEligible,
        boolean backupState,
        Set<AuthenticatorTransport> transports,
        Aaguid aaguid,
        AttestationFormat attestationFormat,
        Discoverability discoverability) {

    private static final String KIND = "credential-record";
    private static final int VERSION = 1;
    private static final Set<String> MEMBERS = Set.of(
            "kind",
            "version",
            "rpId",
            "userHandle",
            "id",
            "publicKey",
            "signCount",
            "uvInitialized",
            "backupEligible",
            "backupState",
            "transports",
            "aaguid",
            "attestationFormat",
            "discoverability");

    private static final long MAX_SIGN_COUNT = 0xffff_ffffL;

    /** @throws IllegalArgumentException if the counter is out of range, or the credential is backed up without being eligible */
    public CredentialRecord {
        Objects.requireNonNull(rpId, "rpId");
        Objects.requireNonNull(userHandle, "userHandle");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(publicKey, "publicKey");
        Objects.requireNonNull(aaguid, "aaguid");
        Objects.requireNonNull(attestationFormat, "attestationFormat");
        Objects.requireNonNull(discoverability, "discoverability");
        transports = Collections.unmodifiableSet(new LinkedHashSet<>(transports));
        if (signCount < 0 || signCount > MAX_SIGN_COUNT) {
            throw new IllegalArgumentException("a signature counter has 32 bits, and " + signCount + " has not");
        }
        if (backupState && !backupEligible) {
            throw new IllegalArgumentException("a credential that is backed up is eligible for it");
        }
    }

    /** How options name this credential to the client. */
    public CredentialDescriptor descriptor() {
        return new CredentialDescriptor(id, transports);
    }

    /**
     * The record after an authentication: these four as the authenticator reported them, everything else as it was
     * (L3 §7.2 step 24).
     *
     * @param signCount the counter to compare the next one with, 0 to 2³²-1
     * @param uvInitialized whether user verification may count as a factor from now on
     * @param backupEligible the BE flag
     * @param backupState the BS flag
     * @throws IllegalArgumentException if the counter is out of range, or the credential is backed up without being
     *     eligible
     */
    public CredentialRecord afterUse(
            long signCount, boolean uvInitialized, boolean backupEligible, boolean backupState) {
        return new CredentialRecord(
                rpId,
                userHandle,
                id,
                publicKey,
                signCount,
                uvInitialized,
                backupEligible,
                backupState,
                transports,
                aaguid,
                attestationFormat,
                discoverability);
    }

    /**
     * The record as text, for {@link #parse}: one JSON object, usually of less than a kilobyte (some thousand bytes
     * for ML-DSA keys), with a version; ids, handle and COSE key in base64url.
     */
    public String toJson() {
        return JsonObject.builder()
                .put("kind", KIND)
                .put("version", VERSION)
                .put("rpId", rpId.value())
                .put("userHandle", userHandle.value())
                .put("id", id.value())
                .put("publicKey", publicKey.encoded())
                .put("signCount", signCount)
                .put("uvInitialized", uvInitialized)
                .put("backupEligible", backupEligible)
                .put("backupState", backupState)
                .put("transports", JsonArray.of(StoredJson.strings(transports, AuthenticatorTransport::value)))
                .put("aaguid", aaguid.toString())
                .put("attestationFormat", attestationFormat.value())
                .put("discoverability", discoverability.value())
                .build()
                .toJson();
    }

    /**
     * Reads what {@link #toJson()} wrote.
     *
     * @throws MalformedException for anything else, such as a public key that is not one, another version, or an
     *     unknown member
     */
    public static CredentialRecord parse(String text) throws MalformedException {
        JsonObject json = StoredJson.parse(text, KIND, VERSION, MEMBERS);
        RpId rpId = StoredJson.value(json, "rpId", RpId::of);
        UserHandle userHandle = StoredJson.value("userHandle", json.requiredBytes("userHandle"), UserHandle::new);
        CredentialId id = StoredJson.value("id", json.requiredBytes("id"), CredentialId::new);
        CoseKey publicKey = publicKey(json);
        boolean uvInitialized = json.requiredBoolean("uvInitialized");
        boolean backupEligible = json.requiredBoolean("backupEligible");
        boolean backupState = json.requiredBoolean("backupState");
        Set<AuthenticatorTransport> transports =
                new LinkedHashSet<>(StoredJson.values(json, "transports", AuthenticatorTransport::new));
        Aaguid aaguid = StoredJson.value(json, "aaguid", Aaguid::of);
        AttestationFormat format = StoredJson.value(json, "attestationFormat", AttestationFormat::new);
        Discoverability discoverability =
                StoredJson.oneOf(json, "discoverability", Discoverability.values(), Discoverability::value);
        return StoredJson.value(
                "",
                json.requiredLong("signCount"),
                signCount -> new CredentialRecord(
                        rpId,
                        userHandle,
                        id,
                        publicKey,
                        signCount,
                        uvInitialized,
                        backupEligible,
                        backupState,
                        transports,
                        aaguid,
                        format,
                        discoverability));
    }

    private static CoseKey publicKey(JsonObject json) throws MalformedException {
        ByteString encoded = json.requiredBytes("publicKey");
        try {
            return CoseKey.parse(encoded);
        } catch (MalformedException e) {
            throw e.in("publicKey");
        }
    }
}
