package dev.keystile.webauthn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.keystile.webauthn.attestation.AttestationFormat;
import dev.keystile.webauthn.attestation.AttestationObject;
import dev.keystile.webauthn.attestation.TrustAnchorSource;
import dev.keystile.webauthn.authentication.AuthenticationRefusedException;
import dev.keystile.webauthn.authentication.AuthenticationRequest;
import dev.keystile.webauthn.authentication.AuthenticationResponse;
import dev.keystile.webauthn.authentication.PendingAuthentication;
import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.authenticator.UserVerification;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.client.Origin;
import dev.keystile.webauthn.client.RecordedChallenge;
import dev.keystile.webauthn.cose.CoseKey;
import dev.keystile.webauthn.cose.SignatureSuite;
import dev.keystile.webauthn.credential.CredentialRecord;
import dev.keystile.webauthn.credential.Discoverability;
import dev.keystile.webauthn.credential.UserEntity;
import dev.keystile.webauthn.credential.UserHandle;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.registration.PendingRegistration;
import dev.keystile.webauthn.registration.RegistrationRefusedException;
import dev.keystile.webauthn.registration.RegistrationRequest;
import dev.keystile.webauthn.registration.RegistrationResponse;
import dev.keystile.webauthn.testing.AttestationAuthority;
import dev.keystile.webauthn.vectors.Ceremonies;
import dev.keystile.webauthn.vectors.RecordedCeremony;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Recorded ceremonies with bytes turned, cut off, added and doubled, the same ones in each run: whatever the bytes, nothing but
 * the declared failures leaves the library, and no mutated signed part is accepted.
 */
class MutatedCeremoniesTest {

    private static final int MUTATIONS = 24;
    private static final SignatureSuite SIGNATURES = SignatureSuite.platform();
    private static final TrustAnchorSource ANCHORS =
            TrustAnchorSource.of(Set.of(AttestationAuthority.create().root()));
    private static final UserEntity USER =
            new UserEntity(new UserHandle(ByteString.fromHex("0123456789abcdef")), "alex", "Alex");

    static Stream<RecordedCeremony> registrations() {
        return Ceremonies.recorded().filter(ceremony -> ceremony.registration().isPresent());
    }

    static Stream<RecordedCeremony> authentications() {
        return Ceremonies.recorded()
                .filter(ceremony -> !ceremony.authentications().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("registrations")
    void failOnlyAsDeclaredInRegistrations(RecordedCeremony ceremony) throws Exception {
        Random random = new Random(ceremony.id().hashCode());
        JsonObject registration = ceremony.registration().orElseThrow();
        RelyingParty relyingParty = relyingParty(ceremony);
        PendingRegistration pending = pending(relyingParty, ceremony.bytes(registration, "challenge"));
        for (String member : List.of("clientDataJSON", "attestationObject")) {
            for (int i = 0; i < MUTATIONS; i++) {
                String response = mutated(ceremony.registrationResponse(), member, Mutation.any(random));
                try {
                    JsonObject json = JsonObject.parse(response);
                    relyingParty.verify(
                            pending,
                            RegistrationResponse.parse(json, AttestationObject.FORM.allowingIndefiniteContainers()));
                } catch (MalformedException | RegistrationRefusedException expected) {
                    assertThat(expected.getMessage()).isNotEmpty();
                } catch (RuntimeException | Error e) {
                    fail(member + " of " + ceremony + " as " + response, e);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("authentications")
    void areRefusedInAuthentications(RecordedCeremony ceremony) throws Exception {
        Random random = new Random(ceremony.id().hashCode());
        JsonObject authentication = ceremony.authentications().get(0);
        RelyingParty relyingParty = relyingParty(ceremony);
        PendingAuthentication pending = pending(relyingParty, authentication, ceremony);
        for (String member : List.of("clientDataJSON", "authenticatorData", "signature")) {
            for (int i = 0; i < MUTATIONS; i++) {
                String response =
                        mutated(ceremony.authenticationResponse(authentication), member, Mutation.any(random));
                try {
                    AuthenticationResponse parsed = AuthenticationResponse.parse(response);
                    relyingParty.verify(pending, parsed, record(ceremony, parsed.unverifiedCredentialId()));
                    fail("accepted: " + member + " of " + ceremony + " as " + response);
                } catch (MalformedException | AuthenticationRefusedException expected) {
                    assertThat(expected.getMessage()).isNotEmpty();
                } catch (RuntimeException e) {
                    fail(member + " of " + ceremony + " as " + response, e);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("authentications")
    void failOnlyAsDeclaredInTheirText(RecordedCeremony ceremony) {
        Random random = new Random(ceremony.id().hashCode());
        String proper =
                ceremony.authenticationResponse(ceremony.authentications().get(0));
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = Mutation.any(random).apply(ByteString.ofUtf8(proper).toByteArray());
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            seen.add(text);
            try {
                AuthenticationResponse.parse(text);
            } catch (MalformedException expected) {
                assertThat(expected.getMessage()).isNotEmpty();
            }
            try {
                RegistrationResponse.parse(text);
                fail("accepted as a registration: " + text);
            } catch (MalformedException expected) {
                assertThat(expected.getMessage()).isNotEmpty();
            }
        }
        assertThat(seen).hasSizeGreaterThan(MUTATIONS / 2);
    }

    /** A change of bytes. */
    private interface Mutation extends UnaryOperator<byte[]> {

        static Mutation any(Random random) {
            return switch (random.nextInt(6)) {
                case 0 -> bytes -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
                case 1 -> bytes -> Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(4));
                case 2 ->
                    bytes -> {
                        byte[] changed = bytes.clone();
                        changed[random.nextInt(bytes.length)] = (byte) (bytes[0] == 0 ? 1 : 0xff);
                        return Arrays.equals(changed, bytes) ? Arrays.copyOf(bytes, bytes.length - 1) : changed;
                    };
                case 3 ->
                    bytes -> {
                        int at = random.nextInt(bytes.length);
                        byte[] changed = new byte[bytes.length + 1];
                        System.arraycopy(bytes, 0, changed, 0, at);
                        changed[at] = (byte) random.nextInt();
                        System.arraycopy(bytes, at, changed, at + 1, bytes.length - at);
                        return changed;
                    };
                default ->
                    bytes -> {
                        byte[] changed = bytes.clone();
                        changed[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                        return changed;
                    };
            };
        }
    }

    private static String mutated(String response, String member, Mutation mutation) throws MalformedException {
        String text = JsonObject.parse(response).requiredObject("response").requiredString(member);
        byte[] mutated = mutation.apply(ByteString.fromBase64Url(text).toByteArray());
        return response.replace(text, ByteString.copyOf(mutated).toBase64Url());
    }

    private static RelyingParty relyingParty(RecordedCeremony ceremony) {
        return RelyingParty.builder(ceremony.rpId(), "Recorded")
                .origin(Origin.of(ceremony.origin()))
                .signatures(SIGNATURES)
                .trustAnchors(ANCHORS)
                .build();
    }

    private static PendingRegistration pending(RelyingParty relyingParty, ByteString challenge) {
        PendingRegistration begun = relyingParty.beginRegistration(RegistrationRequest.builder(USER)
                .algorithms(List.copyOf(SIGNATURES.supported()))
                .userVerification(UserVerification.DISCOURAGED)
                .conditional(true)
                .build());
        return new PendingRegistration(
                begun.rpId(), begun.rpName(), RecordedChallenge.of(challenge), begun.expiresAt(), begun.request());
    }

    private static PendingAuthentication pending(
            RelyingParty relyingParty, JsonObject authentication, RecordedCeremony ceremony) {
        PendingAuthentication begun = relyingParty.beginAuthentication(AuthenticationRequest.builder()
                .user(USER.id())
                .userVerification(UserVerification.DISCOURAGED)
                .build());
        return new PendingAuthentication(
                begun.rpId(),
                RecordedChallenge.of(ceremony.bytes(authentication, "challenge")),
                begun.expiresAt(),
                begun.request());
    }

    private static CredentialRecord record(RecordedCeremony ceremony, CredentialId id) throws MalformedException {
        return new CredentialRecord(
                relyingParty(ceremony).id(),
                USER.id(),
                id,
                CoseKey.parse(ceremony.credentialPublicKey()),
                0,
                false,
                false,
                false,
                Set.of(),
                Aaguid.ZERO,
                AttestationFormat.NONE,
                Discoverability.UNKNOWN);
    }
}
