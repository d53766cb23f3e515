package dev.keystile.webauthn.metadata;

import java.util.Objects;

/**
 * What a {@link StatusReport} says of an authenticator model
 * (<a href="https://fidoalliance.org/specs/mds/fido-metadata-service-v3.1.1-ps-20260105.html#sctn-authnr-stat">MDS §3.1.4</a>).
 * An open registry: values not named here are kept as they are, and mean nothing until a {@link StatusPolicy} names them.
 *
 * @param value the name as metadata write it; case matters
 */
public record AuthenticatorStatus(String value) {
    /** Not certified by the FIDO Alliance. */
    public static final AuthenticatorStatus NOT_FIDO_CERTIFIED = new AuthenticatorStatus("NOT_FIDO_CERTIFIED");
    /** Passed functional certification, before there were levels. */
    public static final AuthenticatorStatus FIDO_CERTIFIED = new AuthenticatorStatus("FIDO_CERTIFIED");
    /** Malware can get around the verification of the user. */
    public static final AuthenticatorStatus USER_VERIFICATION_BYPASS =
            new AuthenticatorStatus("USER_VERIFICATION_BYPASS");
    /** An attestation key is known to others: statements signed with it prove nothing. */
    public static final AuthenticatorStatus ATTESTATION_KEY_COMPROMISE =
            new AuthenticatorStatus("ATTESTATION_KEY_COMPROMISE");
    /** Credential keys can be had from afar. */
    public static final AuthenticatorStatus USER_KEY_REMOTE_COMPROMISE =
            new AuthenticatorStatus("USER_KEY_REMOTE_COMPROMISE");
    /** Credential keys can be had by who holds the device. */
    public static final AuthenticatorStatus USER_KEY_PHYSICAL_COMPROMISE =
            new AuthenticatorStatus("USER_KEY_PHYSICAL_COMPROMISE");
    /** There is newer firmware. */
    public static final AuthenticatorStatus UPDATE_AVAILABLE = new AuthenticatorStatus("UPDATE_AVAILABLE");
    /** The vendor gave the model up; it should not be accepted any longer. */
    public static final AuthenticatorStatus RETIRED = new AuthenticatorStatus("RETIRED");
    /** The FIDO Alliance holds that the model is not to be trusted. */
    public static final AuthenticatorStatus REVOKED = new AuthenticatorStatus("REVOKED");
    /** The vendor filled in the self-certification checklist. */
    public static final AuthenticatorStatus SELF_ASSERTION_SUBMITTED =
            new AuthenticatorStatus("SELF_ASSERTION_SUBMITTED");
    /** Certified at level 1. */
    public static final AuthenticatorStatus FIDO_CERTIFIED_L1 = new AuthenticatorStatus("FIDO_CERTIFIED_L1");
    /** Certified at level 1+. */
    public static final AuthenticatorStatus FIDO_CERTIFIED_L1_PLUS = new AuthenticatorStatus("FIDO_CERTIFIED_L1plus");
    /** Certified at level 2. */
    public static final AuthenticatorStatus FIDO_CERTIFIED_L2 = new AuthenticatorStatus("FIDO_CERTIFIED_L2");
    /** Certified at level 2+. */
    public static final AuthenticatorStatus FIDO_CERTIFIED_L2_PLUS = new AuthenticatorStatus("FIDO_CERTIFIED_L2plus");
    /** Certified at level 3. */
    public static final AuthenticatorStatus FIDO_CERTIFIED_L3 = new AuthenticatorStatus("FIDO_CERTIFIED_L3");
    /** Certified at level 3+. */
    public static final AuthenticatorStatus FIDO_CERTIFIED_L3_PLUS = new AuthenticatorStatus("FIDO_CERTIFIED_L3plus");
    /** FIPS 140, overall level 1. */
    public static final AuthenticatorStatus FIPS140_CERTIFIED_L1 = new AuthenticatorStatus("FIPS140_CERTIFIED_L1");
    /** FIPS 140, overall level 2. */
    public static final AuthenticatorStatus FIPS140_CERTIFIED_L2 = new AuthenticatorStatus("FIPS140_CERTIFIED_L2");
    /** FIPS 140, overall level 3. */
    public static final AuthenticatorStatus FIPS140_CERTIFIED_L3 = new AuthenticatorStatus("FIPS140_CERTIFIED_L3");
    /** FIPS 140, overall level 4. */
    public static final AuthenticatorStatus FIPS140_CERTIFIED_L4 = new AuthenticatorStatus("FIPS140_CERTIFIED_L4");

    /** The value may not be null. */
    public AuthenticatorStatus {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return value;
    }
}
