package dev.keystile.webauthn.cose;

import java.util.Optional;

/**
 * A signature algorithm by its number in the <a href="https://www.iana.org/assignments/cose/cose.xhtml#algorithms">IANA COSE
 * registry</a>, which WebAuthn calls a <a
 * href="https://www.w3.org/TR/webauthn-3/#typedefdef-cosealgorithmidentifier">COSEAlgorithmIdentifier</a>.
 *
 * <p>The registry is open: every number is a value. Which of them can be verified, a {@link SignatureSuite} says.
 *
 * @param id the number, mostly negative
 */
public record CoseAlgorithm(int id) {
    /** ECDSA with SHA-256, RFC 9053; in WebAuthn always on P-256 (L3 §5.8.5). */
    public static final CoseAlgorithm ES256 = new CoseAlgorithm(-7);
    /** ECDSA with SHA-384, RFC 9053; in WebAuthn always on P-384 (L3 §5.8.5). */
    public static final CoseAlgorithm ES384 = new CoseAlgorithm(-35);
    /** ECDSA with SHA-512, RFC 9053; in WebAuthn always on P-521 (L3 §5.8.5). */
    public static final CoseAlgorithm ES512 = new CoseAlgorithm(-36);
    /** ECDSA with SHA-256 on P-256, RFC 9864. */
    public static final CoseAlgorithm ESP256 = new CoseAlgorithm(-9);
    /** ECDSA with SHA-384 on P-384, RFC 9864. */
    public static final CoseAlgorithm ESP384 = new CoseAlgorithm(-51);
    /** ECDSA with SHA-512 on P-521, RFC 9864. */
    public static final CoseAlgorithm ESP512 = new CoseAlgorithm(-52);
    /** ECDSA with SHA-256 on secp256k1, RFC 8812. */
    public static final CoseAlgorithm ES256K = new CoseAlgorithm(-47);
    /** EdDSA, RFC 9053; in WebAuthn always on Ed25519 (L3 §5.8.5). */
    public static final CoseAlgorithm EDDSA = new CoseAlgorithm(-8);
    /** EdDSA on Ed25519, RFC 9864. */
    public static final CoseAlgorithm ED25519 = new CoseAlgorithm(-19);
    /** EdDSA on Ed448, RFC 9864. */
    public static final CoseAlgorithm ED448 = new CoseAlgorithm(-53);
    /** RSASSA-PSS with SHA-256, MGF1 with the same and a salt of 32 bytes, RFC 8230. */
    public static final CoseAlgorithm PS256 = new CoseAlgorithm(-37);
    /** RSASSA-PSS with SHA-384, MGF1 with the same and a salt of 48 bytes, RFC 8230. */
    public static final CoseAlgorithm PS384 = new CoseAlgorithm(-38);
    /** RSASSA-PSS with SHA-512, MGF1 with the same and a salt of 64 bytes, RFC 8230. */
    public static final CoseAlgorithm PS512 = new CoseAlgorithm(-39);
    /** RSASSA-PKCS1-v1_5 with SHA-256, RFC 8812. */
    public static final CoseAlgorithm RS256 = new CoseAlgorithm(-257);
    /** RSASSA-PKCS1-v1_5 with SHA-384, RFC 8812. */
    public static final CoseAlgorithm RS384 = new CoseAlgorithm(-258);
    /** RSASSA-PKCS1-v1_5 with SHA-512, RFC 8812. */
    public static final CoseAlgorithm RS512 = new CoseAlgorithm(-259);
    /** RSASSA-PKCS1-v1_5 with SHA-1, RFC 8812, whose collisions are practical: never offered unasked. */
    public static final CoseAlgorithm RS1 = new CoseAlgorithm(-65535);
    /** ML-DSA-44, FIPS 204. */
    public static final CoseAlgorithm ML_DSA_44 = new CoseAlgorithm(-48);
    /** ML-DSA-65, FIPS 204. */
    public static final CoseAlgorithm ML_DSA_65 = new CoseAlgorithm(-49);
    /** ML-DSA-87, FIPS 204. */
    public static final CoseAlgorithm ML_DSA_87 = new CoseAlgorithm(-50);

    /** The algorithm's name in the registry, when this library knows it: {@code ES256}, {@code ML-DSA-44}. */
    public Optional<String> name() {
        SignatureScheme scheme = SignatureScheme.of(this);
        return scheme == null ? Optional.empty() : Optional.of(scheme.title());
    }

    /** The name and the number: {@code ES256 (-7)}. */
    @Override
    public String toString() {
        SignatureScheme scheme = SignatureScheme.of(this);
        return scheme == null ? Integer.toString(id) : scheme.title() + " (" + id + ")";
    }
}
