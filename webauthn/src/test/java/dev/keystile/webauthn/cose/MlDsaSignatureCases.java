package dev.keystile.webauthn.cose;

import dev.keystile.webauthn.bytes.ByteString;
import java.util.List;
import java.util.stream.Stream;

/**
 * What can be done to the hints of an ML-DSA signature without changing what they say: they are places in polynomials, in
 * ascending order, with zeros where fewer than the most are used, and behind them where each polynomial's end (FIPS 204, algorithm
 * 21). Only that one encoding is a signature.
 */
final class MlDsaSignatureCases {

    private MlDsaSignatureCases() {}

    static Stream<SignatureCase> all() {
        return Stream.of(
                        of(CoseAlgorithm.ML_DSA_44, 80, 4),
                        of(CoseAlgorithm.ML_DSA_65, 55, 6),
                        of(CoseAlgorithm.ML_DSA_87, 75, 8))
                .flatMap(List::stream);
    }

    private static List<SignatureCase> of(CoseAlgorithm algorithm, int mostHints, int polynomials) {
        CoseKey key = KeyPairs.coseKey(algorithm);
        for (int i = 0; ; i++) {
            ByteString data = ByteString.ofUtf8("signed with hints, " + i);
            Hints hints = new Hints(KeyPairs.sign(algorithm, data), mostHints, polynomials);
            if (hints.used() < mostHints && hints.firstPair() >= 0) {
                return List.of(
                        SignatureCase.valid("hints as made", key, hints.signature(), data),
                        SignatureCase.invalid("hints out of order", key, hints.swapped(), data),
                        SignatureCase.invalid("a hint twice", key, hints.repeated(), data),
                        SignatureCase.invalid("something behind the hints", key, hints.padded(), data));
            }
        }
    }

    private record Hints(ByteString signature, int most, int polynomials) {

        private int from() {
            return signature.length() - most - polynomials;
        }

        private int end(int polynomial) {
            return signature.uint8At(from() + most + polynomial);
        }

        /** How many there are in all. */
        int used() {
            return end(polynomials - 1);
        }

        /** The place of the first of two hints in the first polynomial; -1 when it has fewer. */
        int firstPair() {
            return end(0) >= 2 ? from() : -1;
        }

        ByteString swapped() {
            byte[] changed = signature.toByteArray();
            byte first = changed[from()];
            changed[from()] = changed[from() + 1];
            changed[from() + 1] = first;
            return ByteString.copyOf(changed);
        }

        ByteString repeated() {
            byte[] changed = signature.toByteArray();
            System.arraycopy(changed, from(), changed, from() + 1, used());
            for (int i = 0; i < polynomials; i++) {
                changed[from() + most + i]++;
            }
            return ByteString.copyOf(changed);
        }

        ByteString padded() {
            byte[] changed = signature.toByteArray();
            changed[from() + most - 1] = (byte) 0xFF;
            return ByteString.copyOf(changed);
        }
    }
}
