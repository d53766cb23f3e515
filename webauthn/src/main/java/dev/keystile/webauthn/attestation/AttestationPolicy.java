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
 * (<a href="https://www.w3.org/TR/webauthn-3/#reg-ceremony-assess-trust">L3 §7.1 step 24</a>). It is kept in the
 * pending ceremony. An incorrect statement is refused whatever the policy says.
 *
 * @param trust how far the statement has to be trusted
 * @param formats the formats accepted; empty accepts every one but {@link AttestationFormat#ANDROID_SAFETYNET}, whose service is
 *     gone and which has to be named. A compound attestation needs its own format and those of all statements in it.
 * @param rootInPath whether {@code x5c} may hold the root itself, which it has no use for
 * @param rules what is correct where the specification leaves a choice
 */
public record AttestationPolicy(
        TrustRequirement trust, Set<AttestationFormat> formats, boolean rootInPath, AttestationRules rules) {

    /** How far a statement has to be trusted. */
    public enum TrustRequirement {
        /** Anything correct, also {@code none}, self attestation and unknown formats. */
        ANY("any"),
        /**
         * As {@link #ANY}, but where the trust anchors' source knows the model, it must not refuse it, and certificates must lead
         * to one of its anchors.
         */
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

    /** Copies the set. Nothing may be null. */
    public AttestationPolicy {
        Objects.requireNonNull(trust, "trust");
        formats = Collections.unmodifiableSet(new LinkedHashSet<>(formats));
        formats.forEach(Objects::requireNonNull);
        Objects.requireNonNull(rules, "rules");
    }

    /** Every correct statement, and none. Right where the authenticator's model decides nothing. */
    public static AttestationPolicy any() {
        return requiring(TrustRequirement.ANY);
    }

    /** As {@link #any()}, but known models must be verified. */
    public static AttestationPolicy verifiedIfKnown() {
        return requiring(TrustRequirement.VERIFIED_IF_KNOWN);
    }

    /** Only authenticators whose model is known and verified. Ask for direct attestation with it. */
    public static AttestationPolicy verified() {
        return requiring(TrustRequirement.VERIFIED);
    }

    /** Every format, the root in the path or not, and the {@linkplain AttestationRules#standard() standard rules}. */
    public static AttestationPolicy requiring(TrustRequirement trust) {
        return new AttestationPolicy(trust, Set.of(), true, AttestationRules.standard());
    }

    /**
     * The same, with these formats only.
     *
     * @param formats empty for every one but {@code android-safetynet}
     */
    public AttestationPolicy withFormats(Set<AttestationFormat> formats) {
        return new AttestationPolicy(trust, formats, rootInPath, rules);
    }

    /** The same, refusing a root inside {@code x5c}. */
    public AttestationPolicy withoutRootInPath() {
        return new AttestationPolicy(trust, formats, false, rules);
    }

    /** The same, with other rules for what is correct. */
    public AttestationPolicy withRules(AttestationRules rules) {
        return new AttestationPolicy(trust, formats, rootInPath, rules);
    }

    boolean accepts(AttestationFormat format) {
        return formats.isEmpty() ? !format.equals(AttestationFormat.ANDROID_SAFETYNET) : formats.contains(format);
    }

    /** The policy as pending ceremonies keep it. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("trust", trust.value())
                .put("formats", JsonArray.of(StoredJson.strings(formats, AttestationFormat::value)))
                .put("rootInPath", rootInPath)
                .put("rules", rules.toJson())
                .build();
    }

    /**
     * Reads what {@link #toJson()} writes.
     *
     * @throws MalformedException for anything else, unknown members included
     */
    public static AttestationPolicy of(JsonObject json) throws MalformedException {
        StoredJson.requireOnly(json, "", Set.of("trust", "formats", "rootInPath", "rules"));
        return new AttestationPolicy(
                StoredJson.oneOf(json, "trust", TrustRequirement.values(), TrustRequirement::value),
                new LinkedHashSet<>(StoredJson.values(json, "formats", AttestationFormat::new)),
                json.requiredBoolean("rootInPath"),
                AttestationRules.of(json.requiredObject("rules")));
    }
}
