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
import dev.keystile.webauthn.cose.SignatureSuite;
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
 * @param statement {@code attStmt}
 * @param authenticatorData what the statement is about
 * @param credential the credential in the authenticator data
 * @param clientDataHash SHA-256 of the client data, 32 bytes
 * @param signatures what verifies attestation signatures
 * @param at the time of the ceremony
 */
record StatementInput(
        CborValue statement,
        AuthenticatorData authenticatorData,
        AttestedCredentialData credential,
        ByteString clientDataHash,
        SignatureSuite signatures,
        Instant at) {

    private static final int MAX_CERTIFICATES = 10;

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

    private static X509Certificate certificate(String place, CborValue value) throws MalformedException {
        if (!(value instanceof CborBytes der)) {
            throw malformed(place, "is not bytes");
        }
        try {
            return X509.certificate(der.value());
        } catch (MalformedException e) {
            throw e.in(place).in("attStmt");
        }
    }

    static MalformedException malformed(String place, String problem) {
        return new MalformedException(Format.ATTESTATION_STATEMENT, place, problem).in("attStmt");
    }
}
