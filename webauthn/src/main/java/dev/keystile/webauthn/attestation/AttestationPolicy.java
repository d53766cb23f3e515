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
 * Which attestation a registration accepts
 * (<a href="https://www.w3.org/TR/webauthn-3/#reg-ceremony-assess-trust">L3 §7.1, assessing trust</a>). It is kept in the
 * pending ceremony. An incorrect statement is refused whatever the policy says.
 *
 * @param trust how far the statement has to be trusted
 * @param formats the formats accepted; empty accepts every one
 * @param rootInPath whether {@code x5c} may hold the root itself, which it has no use for
 */
public record AttestationPolicy(TrustRequirement trust, Set<AttestationFormat> formats, boolean rootInPath) {

    /** How far a statement has to be trusted. */
    public enum TrustRequirement {
        /** Anything correct, also {@code none}, self attestation and unknown formats. */
        ANY("any"),
        /** As {@link #ANY}, but a model that the trust anchors' source knows must be verified. */
        VERIFIED_IF_KNOWN("verified-if-known"),
        /** Verified only: {@code none}, self attestation, unknown formats and unknown models are refused. */
        VERIFIED("verified");

        private final String value;

        TrustRequirement(String value) {
            this.value = value;
        }

        /** The value as a pending ceremony's JSON has it. */
        public String value() {
            return value;
        }

        boolean accepts(AttestationTrust given) {
            return this == ANY
                    || given instanceof AttestationTrust.Verified
                    || this == VERIFIED_IF_KNOWN && given instanceof AttestationTrust.Unknown;
        }
    }

    /** Copies the set. */
    public AttestationPolicy {
        Objects.requireNonNull(trust, "trust");
        formats = Collections.unmodifiableSet(new LinkedHashSet<>(formats));
        formats.forEach(Objects::requireNonNull);
    }

    /** Every correct statement, and none. Right where the authenticator's model decides nothing. */
    public static AttestationPolicy any() {
        return new AttestationPolicy(TrustRequirement.ANY, Set.of(), true);
    }

    /** As {@link #any()}, but known models must be verified. */
    public static AttestationPolicy verifiedIfKnown() {
        return new AttestationPolicy(TrustRequirement.VERIFIED_IF_KNOWN, Set.of(), true);
    }

    /** Only authenticators whose model is known and verified. Ask for direct attestation with it. */
    public static AttestationPolicy verified() {
        return new AttestationPolicy(TrustRequirement.VERIFIED, Set.of(), true);
    }

    /** The same, with these formats only. */
    public AttestationPolicy withFormats(Set<AttestationFormat> formats) {
        return new AttestationPolicy(trust, formats, rootInPath);
    }

    /** The same, refusing a root inside {@code x5c}. */
    public AttestationPolicy withoutRootInPath() {
        return new AttestationPolicy(trust, formats, false);
    }

    /** The policy as pending ceremonies keep it. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("trust", trust.value())
                .put("formats", JsonArray.of(StoredJson.strings(formats, AttestationFormat::value)))
                .put("rootInPath", rootInPath)
                .build();
    }

    /** Reads what {@link #toJson()} writes. */
    public static AttestationPolicy of(JsonObject json) throws MalformedException {
        StoredJson.requireOnly(json, "", Set.of("trust", "formats", "rootInPath"));
        return new AttestationPolicy(
                StoredJson.oneOf(json, "trust", TrustRequirement.values(), TrustRequirement::value),
                new LinkedHashSet<>(StoredJson.values(json, "formats", AttestationFormat::new)),
                json.requiredBoolean("rootInPath"));
    }
}
