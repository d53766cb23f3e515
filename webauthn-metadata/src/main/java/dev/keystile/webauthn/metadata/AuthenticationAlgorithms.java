package dev.keystile.webauthn.metadata;

import static java.util.Map.entry;

import dev.keystile.webauthn.cose.CoseAlgorithm;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The authentication algorithms of the
 * <a href="https://fidoalliance.org/specs/common-specs/fido-registry-v2.2-ps-20220523.html#authentication-algorithms">FIDO
 * Registry §3.6.1</a> as COSE numbers them.
 */
final class AuthenticationAlgorithms {
    private static final List<CoseAlgorithm> ON_P256 = List.of(CoseAlgorithm.ES256, CoseAlgorithm.ESP256);
    private static final List<CoseAlgorithm> ON_P521 = List.of(CoseAlgorithm.ES512, CoseAlgorithm.ESP512);
    private static final List<CoseAlgorithm> RSA_SHA256 = List.of(CoseAlgorithm.RS256);

    private static final Map<String, List<CoseAlgorithm>> BY_NAME = Map.ofEntries(
            entry("secp256r1_ecdsa_sha256_raw", ON_P256),
            entry("secp256r1_ecdsa_sha256_der", ON_P256),
            entry("secp256k1_ecdsa_sha256_raw", List.of(CoseAlgorithm.ES256K)),
            entry("secp256k1_ecdsa_sha256_der", List.of(CoseAlgorithm.ES256K)),
            entry("secp384r1_ecdsa_sha384_raw", List.of(CoseAlgorithm.ES384, CoseAlgorithm.ESP384)),
            entry("secp521r1_ecdsa_sha512_raw", ON_P521),
            // The same, misspelt: several implementations write and read it so.
            entry("secp512r1_ecdsa_sha256_raw", ON_P521),
            entry("rsassa_pss_sha256_raw", List.of(CoseAlgorithm.PS256)),
            entry("rsassa_pss_sha256_der", List.of(CoseAlgorithm.PS256)),
            entry("rsassa_pss_sha384_raw", List.of(CoseAlgorithm.PS384)),
            entry("rsassa_pss_sha512_raw", List.of(CoseAlgorithm.PS512)),
            entry("rsa_emsa_pkcs1_sha256_raw", RSA_SHA256),
            entry("rsa_emsa_pkcs1_sha256_der", RSA_SHA256),
            entry("rsassa_pkcsv15_sha256_raw", RSA_SHA256),
            entry("rsassa_pkcsv15_sha384_raw", List.of(CoseAlgorithm.RS384)),
            entry("rsassa_pkcsv15_sha512_raw", List.of(CoseAlgorithm.RS512)),
            entry("rsassa_pkcsv15_sha1_raw", List.of(CoseAlgorithm.RS1)),
            entry("ed25519_eddsa_sha512_raw", List.of(CoseAlgorithm.EDDSA, CoseAlgorithm.ED25519)),
            entry("ed448_eddsa_sha512_raw", List.of(CoseAlgorithm.ED448)));

    private AuthenticationAlgorithms() {}

    static Set<CoseAlgorithm> coseAlgorithms(MetadataStatement statement) {
        Set<CoseAlgorithm> algorithms = new LinkedHashSet<>();
        for (String name : statement.authenticationAlgorithms()) {
            algorithms.addAll(BY_NAME.getOrDefault(name, List.of()));
        }
        AuthenticatorGetInfo info = statement.authenticatorGetInfo();
        if (info != null) {
            algorithms.addAll(info.algorithms());
        }
        return algorithms;
    }
}
