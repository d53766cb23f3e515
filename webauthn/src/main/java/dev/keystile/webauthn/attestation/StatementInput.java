package dev.keystile.webauthn.attestation;

import dev.keystile.webauthn.authenticator.AttestedCredentialData;
import dev.keystile.webauthn.authenticator.AuthenticatorData;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cbor.CborBytes;
import dev.keystile.webauthn.cbor.CborMap;
import dev.keystile.webauthn.cbor.CborText;
import dev.keystile.webauthn.cbor.CborValue;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.cose.CoseKey;
import dev.keystile.webauthn.cose.InvalidSignatureException;
import dev.keystile.webauthn.cose.SignatureSuite;
import dev.keystile.webauthn.cose.UnsupportedAlgorithmException;
import dev.keystile.webauthn.der.X509;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a verification procedure works on
 * (<a href="https://www.w3.org/TR/webauthn-3/#verification-procedure-inputs">L3 §6.5.2</a>).
 *
 * @param format the statement's format
 * @param place where in {@code attStmt} the statement stands: empty, or {@code [1].attStmt} in a compound one
 * @param statement the statement
 * @param authenticatorData what the statement is about
 * @param credential the credential in the authenticator data
 * @param clientDataHash SHA-256 of the client data, 32 bytes
 * @param signatures what verifies attestation signatures
 * @param rules what is correct where the specification leaves a choice
 * @param at the time of the ceremony
 */
record StatementInput(
        AttestationFormat format,
        String place,
        CborValue statement,
        AuthenticatorData authenticatorData,
        AttestedCredentialData credential,
        ByteString clientDataHash,
        SignatureSuite signatures,
        AttestationRules rules,
        Instant at) {

    static final int MAX_CERTIFICATES = 10;

    private static final int MAX_TEXT_LENGTH = 200;

    /** The statement, for formats that have it as a map. */
    CborMap statementMap() throws MalformedException {
        if (statement instanceof CborMap map) {
            return map;
        }
        throw malformed("", "is not a map");
    }

    /** The statement, for formats that have it as a map of these members at most. */
    CborMap statementMap(Set<String> members) throws MalformedException {
        CborMap map = statementMap();
        for (Map.Entry<CborValue, CborValue> member : map.entries()) {
            if (!(member.getKey() instanceof CborText name) || !members.contains(name.value())) {
                throw malformed("", "has a member that its format does not");
            }
        }
        return map;
    }

    /** {@code alg}. */
    CoseAlgorithm algorithm() throws MalformedException {
        long id = statementMap().requiredLong("alg");
        if (id != (int) id) {
            throw malformed("alg", "is out of range");
        }
        return new CoseAlgorithm((int) id);
    }

    /** {@code sig}, which is not empty. */
    ByteString signature() throws MalformedException {
        ByteString signature = statementMap().requiredBytes("sig");
        if (signature.isEmpty()) {
            throw malformed("sig", "is empty");
        }
        return signature;
    }

    /** {@code x5c}: at least one certificate, the attestation certificate first. */
    List<X509Certificate> certificates() throws MalformedException {
        List<CborValue> x5c = statementMap().requiredArray("x5c").values();
        if (x5c.isEmpty() || x5c.size() > MAX_CERTIFICATES) {
            throw malformed("x5c", "holds " + x5c.size() + " certificates, not 1 to " + MAX_CERTIFICATES);
        }
        List<X509Certificate> certificates = new ArrayList<>(x5c.size());
        for (int i = 0; i < x5c.size(); i++) {
            certificates.add(certificate("x5c[" + i + "]", x5c.get(i)));
        }
        return certificates;
    }

    private X509Certificate certificate(String member, CborValue value) throws MalformedException {
        if (!(value instanceof CborBytes der)) {
            throw malformed(member, "is not bytes");
        }
        try {
            return X509.certificate(der.value());
        } catch (MalformedException e) {
            throw located(member, e);
        }
    }

    /** The same of a statement in this one. */
    StatementInput part(AttestationFormat partFormat, String partPlace, CborValue partStatement) {
        return new StatementInput(
                partFormat,
                partPlace,
                partStatement,
                authenticatorData,
                credential,
                clientDataHash,
                signatures,
                rules,
                at);
    }

    /** SHA-256 of the authenticator data and the client data hash, one after the other: what several formats use as a nonce. */
    ByteString signedDataHash() {
        return authenticatorData.encoded().concat(clientDataHash).sha256();
    }

    /** Verifies a signature by the key of a certificate. */
    void verifySignature(X509Certificate certificate, CoseAlgorithm algorithm, ByteString signature, ByteString... data)
            throws MalformedException, AttestationRefusedException {
        boolean allowed =
                !algorithm.equals(CoseAlgorithm.RS1) || rules.sha1Formats().contains(format);
        if (!allowed || !signatures.supported().contains(algorithm)) {
            throw new AttestationRefusedException(new AttestationFailure.AlgorithmNotSupported(algorithm));
        }
        CoseKey key;
        try {
            key = CoseKey.of(certificate.getPublicKey(), algorithm);
        } catch (MalformedException e) {
            throw located("x5c[0].publicKey", e);
        }
        verifySignature(key, signature, data);
    }

    /** Verifies a signature. */
    void verifySignature(CoseKey key, ByteString signature, ByteString... data) throws AttestationRefusedException {
        try {
            signatures.verify(key, signature, data);
        } catch (InvalidSignatureException e) {
            throw new AttestationRefusedException(new AttestationFailure.SignatureInvalid(key.algorithm()));
        } catch (UnsupportedAlgorithmException e) {
            throw new AttestationRefusedException(new AttestationFailure.AlgorithmNotSupported(key.algorithm()));
        }
    }

    /** Makes sure that a certificate's key is the credential's. */
    void requireCredentialKey(X509Certificate certificate) throws AttestationRefusedException {
        CoseKey credentialKey = credential.credentialPublicKey();
        boolean same;
        try {
            same = CoseKey.of(certificate.getPublicKey(), credentialKey.algorithm())
                    .equals(credentialKey);
        } catch (MalformedException e) {
            same = false; // It is not even one of the credential's algorithm.
        }
        if (!same) {
            throw new AttestationRefusedException(new AttestationFailure.OtherKey(format, "x5c[0]"));
        }
    }

    /** Makes sure that a hash which the statement holds is the one that is due. */
    void requireHash(String member, ByteString received, ByteString due) throws AttestationRefusedException {
        if (!received.equals(due)) {
            throw new AttestationRefusedException(new AttestationFailure.OtherCeremony(format, member));
        }
    }

    /** Makes sure that a rule of the format holds. */
    void require(String member, boolean holds, String rule, String found) throws AttestationRefusedException {
        if (!holds) {
            throw new AttestationRefusedException(
                    new AttestationFailure.RuleBroken(format, member, rule, legible(found)));
        }
    }

    /** A text from outside as a line of a log can hold it: short, and without what could pass for a line of its own. */
    static String legible(String text) {
        return text.substring(0, Math.min(text.length(), MAX_TEXT_LENGTH)).replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
    }

    /** The failure of a member that has the right type and the wrong meaning. */
    MalformedException malformed(String member, String problem) {
        return located(member, new MalformedException(Format.ATTESTATION_STATEMENT, "", problem));
    }

    /** The failure of something in a member, seen from the whole statement. */
    MalformedException located(String member, MalformedException failure) {
        return failure.in(member).in(place);
    }
}
