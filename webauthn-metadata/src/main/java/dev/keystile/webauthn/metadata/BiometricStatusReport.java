package dev.keystile.webauthn.metadata;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The certification of one of an authenticator model's biometric parts
 * (<a href="https://fidoalliance.org/specs/mds/fido-metadata-service-v3.1.1-ps-20260105.html#sctn-bio-stat-rep">MDS §3.1.2</a>).
 *
 * @param certLevel the level achieved; 1 is the lowest
 * @param modality the user verification method, such as {@code fingerprint_internal}
 * @param effectiveDate since which day; null when it applies for as long as the report is there
 * @param certificationDescriptor what was certified; null when not said, as all that follow
 * @param certificateNumber the certification's number
 * @param certificationPolicyVersion the certification's policy
 * @param certificationRequirementsVersion the certification's requirements
 */
public record BiometricStatusReport(
        BigInteger certLevel,
        String modality,
        @Nullable LocalDate effectiveDate,
        @Nullable String certificationDescriptor,
        @Nullable String certificateNumber,
        @Nullable String certificationPolicyVersion,
        @Nullable String certificationRequirementsVersion) {

    /** Level and modality may not be null. */
    public BiometricStatusReport {
        Objects.requireNonNull(certLevel, "certLevel");
        Objects.requireNonNull(modality, "modality");
    }
}
