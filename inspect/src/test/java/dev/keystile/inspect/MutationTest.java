package dev.keystile.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.testing.Attestation;
import dev.keystile.webauthn.testing.AttestationAuthority;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import dev.keystile.webauthn.testing.WebAuthnClient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever is done to the bytes, an inspection ends with a view or with nothing, never with an exception. */
@Tag("once")
class MutationTest {
    private static final int MUTANTS_PER_OBJECT = 400;

    @Test
    void noExceptionLeavesTheInspector() throws Exception {
        Random random = new Random(20261122);
        int shown = 0;
        List<ByteString> originals = originals();
        for (ByteString original : originals) {
            for (int i = 0; i < MUTANTS_PER_OBJECT; i++) {
                ByteString mutant = mutated(original, random);
                shown += inspects(mutant) ? 1 : 0;
                if (i % 8 == 0) {
                    Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
                    inspects(mutant, kind);
                }
            }
        }
        assertThat(originals).hasSizeGreaterThan(20);
        assertThat(shown).isGreaterThan(originals.size() * MUTANTS_PER_OBJECT / 4);
    }

    @Test
    void everyKindTakesEveryObject() throws Exception {
        for (ByteString original : originals()) {
            for (Kind kind : Kind.values()) {
                inspects(original, kind);
            }
        }
        assertThat(Kind.values()).hasSizeGreaterThan(10);
    }

    private static boolean inspects(ByteString input) {
        try {
            return Inspector.inspect(input).isPresent();
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("An exception left the inspector for " + input.toHex(), e);
        }
    }

    private static void inspects(ByteString input, Kind kind) {
        try {
            Inspector.inspect(input, kind);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("An exception left the inspector for " + kind + " " + input.toHex(), e);
        }
    }

    private static List<ByteString> originals() throws Exception {
        AttestationAuthority maker = AttestationAuthority.create();
        List<ByteString> originals = new ArrayList<>();
        WebAuthnClient browser = WebAuthnClient.at("https://example.org").conveyingAttestationAlways();
        for (Attestation attestation : List.of(
                Attestation.self(),
                Attestation.packed(maker),
                Attestation.tpm(maker),
                Attestation.androidKey(maker),
                Attestation.apple(maker),
                Attestation.fidoU2f(maker),
                Attestation.androidSafetyNet(maker),
                Attestation.compound(Attestation.self(), Attestation.tpm(maker)))) {
            SoftwareAuthenticator authenticator =
                    SoftwareAuthenticator.builder().attestation(attestation).build();
            JsonObject response = JsonObject.parse(browser.create(OPTIONS, authenticator));
            originals.add(ByteString.ofUtf8(response.toJson()));
            JsonObject part = response.requiredObject("response");
            originals.add(part.requiredBytes("attestationObject"));
            originals.add(part.requiredBytes("authenticatorData"));
        }
        originals.add(ByteString.ofUtf8(OPTIONS));
        originals.add(ByteString.copyOf(maker.root().getEncoded()));
        originals.add(ByteString.copyOf(maker.root().getPublicKey().getEncoded()));
        return originals;
    }

    private static final String OPTIONS = """
            {"rp": {"id": "example.org", "name": "Example"}, "user": {"id": "AAECAw", "name": "ada", "displayName": "Ada"},
             "challenge": "AAECAwQFBgcICQoLDA0ODw", "pubKeyCredParams": [{"type": "public-key", "alg": -7}],
             "timeout": 60000, "attestation": "direct", "excludeCredentials": [], "extensions": {"credProps": true, "uvm": true}}
            """;

    private static ByteString mutated(ByteString original, Random random) {
        byte[] bytes = original.toByteArray();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                case 3 -> bytes = without(bytes, at, 1 + random.nextInt(8));
                case 4 -> bytes = with(bytes, at, random);
                default -> bytes[at] = INTERESTING[random.nextInt(INTERESTING.length)];
            }
        }
        return ByteString.copyOf(bytes);
    }

    private static final byte[] INTERESTING = {
        0,
        -1,
        0x7F,
        (byte) 0x80,
        0x30,
        (byte) 0x9F,
        (byte) 0xBF,
        (byte) 0x5F,
        (byte) 0xF9,
        0x1B,
        '"',
        '{',
        '[',
        ',',
        '\\'
    };

    private static byte[] without(byte[] bytes, int at, int length) {
        int end = Math.min(bytes.length, at + length);
        return ByteString.copyOf(bytes, 0, at)
                .concat(ByteString.copyOf(bytes, end, bytes.length - end))
                .toByteArray();
    }

    private static byte[] with(byte[] bytes, int at, Random random) {
        byte[] more = new byte[1 + random.nextInt(8)];
        random.nextBytes(more);
        return ByteString.copyOf(bytes, 0, at)
                .concat(ByteString.copyOf(more), ByteString.copyOf(bytes, at, bytes.length - at))
                .toByteArray();
    }
}
