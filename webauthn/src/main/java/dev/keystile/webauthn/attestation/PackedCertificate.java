package dev.keystile.webauthn.attestation;

import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.der.DerReader;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The certificate of a packed attestation, with the rules for it
 * (<a href="https://www.w3.org/TR/webauthn-3/#sctn-packed-attestation-cert-requirements">L3 §8.2.1</a>).
 */
final class PackedCertificate {

    private static final String ID_FIDO_GEN_CE_SERNUM = "1.3.6.1.4.1.45724.1.1.2";
    private static final String ID_FIDO_GEN_CE_AAGUID = "1.3.6.1.4.1.45724.1.1.4";
    private static final String ID_FIDO_GEN_CE_FW_VERSION = "1.3.6.1.4.1.45724.1.1.5";

    private static final String COUNTRY = "2.5.4.6";
    private static final String ORGANIZATION = "2.5.4.10";
    private static final String ORGANIZATIONAL_UNIT = "2.5.4.11";
    private static final String COMMON_NAME = "2.5.4.3";

    private final X509Certificate certificate;

    PackedCertificate(X509Certificate certificate) {
        this.certificate = certificate;
    }

    /** Makes sure that all rules hold, for an authenticator of this model. */
    void verify(Aaguid aaguid) throws MalformedException, AttestationRefusedException {
        require(certificate.getVersion() == 3, "the version must be 3", "version " + certificate.getVersion());
        verifySubject();
        verifyAaguid(aaguid);
        verifyFirmwareVersion();
        requireNotCritical(ID_FIDO_GEN_CE_SERNUM, "the serial number extension");
        verifyBasicConstraints();
    }

    private void verifySubject() throws MalformedException, AttestationRefusedException {
        DistinguishedName subject = DistinguishedName.of(certificate.getSubjectX500Principal());
        List<String> country = subject.values(COUNTRY);
        require(
                country.size() == 1 && country.get(0).matches("[A-Z]{2}"),
                "the subject must have one country (C) of two letters",
                "C=" + country);
        requireText(subject, ORGANIZATION, "the vendor's name (O)");
        requireText(subject, COMMON_NAME, "a common name (CN)");
        List<String> unit = subject.values(ORGANIZATIONAL_UNIT);
        require(
                unit.equals(List.of("Authenticator Attestation")),
                "the subject's OU must be 'Authenticator Attestation'",
                "OU=" + unit);
    }

    private static void requireText(DistinguishedName subject, String type, String what)
            throws AttestationRefusedException {
        List<String> values = subject.values(type);
        boolean present = !values.isEmpty() && values.stream().noneMatch(String::isBlank);
        require(present, "the subject must have " + what, values.toString());
    }

    private void verifyAaguid(Aaguid attested) throws MalformedException, AttestationRefusedException {
        DerReader value = extension(ID_FIDO_GEN_CE_AAGUID);
        if (value == null) {
            return;
        }
        requireNotCritical(ID_FIDO_GEN_CE_AAGUID, "the AAGUID extension");
        ByteString bytes = located(ID_FIDO_GEN_CE_AAGUID, value, DerReader::readOctetString);
        require(bytes.length() == Aaguid.LENGTH, "the AAGUID extension must hold 16 bytes", bytes.length() + " bytes");
        Aaguid certified = new Aaguid(bytes);
        if (!certified.equals(attested)) {
            throw new AttestationRefusedException(new AttestationFailure.AaguidMismatch(certified, attested));
        }
    }

    private void verifyFirmwareVersion() throws MalformedException, AttestationRefusedException {
        DerReader value = extension(ID_FIDO_GEN_CE_FW_VERSION);
        if (value == null) {
            return;
        }
        requireNotCritical(ID_FIDO_GEN_CE_FW_VERSION, "the firmware version extension");
        int signum = located(ID_FIDO_GEN_CE_FW_VERSION, value, DerReader::readInteger)
                .signum();
        require(signum >= 0, "the firmware version must not be negative", "a negative number");
    }

    /** A certificate without the extension is no authority's either (RFC 5280 §4.2.1.9), and some have none. */
    private void verifyBasicConstraints() throws AttestationRefusedException {
        boolean authority = certificate.getBasicConstraints() != -1;
        require(!authority, "the basic constraints must not name a certification authority", "CA:TRUE");
    }

    private void requireNotCritical(String oid, String name) throws AttestationRefusedException {
        boolean critical = certificate.getCriticalExtensionOIDs() != null
                && certificate.getCriticalExtensionOIDs().contains(oid);
        require(!critical, name + " must not be critical", "critical");
    }

    /** A reader of an extension's value. */
    private @Nullable DerReader extension(String oid) throws MalformedException {
        byte[] wrapped = certificate.getExtensionValue(oid);
        return wrapped == null
                ? null
                : new DerReader(located(oid, new DerReader(ByteString.copyOf(wrapped)), DerReader::readOctetString));
    }

    private interface Reading<T> {

        T from(DerReader reader) throws MalformedException;
    }

    /** The one value in an extension. */
    private static <T> T located(String oid, DerReader reader, Reading<T> reading) throws MalformedException {
        try {
            T value = reading.from(reader);
            reader.requireEnd();
            return value;
        } catch (MalformedException e) {
            throw e.in("attStmt.x5c[0].extension " + oid);
        }
    }

    private static void require(boolean holds, String rule, String found) throws AttestationRefusedException {
        if (!holds) {
            throw new AttestationRefusedException(
                    new AttestationFailure.RuleBroken(AttestationFormat.PACKED, "x5c[0]", rule, found));
        }
    }
}
