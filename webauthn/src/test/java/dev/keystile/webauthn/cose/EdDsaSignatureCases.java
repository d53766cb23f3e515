package dev.keystile.webauthn.cose;

import dev.keystile.webauthn.bytes.ByteString;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What can be done to the point and the number of an EdDSA signature. */
final class EdDsaSignatureCases {
    private static final ByteString DATA = ByteString.ofUtf8("signed on a twisted curve");
    private static final BigInteger SECRET = new BigInteger("123456789abcdef".repeat(4), 16);
    private static final BigInteger NONCE = new BigInteger("fedcba987654321".repeat(4), 16);

    private EdDsaSignatureCases() {}

    static Stream<SignatureCase> all() {
        return Stream.concat(ed25519().stream(), ed448().stream());
    }

    private static List<SignatureCase> ed25519() {
        EdwardsCurve publicPoint = EdwardsCurve.BASE.times(SECRET);
        OkpKey key = new OkpKey(CoseAlgorithm.EDDSA, OkpCurve.ED25519, publicPoint.encoded());
        List<SignatureCase> cases = new ArrayList<>();
        ByteString valid = sign(EdwardsCurve.BASE.times(NONCE).encoded(), key, NONCE);
        cases.add(SignatureCase.valid("made by hand", key, valid, DATA));
        cases.add(SignatureCase.valid(
                "with the nonce zero", key, sign(EdwardsCurve.IDENTITY.encoded(), key, BigInteger.ZERO), DATA));

        ByteString point = valid.slice(0, 32);
        BigInteger number = number(valid.slice(32));
        cases.add(SignatureCase.invalid(
                "plus the order", key, point.concat(EdwardsCurve.littleEndian(number.add(EdwardsCurve.L))), DATA));
        cases.add(SignatureCase.invalid(
                "plus eight times the order",
                key,
                point.concat(EdwardsCurve.littleEndian(number.add(EdwardsCurve.L.shiftLeft(3)))),
                DATA));
        cases.add(SignatureCase.invalid(
                "highest bit set", key, point.concat(EdwardsCurve.littleEndian(number.setBit(255))), DATA));
        cases.add(SignatureCase.invalid(
                "identity, negative", key, signWithEncoding("01" + "00".repeat(30) + "80", key), DATA));
        cases.add(SignatureCase.invalid(
                "identity, y plus the prime", key, signWithEncoding("ee" + "ff".repeat(30) + "7f", key), DATA));
        cases.add(SignatureCase.invalid(
                "identity, y plus the prime, negative", key, signWithEncoding("ee" + "ff".repeat(31), key), DATA));

        EdwardsCurve torsion = EdwardsCurve.ofOrderEight();
        EdwardsCurve shifted = EdwardsCurve.BASE.times(NONCE).plus(torsion);
        cases.add(
                SignatureCase.invalid("valid only times the cofactor", key, sign(shifted.encoded(), key, NONCE), DATA));
        cases.addAll(keyWithTorsion(publicPoint.plus(torsion)));
        return cases;
    }

    /** A key that is the sum of an honest one and one of small order: its owner can make signatures of either kind. */
    private static List<SignatureCase> keyWithTorsion(EdwardsCurve publicPoint) {
        OkpKey key = new OkpKey(CoseAlgorithm.EDDSA, OkpCurve.ED25519, publicPoint.encoded());
        List<SignatureCase> cases = new ArrayList<>();
        for (long i = 0; i < 16; i++) {
            BigInteger nonce = NONCE.add(BigInteger.valueOf(i));
            EdwardsCurve commitment = EdwardsCurve.BASE.times(nonce);
            BigInteger challenge = EdwardsCurve.challenge(commitment.encoded(), key.x(), DATA);
            boolean torsionVanishes = challenge.mod(BigInteger.valueOf(8)).signum() == 0;
            cases.add(new SignatureCase(
                    "key with torsion, challenge modulo 8 is " + challenge.mod(BigInteger.valueOf(8)),
                    key,
                    sign(commitment.encoded(), key, nonce),
                    DATA,
                    torsionVanishes));
        }
        return cases;
    }

    private static ByteString signWithEncoding(String commitment, OkpKey key) {
        return sign(ByteString.fromHex(commitment), key, BigInteger.ZERO);
    }

    private static ByteString sign(ByteString commitment, OkpKey key, BigInteger nonce) {
        BigInteger challenge = EdwardsCurve.challenge(commitment, key.x(), DATA);
        BigInteger number = nonce.add(challenge.multiply(SECRET)).mod(EdwardsCurve.L);
        return commitment.concat(EdwardsCurve.littleEndian(number));
    }

    private static BigInteger number(ByteString littleEndian) {
        BigInteger number = BigInteger.ZERO;
        for (int i = littleEndian.length() - 1; i >= 0; i--) {
            number = number.shiftLeft(8).or(BigInteger.valueOf(littleEndian.uint8At(i)));
        }
        return number;
    }

    private static List<SignatureCase> ed448() {
        OkpKey key = (OkpKey) KeyPairs.coseKey(CoseAlgorithm.ED448);
        ByteString signature = KeyPairs.sign(CoseAlgorithm.ED448, DATA);
        BigInteger order = BigInteger.TWO
                .pow(446)
                .subtract(new BigInteger("13818066809895115352007386748515426880336692474882178609894547503885"));
        BigInteger number = number(signature.slice(57));
        List<SignatureCase> cases = new ArrayList<>();
        for (int times = 1; times <= 3; times++) {
            BigInteger sum = number.add(order.multiply(BigInteger.valueOf(times)));
            byte[] bytes = new byte[57];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = sum.shiftRight(8 * i).byteValue();
            }
            cases.add(SignatureCase.invalid(
                    "plus " + times + " times the order",
                    key,
                    signature.slice(0, 57).concat(ByteString.copyOf(bytes)),
                    DATA));
        }
        byte[] last = signature.toByteArray();
        last[56] ^= 1;
        cases.add(
                SignatureCase.invalid("a bit that means nothing set in the point", key, ByteString.copyOf(last), DATA));
        return cases;
    }
}
