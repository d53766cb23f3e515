package dev.keystile.webauthn.attestation;

import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.der.DerReader;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The certificate of a packed attestation, with the rules for it
 * (<a href="https://www.w3.org/TR/webauthn-3/#sctn-packed-attestation-cert-requirements">L3 §8.2.1</a>).
 */
final class PackedCertificate {

    private static final String ID_FIDO_GEN_CE_SERNUM = "1.3.6.1.4.1.45724.1.1.2";
    private static final String ID_FIDO_GEN_CE_FW_VERSION = "1.3.6.1.4.1.45724.1.1.5";

    private static final String COUNTRY = "2.5.4.6";
    private static final String ORGANIZATION = "2.5.4.10";
    private static final String ORGANIZATIONAL_UNIT = "2.5.4.11";
    private static final String COMMON_NAME = "2.5.4.3";

    private final AttestationCertificate certificate;

    PackedCertificate(StatementInput input, X509Certificate certificate) {
        this.certificate = new AttestationCertificate(input, certificate);
    }

    /** Makes sure that all rules hold. */
    void verify() throws MalformedException, AttestationRefusedException {
        certificate.requireVersion3();
        verifySubject();
        certificate.verifyAaguid();
        verifyFirmwareVersion();
        verifySerialNumber();
        certificate.requireNoAuthority();
    }

    private void verifySubject() throws MalformedException, AttestationRefusedException {
        DistinguishedName name = certificate.subject();
        List<String> country = name.values(COUNTRY);
        certificate.require(
                country.size() == 1 && country.get(0).matches("[A-Z]{2}"),
                "the subject must have one country (C) of two letters",
                "C=" + country);
        requireText(name, ORGANIZATION, "the vendor's name (O)");
        requireText(name, COMMON_NAME, "a common name (CN)");
        List<String> unit = name.values(ORGANIZATIONAL_UNIT);
        certificate.require(
                unit.equals(List.of("Authenticator Attestation")),
                "the subject's OU must be 'Authenticator Attestation'",
                "OU=" + unit);
    }

    private void requireText(DistinguishedName name, String type, String what) throws AttestationRefusedException {
        List<String> values = name.values(type);
        boolean present = !values.isEmpty() && values.stream().noneMatch(String::isBlank);
        certificate.require(present, "the subject must have " + what, values.toString());
    }

    /** L3 §8.2.2. That only an enterprise attestation may have one is for authenticator and client to see to. */
    private void verifySerialNumber() throws MalformedException, AttestationRefusedException {
        if (certificate.has(ID_FIDO_GEN_CE_SERNUM)) {
            certificate.requireNotCritical(ID_FIDO_GEN_CE_SERNUM, "the serial number extension");
            certificate.extension(ID_FIDO_GEN_CE_SERNUM, DerReader::readOctetString);
        }
    }

    private void verifyFirmwareVersion() throws MalformedException, AttestationRefusedException {
        if (!certificate.has(ID_FIDO_GEN_CE_FW_VERSION)) {
            return;
        }
        certificate.requireNotCritical(ID_FIDO_GEN_CE_FW_VERSION, "the firmware version extension");
        int signum = certificate
                .extension(ID_FIDO_GEN_CE_FW_VERSION, DerReader::readInteger)
                .signum();
        certificate.require(signum >= 0, "the firmware version must not be negative", "a negative number");
    }
}
