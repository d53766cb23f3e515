package dev.keystile.webauthn.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cbor.CborOptions;
import dev.keystile.webauthn.cose.SignatureSuite;
import dev.keystile.webauthn.vectors.Ceremonies;
import dev.keystile.webauthn.vectors.RecordedCeremony;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recorded attestation objects with bytes changed: every one is accepted or refused, and nothing else happens. */
class MutatedStatementsTest {

    private static final int MUTANTS = 400;
    private static final AttestationVerifier VERIFIER =
            new AttestationVerifier(SignatureSuite.platform(), TrustAnchorSource.none());
    private static final CborOptions FORM = AttestationObject.FORM.allowingIndefiniteContainers();

    @ParameterizedTest
    @ValueSource(strings = {"tpm", "android-key", "android-safetynet", "fido-u2f", "apple"})
    void areAcceptedOrRefused(String format) throws Exception {
        List<RecordedCeremony> ceremonies = Ceremonies.recorded()
                .filter(ceremony -> ceremony.attestationFormat().equals(format))
                .filter(ceremony -> ceremony.registration().isPresent())
                .toList();
        Random random = new Random(format.hashCode());
        int refused = 0;
        for (int i = 0; i < MUTANTS; i++) {
            RecordedCeremony ceremony = ceremonies.get(random.nextInt(ceremonies.size()));
            if (isRefused(ceremony, mutant(attestationObject(ceremony), random))) {
                refused++;
            }
        }
        // What nobody looks at may change: names in other certificates, the authenticator data beside a certificate.
        assertThat(refused).isGreaterThan(MUTANTS / 3);
    }

    private static boolean isRefused(RecordedCeremony ceremony, ByteString mutant) {
        ByteString clientDataHash = ceremony.bytes(ceremony.registration().orElseThrow(), "clientDataJSON")
                .sha256();
        AttestationPolicy policy = AttestationPolicy.any()
                .withFormats(Set.copyOf(Stream.of(ceremony.attestationFormat())
                        .map(AttestationFormat::new)
                        .toList()))
                .withRules(AttestationRules.standard().withAndroidKey(AndroidKeyEnforcement.SOFTWARE));
        try {
            VERIFIER.verify(AttestationObject.parse(mutant, FORM), clientDataHash, policy, ceremony.madeAt());
            return false;
        } catch (MalformedException | AttestationRefusedException e) {
            return true;
        }
    }

    private static ByteString attestationObject(RecordedCeremony ceremony) {
        return ceremony.bytes(ceremony.registration().orElseThrow(), "attestationObject");
    }

    private static ByteString mutant(ByteString original, Random random) {
        byte[] bytes = original.toByteArray();
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(4)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt();
            case 2 -> bytes[at]++;
            default -> {
                int from = random.nextInt(bytes.length);
                int length = Math.min(random.nextInt(8) + 1, bytes.length - Math.max(at, from));
                System.arraycopy(bytes.clone(), from, bytes, at, length);
            }
        }
        return ByteString.of(bytes);
    }
}
