package dev.keystile.benchmarks.webauthn;

import dev.keystile.peers.AuthenticationQuestion;
import dev.keystile.peers.RegistrationQuestion;
import dev.keystile.webauthn.authenticator.AttestedCredentialData;
import dev.keystile.webauthn.authenticator.AuthenticatorFlags;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.registration.RegistrationResponse;
import dev.keystile.webauthn.testing.Attestation;
import dev.keystile.webauthn.testing.AttestationAuthority;
import dev.keystile.webauthn.testing.ChainFault;
import dev.keystile.webauthn.testing.Fault;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import dev.keystile.webauthn.testing.WebAuthnClient;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/**
 * A registration and an authentication of one ES256 credential, with the questions that they answer.
 *
 * @param registrationJson RegistrationResponseJSON
 * @param authenticationJson AuthenticationResponseJSON
 */
record Ceremonies(
        RegistrationQuestion registration,
        String registrationJson,
        AuthenticationQuestion authentication,
        String authenticationJson) {

    private static final String RP_ID = "example.org";
    private static final String ORIGIN = "https://example.org";

    static Ceremonies withoutAttestation() {
        return of(Attestation.none(), Set.of());
    }

    static Ceremonies packed() {
        AttestationAuthority authority =
                AttestationAuthority.builder().intermediate(true).build();
        // Yubico's library takes no certificates of countries that do not exist.
        return of(
                Attestation.packed(authority),
                Set.of(authority.root()),
                ChainFault.leaf().subject("C", "SE"));
    }

    private static Ceremonies of(Attestation attestation, Set<X509Certificate> trustRoots, Fault... deviations) {
        SecureRandom random = new SecureRandom();
        ByteString registrationChallenge = ByteString.random(random, 32);
        ByteString authenticationChallenge = ByteString.random(random, 32);
        ByteString userHandle = ByteString.random(random, 32);
        SoftwareAuthenticator authenticator =
                SoftwareAuthenticator.builder().attestation(attestation).build();
        WebAuthnClient client = WebAuthnClient.at(ORIGIN);
        String registrationJson = client.create(
                """
                {"rp":{"id":"%s","name":"Example"},
                 "user":{"id":"%s","name":"somebody","displayName":"Somebody"},
                 "challenge":"%s","pubKeyCredParams":[{"type":"public-key","alg":-7}],
                 "authenticatorSelection":{"residentKey":"required","userVerification":"required"},
                 "attestation":"%s"}""".formatted(
                                RP_ID,
                                userHandle.toBase64Url(),
                                registrationChallenge.toBase64Url(),
                                trustRoots.isEmpty() ? "none" : "direct"),
                authenticator,
                deviations);
        String authenticationJson =
                client.get("""
                {"rpId":"%s","challenge":"%s","userVerification":"required"}""".formatted(RP_ID, authenticationChallenge.toBase64Url()), authenticator);
        return new Ceremonies(
                new RegistrationQuestion(
                        RP_ID, ORIGIN, registrationChallenge, userHandle, List.of(-7), true, trustRoots),
                registrationJson,
                authentication(authenticationChallenge, userHandle, registrationJson),
                authenticationJson);
    }

    private static AuthenticationQuestion authentication(
            ByteString challenge, ByteString userHandle, String registrationJson) {
        try {
            RegistrationResponse registered = RegistrationResponse.parse(registrationJson);
            AttestedCredentialData credential = registered.attestationObject().attestedCredentialData();
            AuthenticatorFlags flags =
                    registered.attestationObject().authenticatorData().flags();
            return new AuthenticationQuestion(
                    RP_ID,
                    ORIGIN,
                    challenge,
                    true,
                    userHandle,
                    credential.credentialId().value(),
                    credential.credentialPublicKey().encoded(),
                    registered.attestationObject().authenticatorData().signCount(),
                    flags.backupEligible(),
                    flags.backupState(),
                    registrationJson);
        } catch (MalformedException e) {
            throw new IllegalStateException("The software authenticator made a malformed response", e);
        }
    }
}
