package dev.keystile.webauthn.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keystile.webauthn.RelyingParty;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cose.SignatureSuite;
import dev.keystile.webauthn.credential.UserEntity;
import dev.keystile.webauthn.credential.UserHandle;
import dev.keystile.webauthn.registration.PendingRegistration;
import dev.keystile.webauthn.registration.RegistrationFailure;
import dev.keystile.webauthn.registration.RegistrationRefusedException;
import dev.keystile.webauthn.registration.RegistrationRequest;
import dev.keystile.webauthn.registration.RegistrationResponse;
import dev.keystile.webauthn.testing.Fault;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import dev.keystile.webauthn.testing.WebAuthnClient;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/**
 * Registrations of one kind of authenticator under one policy, each of which is accepted or refused for a reason. What was asked
 * is written down and read back before it is enforced.
 */
record AttestationTrial(SoftwareAuthenticator authenticator, AttestationPolicy policy, TrustAnchorSource anchors) {

    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private static final String ORIGIN = "https://example.org";
    private static final SignatureSuite SIGNATURES = SignatureSuite.platform();
    private static final UserEntity USER =
            new UserEntity(new UserHandle(ByteString.fromHex("00112233445566778899aabbccddeeff")), "alex", "Alex");

    /** With the standard rules, and without knowing any authenticator. */
    static AttestationTrial of(SoftwareAuthenticator authenticator) {
        return new AttestationTrial(authenticator, AttestationPolicy.any(), TrustAnchorSource.none());
    }

    AttestationTrial with(AttestationRules rules) {
        return with(policy.withRules(rules));
    }

    AttestationTrial with(AttestationPolicy policy) {
        return new AttestationTrial(authenticator, policy, anchors);
    }

    AttestationTrial with(SoftwareAuthenticator authenticator) {
        return new AttestationTrial(authenticator, policy, anchors);
    }

    AttestationTrial trusting(X509Certificate... certificates) {
        return new AttestationTrial(authenticator, policy, TrustAnchorSource.of(Set.of(certificates)));
    }

    Attestation accepted(Fault... faults) {
        try {
            return register(faults);
        } catch (MalformedException | RegistrationRefusedException e) {
            throw new AssertionError(e);
        }
    }

    AttestationFailure refused(Fault... faults) {
        RegistrationRefusedException refused =
                catchThrowableOfType(RegistrationRefusedException.class, () -> register(faults));
        assertThat(refused).as("accepted in spite of %s", List.of(faults)).isNotNull();
        assertThat(refused.failure()).isInstanceOf(RegistrationFailure.AttestationRejected.class);
        AttestationFailure reason = ((RegistrationFailure.AttestationRejected) refused.failure()).reason();
        assertThat(refused).hasMessageContaining(reason.message());
        return reason;
    }

    /** Refused since something at the place could not be read. */
    void malformed(String place, Fault... faults) {
        assertThat(refused(faults))
                .isInstanceOfSatisfying(
                        AttestationFailure.StatementMalformed.class,
                        malformed -> assertThat(malformed.problem().place())
                                .as("%s", malformed.problem())
                                .startsWith(place));
    }

    /** Refused by a rule of the format. */
    void breaks(String place, String rule, Fault... faults) {
        assertThat(refused(faults)).isInstanceOfSatisfying(AttestationFailure.RuleBroken.class, broken -> {
            assertThat(broken.place()).isEqualTo(place);
            assertThat(broken.rule()).contains(rule);
        });
    }

    private Attestation register(Fault... faults) throws MalformedException, RegistrationRefusedException {
        RelyingParty relyingParty = RelyingParty.builder("example.org", "Example")
                .origin(ORIGIN)
                .signatures(SIGNATURES)
                .trustAnchors(anchors)
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .build();
        PendingRegistration pending = relyingParty.beginRegistration(RegistrationRequest.builder(USER)
                .algorithms(List.copyOf(SIGNATURES.supported()))
                .attestation(AttestationConveyance.DIRECT)
                .attestationPolicy(policy)
                .build());
        String response = WebAuthnClient.at(ORIGIN)
                .conveyingAttestationAlways()
                .create(pending.optionsJson(), authenticator, faults);
        return relyingParty
                .verify(PendingRegistration.parse(pending.toJson()), RegistrationResponse.parse(response))
                .attestation();
    }
}
