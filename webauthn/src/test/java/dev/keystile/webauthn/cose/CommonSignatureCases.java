package dev.keystile.webauthn.cose;

import dev.keystile.webauthn.bytes.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** What can be done to the signatures of any algorithm. */
final class CommonSignatureCases {
    private static final ByteString DATA = ByteString.ofUtf8("authenticator data and the hash of client data");

    private CommonSignatureCases() {}

    static Stream<SignatureCase> all() {
        return Arrays.stream(SignatureScheme.values()).flatMap(scheme -> of(scheme.algorithm()).stream());
    }

    private static List<SignatureCase> of(CoseAlgorithm algorithm) {
        CoseKey key = KeyPairs.coseKey(algorithm);
        ByteString signature = KeyPairs.sign(algorithm, DATA);
        ByteString otherSignature = KeyPairs.sign(KeyPairs.make(algorithm).getPrivate(), algorithm, DATA);
        List<SignatureCase> cases = new ArrayList<>();
        cases.add(SignatureCase.valid("as made", key, signature, DATA));
        cases.add(SignatureCase.valid(
                "over nothing", key, KeyPairs.sign(algorithm, ByteString.empty()), ByteString.empty()));
        cases.add(SignatureCase.invalid("over other data", key, signature, DATA.concat(ByteString.of((byte) 0))));
        cases.add(SignatureCase.invalid("by another key", key, otherSignature, DATA));
        cases.add(SignatureCase.invalid("empty", key, ByteString.empty(), DATA));
        cases.add(SignatureCase.invalid("of zeros", key, ByteString.copyOf(new byte[signature.length()]), DATA));
        cases.add(SignatureCase.invalid("cut at the end", key, signature.slice(0, signature.length() - 1), DATA));
        cases.add(SignatureCase.invalid("cut at the start", key, signature.slice(1), DATA));
        cases.add(SignatureCase.invalid("a byte longer", key, signature.concat(ByteString.of((byte) 0)), DATA));
        cases.add(SignatureCase.invalid(
                "a byte longer in front", key, ByteString.of((byte) 0).concat(signature), DATA));
        new Random(algorithm.id())
                .ints(12, 0, 8 * signature.length())
                .distinct()
                .forEach(bit ->
                        cases.add(SignatureCase.invalid("bit " + bit + " flipped", key, flip(signature, bit), DATA)));
        return cases;
    }

    private static ByteString flip(ByteString bytes, int bit) {
        byte[] flipped = bytes.toByteArray();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return ByteString.copyOf(flipped);
    }
}
