package dev.keystile.webauthn.cose;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keystile.webauthn.bytes.ByteString;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What can be done to the number, the padding and the encoded hash of an RSA signature. */
final class RsaSignatureCases {
    private static final ByteString DATA = ByteString.ofUtf8("signed by a power");
    private static final int LENGTH = 256;

    /** The DER of a DigestInfo of SHA-256 up to the hash, RFC 8017 section 9.2. */
    private static final String SHA256_INFO = "3031300d060960864801650304020105000420";

    private RsaSignatureCases() {}

    static Stream<SignatureCase> all() {
        return Stream.concat(pkcs1().stream(), pss().stream());
    }

    private static List<SignatureCase> pkcs1() {
        RsaKey key = (RsaKey) KeyPairs.coseKey(CoseAlgorithm.RS256);
        ByteString hash = DATA.sha256();
        ByteString signature = KeyPairs.sign(CoseAlgorithm.RS256, DATA);
        List<SignatureCase> cases = new ArrayList<>();
        cases.add(SignatureCase.valid("encoded by hand", key, raw(padded(info(SHA256_INFO, hash))), DATA));
        cases.addAll(numbers(key, signature, CoseAlgorithm.RS256));

        record Encoding(String title, ByteString message) {}
        Stream.of(
                        new Encoding(
                                "no parameters beside the hash's name",
                                padded(info("302f300b0609608648016503040201" + "0420", hash))),
                        new Encoding(
                                "the name of SHA-1", padded(info("3021300906052b0e03021a05000414", hash.slice(0, 20)))),
                        new Encoding(
                                "the name of SHA-384", padded(info("3041300d060960864801650304020205000430", hash))),
                        new Encoding("the bare hash", padded(hash)),
                        new Encoding(
                                "bytes behind the hash",
                                padded(info(SHA256_INFO, hash).concat(ByteString.of((byte) 0)))),
                        new Encoding("a long length", padded(info("308131300d060960864801650304020105000420", hash))),
                        new Encoding(
                                "parameters that are no null",
                                padded(info("3031300d060960864801650304020104000420", hash))),
                        new Encoding(
                                "eight bytes of padding and rubbish behind", shortPadding(info(SHA256_INFO, hash))),
                        new Encoding("padding of zeros", zeroPadding(info(SHA256_INFO, hash))),
                        new Encoding("padding for encryption", blockType2(info(SHA256_INFO, hash))),
                        new Encoding("no padding", flushRight(info(SHA256_INFO, hash))),
                        new Encoding("padding with one other byte", oneOtherByte(info(SHA256_INFO, hash))))
                .forEach(each -> cases.add(SignatureCase.invalid(each.title, key, raw(each.message), DATA)));
        return cases;
    }

    private static List<SignatureCase> numbers(RsaKey key, ByteString signature, CoseAlgorithm algorithm) {
        BigInteger n = new BigInteger(1, key.modulus().toByteArray());
        List<SignatureCase> cases = new ArrayList<>();
        record Numbered(String title, BigInteger number) {}
        Stream.of(
                        new Numbered("one", BigInteger.ONE),
                        new Numbered("the modulus", n),
                        new Numbered("the modulus less one", n.subtract(BigInteger.ONE)),
                        new Numbered(
                                "the modulus less the signature",
                                n.subtract(new BigInteger(1, signature.toByteArray()))))
                .forEach(each -> cases.add(
                        SignatureCase.invalid(each.title, key, EcdsaSignatureCases.fixed(each.number, LENGTH), DATA)));
        ByteString data = DATA;
        ByteString small = signature;
        while (new BigInteger(1, small.toByteArray()).add(n).bitLength() > 8 * LENGTH) {
            data = data.concat(ByteString.of((byte) ' '));
            small = KeyPairs.sign(algorithm, data);
        }
        BigInteger sum = new BigInteger(1, small.toByteArray()).add(n);
        cases.add(SignatureCase.invalid("plus the modulus", key, EcdsaSignatureCases.fixed(sum, LENGTH), data));
        while (small.byteAt(0) != 0) {
            data = data.concat(ByteString.of((byte) ' '));
            small = KeyPairs.sign(algorithm, data);
        }
        cases.add(SignatureCase.valid("with a leading zero", key, small, data));
        cases.add(SignatureCase.invalid("without its leading zero", key, small.slice(1), data));
        return cases;
    }

    private static List<SignatureCase> pss() {
        RsaKey key = (RsaKey) KeyPairs.coseKey(CoseAlgorithm.PS256);
        ByteString signature = KeyPairs.sign(CoseAlgorithm.PS256, DATA);
        List<SignatureCase> cases = new ArrayList<>(numbers(key, signature, CoseAlgorithm.PS256));
        for (int saltLength : new int[] {0, 20, 31, 33, 64, LENGTH - 32 - 2}) {
            cases.add(SignatureCase.invalid(
                    "a salt of " + saltLength + " bytes", key, pss("SHA-256", "SHA-256", saltLength), DATA));
        }
        cases.add(SignatureCase.invalid("a mask by SHA-1", key, pss("SHA-256", "SHA-1", 32), DATA));
        cases.add(SignatureCase.invalid("hash and mask by SHA-512", key, pss("SHA-512", "SHA-512", 32), DATA));
        cases.add(SignatureCase.invalid("the other padding", key, pkcs1With(CoseAlgorithm.PS256), DATA));
        RsaKey pkcs1Key = (RsaKey) KeyPairs.coseKey(CoseAlgorithm.RS256);
        ByteString pssUnderPkcs1 =
                KeyPairs.sign(KeyPairs.of(CoseAlgorithm.RS256).getPrivate(), CoseAlgorithm.PS256, DATA);
        cases.add(SignatureCase.invalid("the other padding", pkcs1Key, pssUnderPkcs1, DATA));
        return cases;
    }

    private static ByteString pkcs1With(CoseAlgorithm algorithm) {
        return KeyPairs.sign(KeyPairs.of(algorithm).getPrivate(), CoseAlgorithm.RS256, DATA);
    }

    private static ByteString pss(String hash, String maskHash, int saltLength) {
        try {
            Signature signature = Signature.getInstance("RSASSA-PSS");
            signature.setParameter(new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(maskHash), saltLength, 1));
            signature.initSign(KeyPairs.of(CoseAlgorithm.PS256).getPrivate());
            signature.update(DATA.toByteArray());
            return ByteString.copyOf(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static ByteString info(String prefix, ByteString hash) {
        return ByteString.fromHex(prefix).concat(hash);
    }

    private static ByteString padded(ByteString info) {
        return block(1, 0xFF, LENGTH - 3 - info.length(), info);
    }

    private static ByteString zeroPadding(ByteString info) {
        return block(0, 0x00, LENGTH - 3 - info.length(), info);
    }

    private static ByteString blockType2(ByteString info) {
        return block(2, 0xFF, LENGTH - 3 - info.length(), info);
    }

    private static ByteString shortPadding(ByteString info) {
        ByteString rubbish =
                ByteString.copyOf("x".repeat(LENGTH - 3 - 8 - info.length()).getBytes(UTF_8));
        return block(1, 0xFF, 8, info.concat(rubbish));
    }

    private static ByteString oneOtherByte(ByteString info) {
        byte[] block = padded(info).toByteArray();
        block[20] = 0x7F;
        return ByteString.copyOf(block);
    }

    private static ByteString flushRight(ByteString info) {
        return ByteString.copyOf(new byte[LENGTH - info.length()]).concat(info);
    }

    private static ByteString block(int type, int padding, int paddingLength, ByteString content) {
        return ByteString.of((byte) 0, (byte) type)
                .concat(
                        ByteString.fromHex(String.format("%02x", padding).repeat(paddingLength)),
                        ByteString.of((byte) 0),
                        content);
    }

    /** The signature whose power the block is. */
    private static ByteString raw(ByteString block) {
        RSAPrivateKey key = (RSAPrivateKey) KeyPairs.of(CoseAlgorithm.RS256).getPrivate();
        BigInteger number = new BigInteger(1, block.toByteArray());
        return EcdsaSignatureCases.fixed(number.modPow(key.getPrivateExponent(), key.getModulus()), LENGTH);
    }
}
