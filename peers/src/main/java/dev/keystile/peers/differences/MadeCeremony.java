package dev.keystile.peers.differences;

import dev.keystile.peers.AuthenticationQuestion;
import dev.keystile.peers.Peer;
import dev.keystile.peers.RegistrationQuestion;
import dev.keystile.peers.Verification;
import dev.keystile.webauthn.attestation.AttestationObject;
import dev.keystile.webauthn.authenticator.AttestedCredentialData;
import dev.keystile.webauthn.authenticator.AuthenticatorFlags;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.registration.RegistrationResponse;
import dev.keystile.webauthn.testing.Algorithm;
import dev.keystile.webauthn.testing.Attestation;
import dev.keystile.webauthn.testing.Fault;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import dev.keystile.webauthn.testing.SoftwareCredential;
import dev.keystile.webauthn.testing.WebAuthnClient;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Ceremonies of the software authenticator, which makes their responses again with whatever fault. */
final class MadeCeremony implements Ceremony {

    static final String RP_ID = "example.org";
    static final String ORIGIN = "https://example.org";

    private static final ByteString REGISTRATION_CHALLENGE = ByteString.fromHex("1f".repeat(31) + "a7");
    private static final ByteString AUTHENTICATION_CHALLENGE = ByteString.fromHex("e3".repeat(31) + "5b");
    private static final ByteString USER_HANDLE = ByteString.fromHex("0123456789abcdef".repeat(2) + "77");
    static final UUID MODEL = UUID.fromString("9c8f2b1e-6f3a-4c56-8d20-1b7a5e90c3d4");
    private static final WebAuthnClient CLIENT = WebAuthnClient.at(ORIGIN).conveyingAttestationAlways();

    private final String name;
    private final SoftwareAuthenticator authenticator;
    private final RegistrationQuestion registration;
    private final List<AuthenticationQuestion> authentication;
    /** What the valid response has that the authenticator would do otherwise. */
    private final List<Fault> always;

    private MadeCeremony(
            String name,
            SoftwareAuthenticator authenticator,
            RegistrationQuestion registration,
            List<AuthenticationQuestion> authentication,
            List<Fault> always) {
        this.name = name;
        this.authenticator = authenticator;
        this.registration = registration;
        this.authentication = authentication;
        this.always = always;
    }

    /**
     * A registration.
     *
     * @param trustRoots when empty, the statement must be correct and nothing has to trust it
     */
    static MadeCeremony registration(
            String name,
            Algorithm algorithm,
            UUID model,
            Attestation attestation,
            Set<X509Certificate> trustRoots,
            KeyPairs keys,
            Fault... always) {
        SoftwareAuthenticator authenticator = authenticator(algorithm, model, attestation, keys);
        return new MadeCeremony(
                "registration, " + name,
                authenticator,
                registrationQuestion(algorithm, trustRoots),
                List.of(),
                List.of(always));
    }

    /** An authentication with a credential that was registered without attestation. */
    static MadeCeremony authentication(String name, Algorithm algorithm, boolean backedUp, KeyPairs keys) {
        SoftwareAuthenticator authenticator = authenticator(algorithm, MODEL, Attestation.none(), keys)
                .withBackupEligible(backedUp)
                .withBackupState(backedUp);
        RegistrationQuestion question = registrationQuestion(algorithm, Set.of());
        String registered = CLIENT.create(creationOptions(algorithm.cose()), authenticator);
        return new MadeCeremony(
                "authentication, " + name, authenticator, question, List.of(question(registered)), List.of());
    }

    private static SoftwareAuthenticator authenticator(
            Algorithm algorithm, UUID model, Attestation attestation, KeyPairs keys) {
        return SoftwareAuthenticator.builder()
                .aaguid(model)
                .algorithms(algorithm)
                .attestation(attestation)
                .keyPairs(keys::next)
                .build();
    }

    private static RegistrationQuestion registrationQuestion(Algorithm algorithm, Set<X509Certificate> trustRoots) {
        return new RegistrationQuestion(
                RP_ID, ORIGIN, REGISTRATION_CHALLENGE, USER_HANDLE, List.of(algorithm.cose()), true, trustRoots);
    }

    private static AuthenticationQuestion question(String registrationJson) {
        try {
            AttestationObject registered =
                    RegistrationResponse.parse(registrationJson).attestationObject();
            AttestedCredentialData credential = registered.attestedCredentialData();
            AuthenticatorFlags flags = registered.authenticatorData().flags();
            return new AuthenticationQuestion(
                    RP_ID,
                    ORIGIN,
                    AUTHENTICATION_CHALLENGE,
                    true,
                    USER_HANDLE,
                    credential.credentialId().value(),
                    credential.credentialPublicKey().encoded(),
                    registered.authenticatorData().signCount(),
                    flags.backupEligible(),
                    flags.backupState(),
                    registrationJson);
        } catch (MalformedException e) {
            throw new IllegalStateException("The software authenticator made a malformed response", e);
        }
    }

    private static String creationOptions(int algorithm) {
        return """
                {"rp":{"id":"%s","name":"Example"},
                 "user":{"id":"%s","name":"somebody","displayName":"Somebody"},
                 "challenge":"%s","pubKeyCredParams":[{"type":"public-key","alg":%d}],
                 "authenticatorSelection":{"residentKey":"required","userVerification":"required"},
                 "attestation":"direct"}""".formatted(RP_ID, USER_HANDLE.toBase64Url(), REGISTRATION_CHALLENGE.toBase64Url(), algorithm);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isRegistration() {
        return authentication.isEmpty();
    }

    @Override
    public boolean isRemade() {
        return true;
    }

    @Override
    public String response(Fault... faults) {
        if (!isRegistration()) {
            return CLIENT.get("""
                    {"rpId":"%s","challenge":"%s","userVerification":"required"}""".formatted(RP_ID, AUTHENTICATION_CHALLENGE.toBase64Url()), authenticator, faults);
        }
        List<Fault> all = new ArrayList<>(always);
        all.addAll(List.of(faults));
        try {
            return CLIENT.create(
                    creationOptions(registration.algorithms().get(0)), authenticator, all.toArray(Fault[]::new));
        } finally {
            for (SoftwareCredential made : authenticator.credentials()) {
                authenticator.remove(made);
            }
        }
    }

    @Override
    public Verification begunBy(Peer peer) {
        return isRegistration() ? peer.registration(registration) : peer.authentication(authentication.get(0));
    }

    @Override
    public String toString() {
        return name;
    }
}
