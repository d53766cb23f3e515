package dev.keystile.webauthn.cose;

import dev.keystile.webauthn.bytes.ByteString;

/** The parameter sets of ML-DSA, FIPS 204 section 4, which are also the algorithms of COSE keys of type AKP. */
enum MlDsaParameterSet implements KeyGroup {
    ML_DSA_44("ML-DSA-44", 1312, 2420, "30820532300b060960864801650304031103820521" + "00"),
    ML_DSA_65("ML-DSA-65", 1952, 3309, "308207b2300b0609608648016503040312038207a1" + "00"),
    ML_DSA_87("ML-DSA-87", 2592, 4627, "30820a32300b060960864801650304031303820a21" + "00");

    static final int KEY_TYPE = 7;

    private final String title;
    private final int keyLength;
    private final int signatureLength;
    private final ByteString keyInfoPrefix;

    MlDsaParameterSet(String title, int keyLength, int signatureLength, String keyInfoPrefix) {
        this.title = title;
        this.keyLength = keyLength;
        this.signatureLength = signatureLength;
        this.keyInfoPrefix = ByteString.fromHex(keyInfoPrefix);
    }

    @Override
    public int keyType() {
        return KEY_TYPE;
    }

    @Override
    public String title() {
        return title;
    }

    /** The number of bytes of a public key. */
    int keyLength() {
        return keyLength;
    }

    /** The number of bytes of a signature. */
    int signatureLength() {
        return signatureLength;
    }

    /** What comes before the key in the X.509 SubjectPublicKeyInfo of a key, RFC 9881. */
    ByteString keyInfoPrefix() {
        return keyInfoPrefix;
    }
}
