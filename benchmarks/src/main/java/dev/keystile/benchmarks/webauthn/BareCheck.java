package dev.keystile.benchmarks.webauthn;

import dev.keystile.peers.Verification;
import dev.keystile.webauthn.attestation.AttestationObject;
import dev.keystile.webauthn.authentication.AuthenticationResponse;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cbor.CborMap;
import dev.keystile.webauthn.cose.CoseKey;
import dev.keystile.webauthn.cose.EcKey;
import dev.keystile.webauthn.der.X509;
import dev.keystile.webauthn.registration.RegistrationResponse;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;

/**
 * What no verifier can do without: the SHA-256 of the client data, and the response's signature, with a key that is ready and
 * bytes that are already decoded.
 */
final class BareCheck {

    private final Optional<Provider> provider;

    BareCheck(Optional<Provider> provider) {
        this.provider = provider;
    }

    Verification authentication(Ceremonies ceremonies) throws GeneralSecurityException, MalformedException {
        AuthenticationResponse response = AuthenticationResponse.parse(ceremonies.authenticationJson());
        return signatureCheck(
                publicKey(ceremonies.authentication().publicKey()),
                response.authenticatorData().encoded(),
                response.clientData().encoded(),
                response.signature());
    }

    Verification registrationWithoutAttestation(Ceremonies ceremonies) throws MalformedException {
        byte[] clientData = RegistrationResponse.parse(ceremonies.registrationJson())
                .clientData()
                .encoded()
                .toByteArray();
        return json -> sha256(clientData);
    }

    /** The statement's signature only, not those of its certificates. */
    Verification packedRegistration(Ceremonies ceremonies) throws GeneralSecurityException, MalformedException {
        RegistrationResponse response = RegistrationResponse.parse(ceremonies.registrationJson());
        AttestationObject object = response.attestationObject();
        CborMap statement = (CborMap) object.statement();
        X509Certificate leaf =
                X509.certificate(statement.requiredArray("x5c").toByteStrings().get(0));
        return signatureCheck(
                keyFactory()
                        .generatePublic(
                                new X509EncodedKeySpec(leaf.getPublicKey().getEncoded())),
                object.authenticatorData().encoded(),
                response.clientData().encoded(),
                statement.requiredBytes("sig"));
    }

    private Verification signatureCheck(
            PublicKey key, ByteString authenticatorData, ByteString clientData, ByteString signature) {
        byte[] authenticatorDataBytes = authenticatorData.toByteArray();
        byte[] clientDataBytes = clientData.toByteArray();
        byte[] signatureBytes = signature.toByteArray();
        return json -> {
            Signature check = provider.isPresent()
                    ? Signature.getInstance("SHA256withECDSA", provider.get())
                    : Signature.getInstance("SHA256withECDSA");
            check.initVerify(key);
            check.update(authenticatorDataBytes);
            check.update(sha256(clientDataBytes));
            if (!check.verify(signatureBytes)) {
                throw new SignatureException("the ceremony's own signature is wrong");
            }
            return check;
        };
    }

    private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private KeyFactory keyFactory() throws GeneralSecurityException {
        return provider.isPresent() ? KeyFactory.getInstance("EC", provider.get()) : KeyFactory.getInstance("EC");
    }

    private PublicKey publicKey(ByteString coseKey) throws GeneralSecurityException, MalformedException {
        EcKey key = (EcKey) CoseKey.parse(coseKey);
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECPoint point = new ECPoint(
                new BigInteger(1, key.x().toByteArray()),
                new BigInteger(1, key.y().toByteArray()));
        return keyFactory().generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
    }
}
