package dev.keystile.webauthn.cose;

import dev.keystile.webauthn.bytes.ByteString;

/** A public key of each scheme, to find out whether a provider takes such keys. They guard nothing. */
final class SampleKeys {
    /** A product of two primes of 1024 bits: some providers look whether it may be one. */
    private static final String RSA_MODULUS = "ae97280167601292a08b0edfd023ed3b935106620af149ee7ffea2301c0259cf"
            + "ed9f12bdaa9f84623dfa85d704b05b20c724cab50d635d4adbb40bcc800e3266"
            + "913eef315988ba51651ec2b987a49c36232b1108faa397ca22bc89a600bf6337"
            + "ddfaa016385ee89288c037c57ea9277947b30015a6596aa51b6dd34352d69802"
            + "2eff5fa07ab133b1b7f34b766507fb752477e539f759de6a778957b1eaed7126"
            + "4a04d8c70079abbc77fd53f3f68fd2cb0afc1c67f97e0bdf04edd3561d7f2154"
            + "a95a5eb45d350d243dca9a364e2359d9d9c10f8b209e0de1012a654d1bb0d6a1"
            + "058eb6828a94fcebd88cb369cdf870d2abe6b1ef6b3e90469c48650296043b25";

    private SampleKeys() {}

    static CoseKey of(SignatureScheme scheme) {
        CoseAlgorithm algorithm = scheme.algorithm();
        KeyGroup group = scheme.keyGroup();
        if (group instanceof EcCurve curve) {
            ByteString generator = ByteString.fromHex(generator(curve));
            int half = curve.coordinateLength();
            return new EcKey(algorithm, curve, generator.slice(0, half), generator.slice(half));
        }
        if (group instanceof OkpCurve curve) {
            return new OkpKey(algorithm, curve, ByteString.fromHex(basePoint(curve)));
        }
        if (group instanceof MlDsaParameterSet set) {
            return new AkpKey(algorithm, ByteString.copyOf(new byte[set.keyLength()]));
        }
        return new RsaKey(algorithm, ByteString.fromHex(RSA_MODULUS), ByteString.fromHex("010001"));
    }

    private static String generator(EcCurve curve) {
        return switch (curve) {
            case P_256 ->
                "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
                        + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";
            case P_384 ->
                "aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a38"
                        + "5502f25dbf55296c3a545e3872760ab7"
                        + "3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c0"
                        + "0a60b1ce1d7e819d7a431d7c90ea0e5f";
            case P_521 ->
                "00c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d"
                        + "3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66"
                        + "011839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e"
                        + "662c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650";
            case SECP256K1 ->
                "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
                        + "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8";
        };
    }

    private static String basePoint(OkpCurve curve) {
        return switch (curve) {
            case ED25519 -> "58" + "66".repeat(31);
            case ED448 ->
                "14fa30f25b790898adc8d74e2c13bdfdc4397ce61cffd33ad7c2a0051e9c7887"
                        + "4098a36c7373ea4b62c7c9563720768824bcb66e71463f6900";
        };
    }
}
