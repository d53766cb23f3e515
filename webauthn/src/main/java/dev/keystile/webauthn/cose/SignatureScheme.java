package dev.keystile.webauthn.cose;

import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The algorithms this library can verify, each with the keys it takes and with what JCA providers call it. */
enum SignatureScheme {
    ES256(CoseAlgorithm.ES256, EcCurve.P_256, Jca.ecdsa("SHA256")),
    ES384(CoseAlgorithm.ES384, EcCurve.P_384, Jca.ecdsa("SHA384")),
    ES512(CoseAlgorithm.ES512, EcCurve.P_521, Jca.ecdsa("SHA512")),
    ESP256(CoseAlgorithm.ESP256, EcCurve.P_256, Jca.ecdsa("SHA256")),
    ESP384(CoseAlgorithm.ESP384, EcCurve.P_384, Jca.ecdsa("SHA384")),
    ESP512(CoseAlgorithm.ESP512, EcCurve.P_521, Jca.ecdsa("SHA512")),
    ES256K(CoseAlgorithm.ES256K, EcCurve.SECP256K1, Jca.ecdsa("SHA256")),
    EDDSA(CoseAlgorithm.EDDSA, OkpCurve.ED25519, Jca.edDsa(OkpCurve.ED25519)),
    ED25519(CoseAlgorithm.ED25519, OkpCurve.ED25519, Jca.edDsa(OkpCurve.ED25519)),
    ED448(CoseAlgorithm.ED448, OkpCurve.ED448, Jca.edDsa(OkpCurve.ED448)),
    PS256(CoseAlgorithm.PS256, RsaModulus.ANY, Jca.pss("SHA-256", 32)),
    PS384(CoseAlgorithm.PS384, RsaModulus.ANY, Jca.pss("SHA-384", 48)),
    PS512(CoseAlgorithm.PS512, RsaModulus.ANY, Jca.pss("SHA-512", 64)),
    RS256(CoseAlgorithm.RS256, Pkcs1Hash.SHA_256, Jca.pkcs1("SHA256")),
    RS384(CoseAlgorithm.RS384, Pkcs1Hash.SHA_384, Jca.pkcs1("SHA384")),
    RS512(CoseAlgorithm.RS512, Pkcs1Hash.SHA_512, Jca.pkcs1("SHA512")),
    RS1(CoseAlgorithm.RS1, Pkcs1Hash.SHA_1, Jca.pkcs1("SHA1")),
    ML_DSA_44(CoseAlgorithm.ML_DSA_44, MlDsaParameterSet.ML_DSA_44, Jca.mlDsa(MlDsaParameterSet.ML_DSA_44)),
    ML_DSA_65(CoseAlgorithm.ML_DSA_65, MlDsaParameterSet.ML_DSA_65, Jca.mlDsa(MlDsaParameterSet.ML_DSA_65)),
    ML_DSA_87(CoseAlgorithm.ML_DSA_87, MlDsaParameterSet.ML_DSA_87, Jca.mlDsa(MlDsaParameterSet.ML_DSA_87));

    private final CoseAlgorithm algorithm;
    private final KeyGroup keyGroup;
    private final @Nullable Pkcs1Hash pkcs1Hash;
    private final Jca jca;

    SignatureScheme(CoseAlgorithm algorithm, KeyGroup keyGroup, Jca jca) {
        this.algorithm = algorithm;
        this.keyGroup = keyGroup;
        this.pkcs1Hash = null;
        this.jca = jca;
    }

    SignatureScheme(CoseAlgorithm algorithm, Pkcs1Hash pkcs1Hash, Jca jca) {
        this.algorithm = algorithm;
        this.keyGroup = RsaModulus.ANY;
        this.pkcs1Hash = pkcs1Hash;
        this.jca = jca;
    }

    /**
     * What to ask a JCA provider for.
     *
     * @param keyFactory the name of the key factory
     * @param signatures the names that providers know the signature by, the standard one first
     * @param parameters what a signature must be told beyond its name
     */
    record Jca(
            String keyFactory,
            List<String> signatures,
            @Nullable AlgorithmParameterSpec parameters) {
        static Jca ecdsa(String hash) {
            return new Jca("EC", List.of(hash + "withECDSA"), null);
        }

        static Jca edDsa(OkpCurve curve) {
            return new Jca(curve.title(), List.of(curve.title(), "EdDSA"), null);
        }

        static Jca pkcs1(String hash) {
            return new Jca("RSA", List.of(hash + "withRSA"), null);
        }

        /** RSASSA-PSS as RFC 8230 section 2 has it: one hash throughout, and a salt as long as the hash. */
        static Jca pss(String hash, int saltLength) {
            return new Jca(
                    "RSA",
                    List.of("RSASSA-PSS", hash.replace("-", "") + "withRSA/PSS"),
                    new PSSParameterSpec(
                            hash, "MGF1", new MGF1ParameterSpec(hash), saltLength, PSSParameterSpec.TRAILER_FIELD_BC));
        }

        static Jca mlDsa(MlDsaParameterSet parameterSet) {
            return new Jca(parameterSet.title(), List.of(parameterSet.title(), "ML-DSA"), null);
        }
    }

    /** The scheme of an algorithm, or {@code null} when it is not one that can be verified. */
    static @Nullable SignatureScheme of(CoseAlgorithm algorithm) {
        return switch (algorithm.id()) {
            case -7 -> ES256;
            case -8 -> EDDSA;
            case -9 -> ESP256;
            case -19 -> ED25519;
            case -35 -> ES384;
            case -36 -> ES512;
            case -37 -> PS256;
            case -38 -> PS384;
            case -39 -> PS512;
            case -47 -> ES256K;
            case -48 -> ML_DSA_44;
            case -49 -> ML_DSA_65;
            case -50 -> ML_DSA_87;
            case -51 -> ESP384;
            case -52 -> ESP512;
            case -53 -> ED448;
            case -257 -> RS256;
            case -258 -> RS384;
            case -259 -> RS512;
            case -65535 -> RS1;
            default -> null;
        };
    }

    /** The algorithm's name in the IANA COSE registry. */
    String title() {
        if (this == EDDSA) {
            return "EdDSA";
        }
        return keyGroup instanceof OkpCurve curve ? curve.title() : name().replace('_', '-');
    }

    CoseAlgorithm algorithm() {
        return algorithm;
    }

    /** The only setting in which keys of this algorithm may be. */
    KeyGroup keyGroup() {
        return keyGroup;
    }

    /** The hash, when the scheme is RSASSA-PKCS1-v1_5. */
    @Nullable Pkcs1Hash pkcs1Hash() {
        return pkcs1Hash;
    }

    Jca jca() {
        return jca;
    }
}
