package dev.keystile.webauthn.cose;

import dev.keystile.webauthn.bytes.ByteString;
import java.math.BigInteger;

/** The hashes of RSASSA-PKCS1-v1_5 signatures, and how they must be encoded inside, RFC 8017 section 9.2. */
enum Pkcs1Hash {
    SHA_1("3021300906052b0e03021a05000414", 20),
    SHA_256("3031300d060960864801650304020105000420", 32),
    SHA_384("3041300d060960864801650304020205000430", 48),
    SHA_512("3051300d060960864801650304020305000440", 64);

    /** The DER of a DigestInfo up to the hash. */
    private final ByteString prefix;

    private final int hashLength;

    Pkcs1Hash(String prefix, int hashLength) {
        this.prefix = ByteString.fromHex(prefix);
        this.hashLength = hashLength;
    }

    /**
     * Whether in a signature, which a provider has found to be valid, the hash has its one correct encoding. Some providers also
     * take a name of the hash without the null that belongs to it.
     */
    boolean isExactIn(RsaKey key, ByteString signature) {
        BigInteger modulus = new BigInteger(1, key.modulus().toByteArray());
        BigInteger exponent = new BigInteger(1, key.exponent().toByteArray());
        byte[] message = new BigInteger(1, signature.toByteArray())
                .modPow(exponent, modulus)
                .toByteArray();
        // The number's first byte, a zero, is not there: 01 FF … FF 00 DigestInfo.
        int length = key.modulus().length() - 1;
        int infoAt = length - hashLength - prefix.length();
        if (message.length != length || message[0] != 1 || message[infoAt - 1] != 0) {
            return false;
        }
        for (int i = 1; i < infoAt - 1; i++) {
            if (message[i] != -1) {
                return false;
            }
        }
        return ByteString.copyOf(message, infoAt, prefix.length()).equals(prefix);
    }
}
