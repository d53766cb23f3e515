package dev.keystile.webauthn.cose;

import dev.keystile.webauthn.bytes.ByteString;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What can be done to the two numbers of an ECDSA signature and to their encoding. */
final class EcdsaSignatureCases {
    private static final ByteString DATA = ByteString.ofUtf8("signed on a curve");

    private EcdsaSignatureCases() {}

    static Stream<SignatureCase> all() {
        return Stream.of(CoseAlgorithm.ES256, CoseAlgorithm.ES384, CoseAlgorithm.ES512, CoseAlgorithm.ES256K)
                .flatMap(algorithm -> of(algorithm).stream());
    }

    private static List<SignatureCase> of(CoseAlgorithm algorithm) {
        EcKey key = (EcKey) KeyPairs.coseKey(algorithm);
        ByteString signature = KeyPairs.sign(algorithm, DATA);
        BigInteger n = new BigInteger(1, key.curve().order().toByteArray());
        BigInteger[] numbers = DerSignature.numbers(signature);
        BigInteger r = numbers[0];
        BigInteger s = numbers[1];
        List<SignatureCase> cases = new ArrayList<>();
        cases.add(SignatureCase.valid("with the other s", key, DerSignature.of(r, n.subtract(s)), DATA));

        record Numbers(String title, BigInteger r, BigInteger s) {}
        Stream.of(
                        new Numbers("r and s zero", BigInteger.ZERO, BigInteger.ZERO),
                        new Numbers("r zero", BigInteger.ZERO, s),
                        new Numbers("s zero", r, BigInteger.ZERO),
                        new Numbers("r and s one", BigInteger.ONE, BigInteger.ONE),
                        new Numbers("r and s the order", n, n),
                        new Numbers("r the order", n, s),
                        new Numbers("s the order", r, n),
                        new Numbers("r plus the order", r.add(n), s),
                        new Numbers("s plus the order", r, s.add(n)),
                        new Numbers("r minus the order", r.subtract(n), s),
                        new Numbers("s minus the order", r, s.subtract(n)),
                        new Numbers("r negative", r.negate(), s),
                        new Numbers("s negative", r, s.negate()),
                        new Numbers("r and s exchanged", s, r),
                        new Numbers("r huge", BigInteger.TWO.pow(2000), s),
                        new Numbers(
                                "r and s the order less one", n.subtract(BigInteger.ONE), n.subtract(BigInteger.ONE)))
                .forEach(each ->
                        cases.add(SignatureCase.invalid(each.title, key, DerSignature.of(each.r, each.s), DATA)));

        ByteString first = DerSignature.integer(r);
        ByteString second = DerSignature.integer(s);
        ByteString zero = ByteString.of((byte) 0);
        record Encoding(String title, ByteString bytes) {}
        Stream.of(
                        new Encoding("length in more bytes than needed", longLength(signature)),
                        new Encoding("length in four bytes", fourByteLength(first.concat(second))),
                        new Encoding("indefinite length", indefiniteLength(first.concat(second))),
                        new Encoding(
                                "r padded", DerSignature.sequence(padded(first).concat(second))),
                        new Encoding("s padded", DerSignature.sequence(first.concat(padded(second)))),
                        new Encoding(
                                "length of r in more bytes than needed",
                                DerSignature.sequence(longLength(first).concat(second))),
                        new Encoding("bytes behind s", DerSignature.sequence(first.concat(second, zero))),
                        new Encoding("a third number", DerSignature.sequence(first.concat(second, second))),
                        new Encoding("r alone", DerSignature.sequence(first)),
                        new Encoding("no number", DerSignature.sequence(ByteString.empty())),
                        new Encoding(
                                "a number without bytes",
                                DerSignature.sequence(first.concat(ByteString.fromHex("0200")))),
                        new Encoding("another tag", ByteString.of((byte) 0x31).concat(signature.slice(1))),
                        new Encoding(
                                "numbers of another tag",
                                DerSignature.sequence(ByteString.of((byte) 0x0A).concat(first.slice(1), second))),
                        new Encoding("wrapped twice", DerSignature.sequence(signature)),
                        new Encoding("r and s side by side", sideBySide(key.curve(), r, s)),
                        new Encoding(
                                "a length beyond the end",
                                ByteString.of((byte) 0x30, (byte) 0x7F).concat(first, second)))
                .forEach(each -> cases.add(SignatureCase.invalid(each.title, key, each.bytes, DATA)));
        return cases;
    }

    private static ByteString longLength(ByteString value) {
        int headLength = value.uint8At(1) == 0x81 ? 3 : 2;
        ByteString content = value.slice(headLength);
        ByteString head = headLength == 3
                ? ByteString.of(value.byteAt(0), (byte) 0x82, (byte) 0, (byte) content.length())
                : ByteString.of(value.byteAt(0), (byte) 0x81, (byte) content.length());
        return head.concat(content);
    }

    private static ByteString fourByteLength(ByteString content) {
        return ByteString.of((byte) 0x30, (byte) 0x84, (byte) 0, (byte) 0, (byte) 0, (byte) content.length())
                .concat(content);
    }

    private static ByteString indefiniteLength(ByteString content) {
        return ByteString.of((byte) 0x30, (byte) 0x80).concat(content, ByteString.fromHex("0000"));
    }

    private static ByteString padded(ByteString integer) {
        ByteString content = integer.slice(2);
        return ByteString.of((byte) 2, (byte) (content.length() + 1), (byte) 0).concat(content);
    }

    private static ByteString sideBySide(EcCurve curve, BigInteger r, BigInteger s) {
        return fixed(r, curve.coordinateLength()).concat(fixed(s, curve.coordinateLength()));
    }

    static ByteString fixed(BigInteger number, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[length - 1 - i] = number.shiftRight(8 * i).byteValue();
        }
        return ByteString.copyOf(bytes);
    }
}
