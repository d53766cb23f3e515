package dev.keystile.webauthn.cose;

import dev.keystile.webauthn.bytes.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * What a provider is asked in order to learn whether it takes the keys of a scheme and how strict it is. The keys guard nothing.
 *
 * @param key a public key of the scheme
 * @param doubtful a signature over no data that must be refused and that, where there is one, some providers do not refuse
 */
record Probe(CoseKey key, @Nullable ByteString doubtful) {
    /** A product of two primes: some providers look whether a modulus may be one. */
    private static final String RSA_MODULUS =
            "bc0cd1e7892e35d99e9fd56d370d61df63e296f9e44963e83f711cac7f4800bbf3cd006ebcede479e519425f11d83f18"
                    + "8a2f544f705b911fdfc9e280fceab7a8305775a9d14c42feadc4aa2c844401f2d6292fbe8f52f088142af9dbfefbeae2"
                    + "c5c799dc46014f3f7cf35bc2a9d3f92cf60c9019005660d00bbc3365e5724ef93e42ec74dabdc5ae3b582570e4092069"
                    + "2253f1abf3dfcb1b2aadc5f38cc88b6a451c302cef7a0d179d9581053d22f2c735edf20ba010f0f4ad15790d919e5cef"
                    + "f529b2f330caf31c55ee11a65a3be315ea3f686f93f5d1c166070be453c4fe6a21a06ff1c6a01e743dc22b9b21e7c520"
                    + "da25e15ca773272ad12d85a72fddf027";

    static Probe of(SignatureScheme scheme) {
        CoseAlgorithm algorithm = scheme.algorithm();
        KeyGroup group = scheme.keyGroup();
        if (group instanceof EcCurve curve) {
            ByteString generator = curve.generator();
            int half = curve.coordinateLength();
            return new Probe(
                    new EcKey(algorithm, curve, generator.slice(0, half), generator.slice(half)), doubtful(curve));
        }
        if (group instanceof OkpCurve curve) {
            return new Probe(new OkpKey(algorithm, curve, basePoint(curve)), validTimesTheCofactor(curve));
        }
        if (group instanceof MlDsaParameterSet set) {
            return new Probe(new AkpKey(algorithm, ByteString.copyOf(new byte[set.keyLength()])), null);
        }
        RsaKey key = new RsaKey(algorithm, ByteString.fromHex(RSA_MODULUS), ByteString.fromHex("010001"));
        return new Probe(key, scheme == SignatureScheme.RS256 ? withoutHashParameters() : null);
    }

    /** The JDK's provider takes keys on secp256k1 like any other and fails only when it is to verify. */
    private static @Nullable ByteString doubtful(EcCurve curve) {
        return curve == EcCurve.SECP256K1 ? ByteString.fromHex("3006020101020101") : null;
    }

    /**
     * A signature that fulfils the equation of RFC 8032 section 5.1.7 only when both sides are multiplied by the cofactor, which
     * that section leaves to the verifier. The private key is 1.
     */
    private static ByteString validTimesTheCofactor(OkpCurve curve) {
        return curve == OkpCurve.ED25519
                ? ByteString.fromHex(
                        "0a4684505500762a255bdc1628716af9c8e2bf0fbb487cac2512fe0cf1c197814690e028ddbb6e2143c6665f1fd92cb3"
                                + "2972f48cca104102b8bb02e3f27f2c06")
                : ByteString.fromHex(
                        "01c3ebf5fe0393c61591c9c98d1b0a4efeaaf73e911680e75beb59ae8e7dbc752396ad824aa686ed2ea7ff59964cc91b"
                                + "58bdb2edf1efce4100146f750cb9892e489a536119bb1a98f7f4a487c0b9251c24d1af7d992821dcac25eecfe9143165"
                                + "3b4e0c27f94b04b9fb007325d7f69a732800");
    }

    /** A signature whose hash's name has no parameters, where RFC 8017 section 9.2 has a null. */
    private static ByteString withoutHashParameters() {
        return ByteString.fromHex(
                "4e2c2124efb74e56a4438ad84d613faadafa18a9ddf6f1f0dc4f2cfcedc232218dd436e131b9a3e0dfe8cdb9949d9265"
                        + "a7f98e65ade85522d0ca1540700abe0bca2840aee16d70a249e0bbb01204d80b21933241db788986be07326471115119"
                        + "4c9d7648803b06cdf0e41ce4cefa935b88af422784f14e181800095d24ec19d16cfb6b7b5d8e1c2784df6af3d4ea898e"
                        + "150af80c735696102d8364ae49f134460c65c3b792b6f6153915ecc0dbd0e1afe798d9de67cb03721199b50e0665dc22"
                        + "ee63e4349acad182c1bd6f68cb81ff6717a5d5b2ab17d1f59b64d5a2a2c9369b3bfb4c8d625d9fc2eafba963419eec85"
                        + "471bc413fb1a8036c32255acb7a4d4cc");
    }

    private static ByteString basePoint(OkpCurve curve) {
        return curve == OkpCurve.ED25519
                ? ByteString.fromHex("58" + "66".repeat(31))
                : ByteString.fromHex("14fa30f25b790898adc8d74e2c13bdfdc4397ce61cffd33ad7c2a0051e9c7887"
                        + "4098a36c7373ea4b62c7c9563720768824bcb66e71463f6900");
    }
}
