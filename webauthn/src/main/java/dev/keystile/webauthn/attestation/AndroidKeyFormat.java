package dev.keystile.webauthn.attestation;

import dev.keystile.webauthn.attestation.AndroidKeyDescription.Authorizations;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Attestation by Android's key store
 * (<a href="https://www.w3.org/TR/webauthn-3/#sctn-android-key-attestation">L3 §8.4</a>).
 */
final class AndroidKeyFormat implements StatementFormat {

    private static final Set<String> MEMBERS = Set.of("alg", "sig", "x5c");

    @Override
    public AttestationFormat identifier() {
        return AttestationFormat.ANDROID_KEY;
    }

    @Override
    public CorrectStatement verify(StatementInput input) throws MalformedException, AttestationRefusedException {
        input.statementMap(MEMBERS);
        CoseAlgorithm algorithm = input.algorithm();
        ByteString signature = input.signature();
        List<X509Certificate> certificates = input.certificates();
        X509Certificate credentialCertificate = certificates.get(0);

        input.verifySignature(
                credentialCertificate,
                algorithm,
                signature,
                input.authenticatorData().encoded(),
                input.clientDataHash());
        input.requireCredentialKey(credentialCertificate);
        requireNoOtherDescription(input, certificates);
        AndroidKeyDescription description = new AttestationCertificate(input, credentialCertificate)
                .extension(AndroidKeyDescription.OID, AndroidKeyDescription::read);
        verify(input, description);
        return CorrectStatement.certified(identifier(), AttestationType.BASIC, certificates, algorithm);
    }

    /**
     * A key that Android attested can itself sign certificates. What those say of further keys is not Android's word: only the
     * description nearest to the root is.
     */
    private static void requireNoOtherDescription(StatementInput input, List<X509Certificate> certificates)
            throws AttestationRefusedException {
        for (int i = 1; i < certificates.size(); i++) {
            boolean described = certificates.get(i).getExtensionValue(AndroidKeyDescription.OID) != null;
            input.require("x5c[" + i + "]", !described, "only the first certificate has a key description", "another");
        }
    }

    private static void verify(StatementInput input, AndroidKeyDescription description)
            throws AttestationRefusedException {
        input.requireHash("attestationChallenge", description.challenge(), input.clientDataHash());
        require(
                input,
                !description.softwareEnforced().allApplications()
                        && !description.hardwareEnforced().allApplications(),
                "the key must not be for all applications",
                "allApplications");
        AndroidKeyEnforcement enforcement = input.rules().androidKey();
        if (enforcement == AndroidKeyEnforcement.HARDWARE) {
            requireHardware(input, description);
            verifyAuthorizations(input, List.of(description.hardwareEnforced()), true);
        } else {
            verifyAuthorizations(
                    input,
                    List.of(description.softwareEnforced(), description.hardwareEnforced()),
                    enforcement != AndroidKeyEnforcement.UNSTATED);
        }
    }

    private static void requireHardware(StatementInput input, AndroidKeyDescription description)
            throws AttestationRefusedException {
        int ofAttestation = description.attestationSecurityLevel();
        int ofKey = description.keySecurityLevel();
        require(
                input,
                isHardware(ofAttestation) && isHardware(ofKey),
                "the key and its attestation must be of hardware (security level 1 or 2)",
                List.of(ofAttestation, ofKey).toString());
    }

    private static boolean isHardware(int level) {
        return level == AndroidKeyDescription.TRUSTED_ENVIRONMENT || level == AndroidKeyDescription.SECURE_ELEMENT;
    }

    /** What the lists say of origin and purpose must be right in each that says it, and one has to say it where it is required. */
    private static void verifyAuthorizations(StatementInput input, List<Authorizations> lists, boolean required)
            throws AttestationRefusedException {
        List<Integer> origins = new ArrayList<>();
        List<Set<Integer>> purposes = new ArrayList<>();
        for (Authorizations list : lists) {
            if (list.origin() != null) {
                origins.add(list.origin());
            }
            if (list.purposes() != null) {
                purposes.add(list.purposes());
            }
        }
        require(
                input,
                isOnly(Authorizations.KM_ORIGIN_GENERATED, origins) && !(required && origins.isEmpty()),
                "the key's origin must be KM_ORIGIN_GENERATED",
                origins.toString());
        require(
                input,
                isOnly(Set.of(Authorizations.KM_PURPOSE_SIGN), purposes) && !(required && purposes.isEmpty()),
                "the key's purpose must be KM_PURPOSE_SIGN alone",
                purposes.toString());
    }

    /** Whether a list has nothing but this, however often. */
    private static <T> boolean isOnly(T wanted, List<T> found) {
        return Collections.frequency(found, wanted) == found.size();
    }

    private static void require(StatementInput input, boolean holds, String rule, String found)
            throws AttestationRefusedException {
        input.require("x5c[0] key description", holds, rule, found);
    }
}
