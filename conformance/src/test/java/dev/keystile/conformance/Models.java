package dev.keystile.conformance;

import dev.keystile.webauthn.testing.Algorithm;
import dev.keystile.webauthn.testing.Attestation;
import dev.keystile.webauthn.testing.AttestationAuthority;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** The authenticators that the cases are about, and the metadata statements that the tool hands out for them. */
final class Models {
    private static final String ES256 = "secp256r1_ecdsa_sha256_raw";
    private static final String RS256 = "rsassa_pkcsv15_sha256_raw";

    private static final String[] ALGORITHMS = {
        ES256,
        "secp384r1_ecdsa_sha384_raw",
        "secp521r1_ecdsa_sha512_raw",
        "secp256k1_ecdsa_sha256_raw",
        "rsassa_pss_sha256_raw",
        "rsassa_pss_sha384_raw",
        "rsassa_pss_sha512_raw",
        RS256,
        "rsassa_pkcsv15_sha384_raw",
        "rsassa_pkcsv15_sha512_raw",
        "rsassa_pkcsv15_sha1_raw",
        "ed25519_eddsa_sha512_raw"
    };

    private final AttestationAuthority maker =
            AttestationAuthority.builder().intermediate(true).build();
    private final List<String> statements = new ArrayList<>();

    private final SoftwareAuthenticator packed = certified(Attestation.packed(maker), ES256);
    private final SoftwareAuthenticator self = makeSelf();
    private final SoftwareAuthenticator batchAnchored = makeBatchAnchored();
    private final SoftwareAuthenticator largeNumbers = makeLargeNumbers();
    private final SoftwareAuthenticator u2f = makeU2f();
    private final SoftwareAuthenticator tpm = makeTpm(Algorithm.RS256, Algorithm.RS256, RS256);
    private final SoftwareAuthenticator tpmRs1 = makeTpm(Algorithm.RS1, Algorithm.RS256, RS256);
    private final SoftwareAuthenticator tpmEs256 = makeTpm(Algorithm.ES256, Algorithm.ES256, ES256);
    private final SoftwareAuthenticator androidKey = certified(Attestation.androidKey(maker), ES256);
    private final SoftwareAuthenticator safetyNet = certified(Attestation.androidSafetyNet(maker), ES256);

    /** The maker of all of them, with a root and an intermediate. */
    AttestationAuthority maker() {
        return maker;
    }

    /** Packed attestation by a certificate under the maker's root. */
    SoftwareAuthenticator packed() {
        return packed;
    }

    /** Packed attestation by the credential's own key, which is all that its metadata allow. */
    SoftwareAuthenticator self() {
        return self;
    }

    /** The same model with credentials of another algorithm. */
    SoftwareAuthenticator self(Algorithm algorithm) {
        return self.withAlgorithms(algorithm);
    }

    /** Packed attestation by a certificate that is the trust anchor itself. */
    SoftwareAuthenticator batchAnchored() {
        return batchAnchored;
    }

    /** Metadata with a number that needs 64 bits without a sign. */
    SoftwareAuthenticator largeNumbers() {
        return largeNumbers;
    }

    SoftwareAuthenticator u2f() {
        return u2f;
    }

    SoftwareAuthenticator tpm() {
        return tpm;
    }

    SoftwareAuthenticator tpmRs1() {
        return tpmRs1;
    }

    SoftwareAuthenticator tpmEs256() {
        return tpmEs256;
    }

    SoftwareAuthenticator androidKey() {
        return androidKey;
    }

    SoftwareAuthenticator safetyNet() {
        return safetyNet;
    }

    /** What the tool hands out as files. */
    List<String> statements() {
        return List.copyOf(statements);
    }

    private SoftwareAuthenticator certified(Attestation attestation, String... algorithms) {
        UUID aaguid = UUID.randomUUID();
        statements.add(Statements.certified(aaguid, maker.root(), algorithms));
        return SoftwareAuthenticator.builder()
                .aaguid(aaguid)
                .attestation(attestation)
                .build();
    }

    private SoftwareAuthenticator makeSelf() {
        UUID aaguid = UUID.randomUUID();
        statements.add(Statements.surrogate(aaguid, ALGORITHMS));
        return SoftwareAuthenticator.builder()
                .aaguid(aaguid)
                .attestation(Attestation.self())
                .build();
    }

    private SoftwareAuthenticator makeBatchAnchored() {
        UUID aaguid = UUID.randomUUID();
        SoftwareAuthenticator authenticator = SoftwareAuthenticator.builder()
                .aaguid(aaguid)
                .attestation(Attestation.packed(maker))
                .build();
        statements.add(Statements.certified(aaguid, authenticator.attestationCertificate(), ES256));
        return authenticator;
    }

    private SoftwareAuthenticator makeLargeNumbers() {
        UUID aaguid = UUID.randomUUID();
        String statement = Statements.certified(aaguid, maker.root(), ES256);
        statements.add(statement.substring(0, statement.length() - 1)
                + """
                , "authenticatorGetInfo": {"versions": ["FIDO_2_1"], "aaguid": "%s",
                   "vendorPrototypeConfigCommands": [18446744073709551615, 9223372036854775808]}}""".formatted(aaguid.toString().replace("-", "")));
        return SoftwareAuthenticator.builder()
                .aaguid(aaguid)
                .attestation(Attestation.packed(maker))
                .build();
    }

    private SoftwareAuthenticator makeU2f() {
        SoftwareAuthenticator authenticator = SoftwareAuthenticator.builder()
                .attestation(Attestation.fidoU2f(maker))
                .build();
        statements.add(Statements.u2f(keyIdentifier(authenticator.attestationCertificate()), maker.root()));
        return authenticator;
    }

    private SoftwareAuthenticator makeTpm(Algorithm attesting, Algorithm credentials, String algorithm) {
        return certified(Attestation.tpm(maker, attesting), algorithm).withAlgorithms(credentials);
    }

    /** The SHA-1 hash of the public key's bits, which on P-256 are the last 65 bytes of its encoding. */
    private static String keyIdentifier(X509Certificate certificate) {
        try {
            byte[] key = certificate.getPublicKey().getEncoded();
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1")
                            .digest(Arrays.copyOfRange(key, key.length - 65, key.length)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
