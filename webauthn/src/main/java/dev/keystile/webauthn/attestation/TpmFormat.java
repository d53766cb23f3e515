package dev.keystile.webauthn.attestation;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cbor.CborMap;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/**
 * Attestation by a trusted platform module (<a href="https://www.w3.org/TR/webauthn-3/#sctn-tpm-attestation">L3 §8.3</a>). Its
 * signature is not the TPMT_SIGNATURE that the section speaks of, which nobody sends, but the plain one in it.
 */
final class TpmFormat implements StatementFormat {

    private static final Set<String> MEMBERS = Set.of("ver", "alg", "x5c", "sig", "certInfo", "pubArea");

    @Override
    public AttestationFormat identifier() {
        return AttestationFormat.TPM;
    }

    @Override
    public CorrectStatement verify(StatementInput input) throws MalformedException, AttestationRefusedException {
        CborMap statement = input.statementMap(MEMBERS);
        String version = statement.requiredText("ver");
        input.require("ver", version.equals("2.0"), "the version must be 2.0", version);
        CoseAlgorithm algorithm = input.algorithm();
        ByteString signature = input.signature();
        List<X509Certificate> certificates = input.certificates();
        TpmPublicArea publicArea = publicArea(input, statement.requiredBytes("pubArea"));
        ByteString certInfo = statement.requiredBytes("certInfo");

        verifyKey(input, publicArea);
        X509Certificate aikCertificate = certificates.get(0);
        new TpmCertificate(input, aikCertificate).verify();
        input.verifySignature(aikCertificate, algorithm, signature, certInfo);
        verifyCertInfo(input, certInfo, algorithm, publicArea);
        return CorrectStatement.certified(
                AttestationFormat.TPM, AttestationType.ATTESTATION_CA, certificates, algorithm);
    }

    private static TpmPublicArea publicArea(StatementInput input, ByteString encoded) throws MalformedException {
        try {
            return TpmPublicArea.parse(encoded);
        } catch (MalformedException e) {
            throw input.located("pubArea", e);
        }
    }

    private static void verifyKey(StatementInput input, TpmPublicArea publicArea) throws AttestationRefusedException {
        if (!publicArea.key().is(input.credential().credentialPublicKey())) {
            throw new AttestationRefusedException(new AttestationFailure.OtherKey(AttestationFormat.TPM, "pubArea"));
        }
        TpmHash hash = publicArea.nameAlgorithm();
        input.require(
                "pubArea",
                hash != TpmHash.SHA1 || input.rules().sha1Formats().contains(AttestationFormat.TPM),
                "the Name must not be computed with SHA-1",
                hash.toString());
        input.require(
                "pubArea",
                publicArea.isResident() || !input.rules().tpmResidentKeys(),
                "the key must be made by the TPM and never leave it",
                "attributes " + Long.toHexString(publicArea.attributes()));
    }

    private static void verifyCertInfo(
            StatementInput input, ByteString encoded, CoseAlgorithm algorithm, TpmPublicArea publicArea)
            throws MalformedException, AttestationRefusedException {
        TpmHash hash = TpmHash.of(algorithm);
        if (hash == null) {
            throw new AttestationRefusedException(new AttestationFailure.AlgorithmNotSupported(algorithm));
        }
        try {
            TpmAttest certInfo = TpmAttest.parse(encoded);
            input.require(
                    "certInfo",
                    certInfo.magic() == TpmAttest.TPM_GENERATED_VALUE,
                    "magic must be TPM_GENERATED_VALUE",
                    Long.toHexString(certInfo.magic()));
            input.require(
                    "certInfo",
                    certInfo.type() == TpmAttest.TPM_ST_ATTEST_CERTIFY,
                    "the type must be TPM_ST_ATTEST_CERTIFY",
                    Integer.toHexString(certInfo.type()));
            input.requireHash(
                    "certInfo.extraData",
                    certInfo.extraData(),
                    hash.of(input.authenticatorData().encoded(), input.clientDataHash()));
            ByteString name = certInfo.certifiedName();
            input.require(
                    "certInfo",
                    name.equals(publicArea.name()),
                    "the certified Name must be that of pubArea, by " + publicArea.nameAlgorithm(),
                    name.toHex());
        } catch (MalformedException e) {
            throw input.located("certInfo", e);
        }
    }
}
