package dev.keystile.webauthn.attestation;

import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.der.DerReader;
import dev.keystile.webauthn.der.DerTag;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The certificate of a TPM's attestation key, with the rules for it
 * (<a href="https://www.w3.org/TR/webauthn-3/#sctn-tpm-cert-requirements">L3 §8.3.1</a>).
 */
final class TpmCertificate {

    private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final String AIK_CERTIFICATE = "2.23.133.8.3";

    private static final String TPM_MANUFACTURER = "2.23.133.2.1";
    private static final String TPM_MODEL = "2.23.133.2.2";
    private static final String TPM_VERSION = "2.23.133.2.3";

    private static final DerTag DIRECTORY_NAME = DerTag.explicit(4);

    private final X509Certificate x509;
    private final Set<TpmManufacturer> manufacturers;
    private final AttestationCertificate certificate;

    TpmCertificate(StatementInput input, X509Certificate x509) {
        this.x509 = x509;
        this.manufacturers = input.rules().tpmManufacturers();
        this.certificate = new AttestationCertificate(input, x509);
    }

    /** Makes sure that all rules hold. */
    void verify() throws MalformedException, AttestationRefusedException {
        certificate.requireVersion3();
        String subject = x509.getSubjectX500Principal().getName();
        certificate.require(subject.isEmpty(), "the subject must be empty", subject);
        verifyAlternativeName();
        List<String> purposes = certificate.extension(EXTENDED_KEY_USAGE, TpmCertificate::purposes);
        certificate.require(
                purposes.contains(AIK_CERTIFICATE),
                "the extended key usage must have tcg-kp-AIKCertificate (" + AIK_CERTIFICATE + ")",
                purposes.toString());
        certificate.requireNoAuthority();
        certificate.verifyAaguid();
    }

    private static List<String> purposes(DerReader extension) throws MalformedException {
        List<String> purposes = new ArrayList<>();
        DerReader identifiers = extension.readSequence();
        while (identifiers.hasNext()) {
            purposes.add(identifiers.readObjectIdentifier());
        }
        return purposes;
    }

    /** The TCG's EK credential profile, 3.2.9, and RFC 5280 §4.1.2.6 for its criticality beside an empty subject. */
    private void verifyAlternativeName() throws MalformedException, AttestationRefusedException {
        List<DistinguishedName> names = certificate.extension(SUBJECT_ALTERNATIVE_NAME, TpmCertificate::directoryNames);
        certificate.require(
                certificate.isCritical(SUBJECT_ALTERNATIVE_NAME),
                "the subject alternative name must be critical",
                "not critical");
        verifyManufacturer(only(names, TPM_MANUFACTURER, "manufacturer"));
        only(names, TPM_MODEL, "model");
        only(names, TPM_VERSION, "version");
    }

    private static List<DistinguishedName> directoryNames(DerReader extension) throws MalformedException {
        List<DistinguishedName> names = new ArrayList<>();
        DerReader generalNames = extension.readSequence();
        while (generalNames.hasNext()) {
            if (generalNames.isNext(DIRECTORY_NAME)) {
                DerReader name = generalNames.enter(DIRECTORY_NAME);
                names.add(DistinguishedName.read(name));
                name.requireEnd();
            } else {
                generalNames.skip();
            }
        }
        return names;
    }

    /** The one value of an attribute. Some makers write all in one relative name, some each in its own. */
    private String only(List<DistinguishedName> names, String type, String what) throws AttestationRefusedException {
        List<String> values = new ArrayList<>();
        for (DistinguishedName name : names) {
            values.addAll(name.values(type));
        }
        certificate.require(
                values.size() == 1 && !values.get(0).isBlank(),
                "the subject alternative name must have one TPM " + what + " (" + type + ")",
                values.toString());
        return values.get(0);
    }

    private void verifyManufacturer(String value) throws AttestationRefusedException {
        certificate.require(
                TpmManufacturer.isIdentifier(value),
                "the TPM manufacturer must be 'id:' and 8 hexadecimal digits",
                value);
        certificate.require(
                manufacturers.isEmpty() || manufacturers.contains(new TpmManufacturer(value)),
                "the TPM manufacturer must be one of " + manufacturers,
                value);
    }
}
