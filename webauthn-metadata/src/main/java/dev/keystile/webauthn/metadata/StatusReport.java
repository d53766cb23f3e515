package dev.keystile.webauthn.metadata;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One report on an authenticator model's status
 * (<a href="https://fidoalliance.org/specs/mds/fido-metadata-service-v3.1.1-ps-20260105.html#sctn-stat-rep">MDS §3.1.3</a>).
 *
 * @param status what it reports
 * @param effectiveDate since which day; null when it applies for as long as the report is there
 * @param authenticatorVersion the firmware it is about, 0 to 2⁶⁴-1; null when not said, as all that follow may be
 * @param certificate an attestation certificate or root that it is about, in base64 as it was written
 * @param batchCertificate the certificate of the batch that it is about, in base64 as it was written
 * @param url where to read more
 * @param certificationDescriptor what was certified
 * @param certificateNumber the certification's number
 * @param certificationPolicyVersion the certification's policy
 * @param certificationProfiles the certification's profiles, such as {@code consumer}
 * @param certificationRequirementsVersion the certification's requirements
 * @param sunsetDate since which day it no longer applies
 * @param fipsRevision 2 or 3, of FIPS 140
 * @param fipsPhysicalSecurityLevel the physical security level, which may differ from the overall one
 */
public record StatusReport(
        AuthenticatorStatus status,
        @Nullable LocalDate effectiveDate,
        @Nullable BigInteger authenticatorVersion,
        @Nullable String certificate,
        @Nullable String batchCertificate,
        @Nullable String url,
        @Nullable String certificationDescriptor,
        @Nullable String certificateNumber,
        @Nullable String certificationPolicyVersion,
        List<String> certificationProfiles,
        @Nullable String certificationRequirementsVersion,
        @Nullable LocalDate sunsetDate,
        @Nullable BigInteger fipsRevision,
        @Nullable BigInteger fipsPhysicalSecurityLevel) {

    /** Copies the list. */
    public StatusReport {
        Objects.requireNonNull(status, "status");
        certificationProfiles = List.copyOf(certificationProfiles);
    }

    /** A report of a status alone. */
    public static StatusReport of(AuthenticatorStatus status, @Nullable LocalDate effectiveDate) {
        return new StatusReport(
                status, effectiveDate, null, null, null, null, null, null, null, List.of(), null, null, null, null);
    }

    /** Whether the report applies on a day: its effective date has come, its sunset date has not. */
    public boolean isInEffectOn(LocalDate day) {
        return (effectiveDate == null || !effectiveDate.isAfter(day))
                && (sunsetDate == null || sunsetDate.isAfter(day));
    }
}
