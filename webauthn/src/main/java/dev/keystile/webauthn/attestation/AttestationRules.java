package dev.keystile.webauthn.attestation;

import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.internal.stored.StoredJson;
import dev.keystile.webauthn.json.JsonArray;
import dev.keystile.webauthn.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * What makes a statement correct where the specification leaves it to the relying party, or where specification and practice
 * differ. Everything else about the formats is fixed.
 *
 * @param androidKey who must enforce what an {@code android-key} attestation says of its key
 * @param u2fAaguidZero whether {@code fido-u2f} authenticators must have the zero AAGUID. The FIDO conformance tests demand it;
 *     the specification does not, and its own test vector has another.
 * @param tpmManufacturers the TPM makers accepted; empty accepts every one, since it is the trust anchor that tells
 * @param tpmResidentKeys whether a {@code tpm} attestation's key must be marked as made by this TPM and never to leave it. The
 *     TPMs of Windows mark theirs so; the specification's test vector does not.
 * @param sha1Formats the formats whose attestation certificates may sign by RS1, and in which SHA-1 may name things. Every TPM
 *     behind Windows Hello signs so, and what it signs leaves no room for a collision.
 * @param unknownFormatsInCompound whether a {@code compound} attestation may hold statements of formats that cannot be verified
 *     here, which then count for nothing. At least one has to be verified.
 */
public record AttestationRules(
        AndroidKeyEnforcement androidKey,
        boolean u2fAaguidZero,
        Set<TpmManufacturer> tpmManufacturers,
        boolean tpmResidentKeys,
        Set<AttestationFormat> sha1Formats,
        boolean unknownFormatsInCompound) {

    private static final AttestationRules STANDARD = new AttestationRules(
            AndroidKeyEnforcement.HARDWARE, false, Set.of(), false, Set.of(AttestationFormat.TPM), false);

    /** Copies the sets. Nothing may be null. */
    public AttestationRules {
        Objects.requireNonNull(androidKey, "androidKey");
        tpmManufacturers = copy(tpmManufacturers);
        sha1Formats = copy(sha1Formats);
    }

    private static <T> Set<T> copy(Set<T> set) {
        Set<T> copy = new LinkedHashSet<>(set);
        copy.forEach(Objects::requireNonNull);
        return Collections.unmodifiableSet(copy);
    }

    /**
     * The specification's rules with its strict choices, lenient only where real authenticators need it: hardware-enforced
     * Android keys, any TPM maker, RS1 from TPMs alone.
     */
    public static AttestationRules standard() {
        return STANDARD;
    }

    /** The same with another demand on Android keys. */
    public AttestationRules withAndroidKey(AndroidKeyEnforcement androidKey) {
        return new AttestationRules(
                androidKey, u2fAaguidZero, tpmManufacturers, tpmResidentKeys, sha1Formats, unknownFormatsInCompound);
    }

    /** The same, demanding the zero AAGUID of U2F authenticators. */
    public AttestationRules withU2fAaguidZero() {
        return new AttestationRules(
                androidKey, true, tpmManufacturers, tpmResidentKeys, sha1Formats, unknownFormatsInCompound);
    }

    /** The same with these TPM makers only, such as {@link TpmManufacturer#REGISTERED}; empty for every one. */
    public AttestationRules withTpmManufacturers(Set<TpmManufacturer> tpmManufacturers) {
        return new AttestationRules(
                androidKey, u2fAaguidZero, tpmManufacturers, tpmResidentKeys, sha1Formats, unknownFormatsInCompound);
    }

    /** The same, demanding that TPMs' keys be made by them and never leave them. */
    public AttestationRules withTpmResidentKeys() {
        return new AttestationRules(
                androidKey, u2fAaguidZero, tpmManufacturers, true, sha1Formats, unknownFormatsInCompound);
    }

    /** The same with SHA-1 accepted in these formats only. Without {@link AttestationFormat#TPM}, Windows Hello cannot attest. */
    public AttestationRules withSha1Formats(Set<AttestationFormat> sha1Formats) {
        return new AttestationRules(
                androidKey, u2fAaguidZero, tpmManufacturers, tpmResidentKeys, sha1Formats, unknownFormatsInCompound);
    }

    /** The same, accepting statements of unknown formats beside verified ones in a compound attestation. */
    public AttestationRules withUnknownFormatsInCompound() {
        return new AttestationRules(androidKey, u2fAaguidZero, tpmManufacturers, tpmResidentKeys, sha1Formats, true);
    }

    /** The rules as pending ceremonies keep them. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("androidKey", androidKey.value())
                .put("u2fAaguidZero", u2fAaguidZero)
                .put("tpmManufacturers", JsonArray.of(StoredJson.strings(tpmManufacturers, TpmManufacturer::id)))
                .put("tpmResidentKeys", tpmResidentKeys)
                .put("sha1Formats", JsonArray.of(StoredJson.strings(sha1Formats, AttestationFormat::value)))
                .put("unknownFormatsInCompound", unknownFormatsInCompound)
                .build();
    }

    /**
     * Reads what {@link #toJson()} writes.
     *
     * @throws MalformedException for anything else, unknown members included
     */
    public static AttestationRules of(JsonObject json) throws MalformedException {
        StoredJson.requireOnly(
                json,
                "rules",
                Set.of(
                        "androidKey",
                        "u2fAaguidZero",
                        "tpmManufacturers",
                        "tpmResidentKeys",
                        "sha1Formats",
                        "unknownFormatsInCompound"));
        return new AttestationRules(
                StoredJson.oneOf(json, "androidKey", AndroidKeyEnforcement.values(), AndroidKeyEnforcement::value),
                json.requiredBoolean("u2fAaguidZero"),
                new LinkedHashSet<>(StoredJson.values(json, "tpmManufacturers", TpmManufacturer::new)),
                json.requiredBoolean("tpmResidentKeys"),
                new LinkedHashSet<>(StoredJson.values(json, "sha1Formats", AttestationFormat::new)),
                json.requiredBoolean("unknownFormatsInCompound"));
    }
}
