package dev.keystile.webauthn.cose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.webauthn.bytes.ByteString;
import java.math.BigInteger;
import java.security.interfaces.RSAPrivateKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 8017 section 9.2: 00 01 FF … FF 00, and the hash with its name. */
class Pkcs1HashTest {
    private static final RsaKey KEY = (RsaKey) KeyPairs.coseKey(CoseAlgorithm.RS256);
    private static final int LENGTH = KEY.modulus().length();

    private static String prefix(Pkcs1Hash hash) {
        return switch (hash) {
            case SHA_1 -> "3021300906052b0e03021a05000414";
            case SHA_256 -> "3031300d060960864801650304020105000420";
            case SHA_384 -> "3041300d060960864801650304020205000430";
            case SHA_512 -> "3051300d060960864801650304020305000440";
        };
    }

    private static int hashLength(Pkcs1Hash hash) {
        return ByteString.fromHex(prefix(hash)).uint8At(prefix(hash).length() / 2 - 1);
    }

    /** The encoded message, with a hash of nothing but 5A. */
    private static byte[] message(Pkcs1Hash hash) {
        ByteString info = ByteString.fromHex(prefix(hash) + "5a".repeat(hashLength(hash)));
        ByteString padding = ByteString.fromHex("ff".repeat(LENGTH - 3 - info.length()));
        return ByteString.fromHex("0001")
                .concat(padding, ByteString.of((byte) 0), info)
                .toByteArray();
    }

    private static boolean isExact(Pkcs1Hash hash, byte[] message) {
        RSAPrivateKey key = (RSAPrivateKey) KeyPairs.of(CoseAlgorithm.RS256).getPrivate();
        BigInteger signature = new BigInteger(1, message).modPow(key.getPrivateExponent(), key.getModulus());
        return hash.isExactIn(KEY, EcdsaSignatureCases.fixed(signature, LENGTH));
    }

    @ParameterizedTest
    @EnumSource
    void isExactWithAnyHashOfItsLength(Pkcs1Hash hash) {
        byte[] message = message(hash);
        assertThat(isExact(hash, message)).isTrue();
        message[LENGTH - 1] = 0;
        message[LENGTH - hashLength(hash)] = (byte) 0xFF;
        assertThat(isExact(hash, message)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void isNotExactWithAnyOtherByteInFrontOfIt(Pkcs1Hash hash) {
        for (int i = 1; i < LENGTH - hashLength(hash); i++) {
            byte[] message = message(hash);
            message[i] ^= 1;
            assertThat(isExact(hash, message)).as("byte %s", i).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void isNotExactForAnotherHash(Pkcs1Hash hash) {
        for (Pkcs1Hash other : Pkcs1Hash.values()) {
            assertThat(isExact(hash, message(other))).isEqualTo(hash == other);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isNotExactInAShorterNumber(Pkcs1Hash hash) {
        byte[] message = message(hash);
        message[1] = 0;
        assertThat(isExact(hash, message)).isFalse();
        assertThat(isExact(hash, new byte[] {1})).isFalse();
    }
}
