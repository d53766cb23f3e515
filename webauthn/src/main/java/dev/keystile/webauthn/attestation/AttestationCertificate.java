package dev.keystile.webauthn.attestation;

import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.der.DerReader;
import java.security.cert.X509Certificate;
import java.util.Set;

/** An attestation certificate, {@code x5c[0]}, with the rules that several formats have for theirs. */
final class AttestationCertificate {

    /** {@code id-fido-gen-ce-aaguid}. */
    static final String AAGUID = "1.3.6.1.4.1.45724.1.1.4";

    private static final String PLACE = "x5c[0]";

    private final StatementInput input;
    private final X509Certificate certificate;

    AttestationCertificate(StatementInput input, X509Certificate certificate) {
        this.input = input;
        this.certificate = certificate;
    }

    DistinguishedName subject() throws MalformedException {
        try {
            return DistinguishedName.of(certificate.getSubjectX500Principal());
        } catch (MalformedException e) {
            throw input.located(PLACE + ".subject", e);
        }
    }

    void requireVersion3() throws AttestationRefusedException {
        require(certificate.getVersion() == 3, "the version must be 3", "version " + certificate.getVersion());
    }

    /** A certificate without basic constraints is no authority's either (RFC 5280 §4.2.1.9), and some have none. */
    void requireNoAuthority() throws AttestationRefusedException {
        boolean authority = certificate.getBasicConstraints() != -1;
        require(!authority, "the basic constraints must not name a certification authority", "CA:TRUE");
    }

    /** Makes sure that the certificate is for the authenticator's model, if it says for which one, as L3 §8.2.1 has it said. */
    void verifyAaguid() throws MalformedException, AttestationRefusedException {
        if (!has(AAGUID)) {
            return;
        }
        requireNotCritical(AAGUID, "the AAGUID extension");
        ByteString bytes = extension(AAGUID, DerReader::readOctetString);
        require(bytes.length() == Aaguid.LENGTH, "the AAGUID extension must hold 16 bytes", bytes.length() + " bytes");
        Aaguid certified = new Aaguid(bytes);
        Aaguid attested = input.credential().aaguid();
        if (!certified.equals(attested)) {
            throw new AttestationRefusedException(new AttestationFailure.AaguidMismatch(certified, attested));
        }
    }

    boolean has(String oid) {
        return certificate.getExtensionValue(oid) != null;
    }

    boolean isCritical(String oid) {
        Set<String> critical = certificate.getCriticalExtensionOIDs();
        return critical != null && critical.contains(oid);
    }

    void requireNotCritical(String oid, String name) throws AttestationRefusedException {
        require(!isCritical(oid), name + " must not be critical", "critical");
    }

    interface Reading<T> {

        T from(DerReader reader) throws MalformedException;
    }

    /** The one value in an extension. */
    <T> T extension(String oid, Reading<T> reading) throws MalformedException, AttestationRefusedException {
        byte[] wrapped = certificate.getExtensionValue(oid);
        if (wrapped == null) {
            throw new AttestationRefusedException(new AttestationFailure.RuleBroken(
                    input.format(), PLACE, "there must be an extension " + oid, "none"));
        }
        try {
            DerReader value =
                    new DerReader(whole(new DerReader(ByteString.copyOf(wrapped)), DerReader::readOctetString));
            return whole(value, reading);
        } catch (MalformedException e) {
            throw input.located(PLACE + ".extension " + oid, e);
        }
    }

    private static <T> T whole(DerReader reader, Reading<T> reading) throws MalformedException {
        T value = reading.from(reader);
        reader.requireEnd();
        return value;
    }

    void require(boolean holds, String rule, String found) throws AttestationRefusedException {
        input.require(PLACE, holds, rule, found);
    }
}
