package dev.keystile.peers.differences;

import dev.keystile.webauthn.testing.Algorithm;
import dev.keystile.webauthn.testing.AndroidKeyFault;
import dev.keystile.webauthn.testing.AppleFault;
import dev.keystile.webauthn.testing.AuthenticatorFlag;
import dev.keystile.webauthn.testing.CborForm;
import dev.keystile.webauthn.testing.ChainFault;
import dev.keystile.webauthn.testing.CredentialKeyFault;
import dev.keystile.webauthn.testing.Fault;
import dev.keystile.webauthn.testing.SafetyNetFault;
import dev.keystile.webauthn.testing.SignatureFault;
import dev.keystile.webauthn.testing.TpmFault;
import dev.keystile.webauthn.testing.TpmHash;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** The testing library's faults, each with an argument that the seed chooses. */
final class NamedFaults {

    private static final UUID OTHER_MODEL = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
    private static final List<Algorithm> CURVES =
            List.of(Algorithm.ES256, Algorithm.ES384, Algorithm.ES512, Algorithm.EDDSA);
    private static final List<String> ORIGINS = List.of(
            "http://example.org",
            "https://example.org/",
            "https://example.org:443",
            "https://example.org:8443",
            "https://EXAMPLE.org",
            "https://www.example.org",
            "https://example.com",
            "https://example.org.",
            "https://user@example.org",
            "https://example.org?query",
            "https://example.org#part",
            "android:apk-key-hash:d8n5OVZ1Yq4fEyBWnQ7UkmlWqXhTGGR3uVZlLlqSOqs",
            "null",
            "");

    private final Random random;

    NamedFaults(Random random) {
        this.random = random;
    }

    /** Makes one fault. */
    private interface Maker {
        Fault fault();
    }

    Fault any(boolean registration) {
        List<Maker> makers = random.nextInt(3) > 0 || !registration ? common() : registration();
        return makers.get(random.nextInt(makers.size())).fault();
    }

    /** For the statement's format, by the name of its ceremony. */
    Fault ofStatement(String ceremony) {
        List<Maker> makers = ceremony.contains(", tpm")
                ? tpm()
                : ceremony.contains(", android-key")
                        ? androidKey()
                        : ceremony.contains(", apple")
                                ? apple()
                                : ceremony.contains(", android-safetynet") ? safetyNet() : chain();
        return random.nextInt(3) == 0
                ? chain().get(random.nextInt(chain().size())).fault()
                : makers.get(random.nextInt(makers.size())).fault();
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private List<Maker> common() {
        return List.of(
                () -> Fault.credentialId(bytes(1 + random.nextInt(40))),
                () -> Fault.userHandle(bytes(1 + random.nextInt(70))),
                Fault::noUserHandle,
                () -> Fault.trailingText(one(List.of(" ", "x", "{}", "\u0000"))),
                () -> Fault.response(one(List.of(
                                "id",
                                "rawId",
                                "type",
                                "response",
                                "clientExtensionResults",
                                "response.clientDataJSON")))
                        .missing(),
                () -> Fault.response(one(List.of("id", "rawId", "type", "response.clientDataJSON")))
                        .twice(),
                () -> Fault.response("authenticatorAttachment").is(one(List.of("platform", "unknown", 7L, true))),
                () -> Fault.response("clientExtensionResults")
                        .is(one(List.of(
                                Map.of("appid", true),
                                Map.of("appid", "text"),
                                Map.of("unknown", Map.of("a", 1L)),
                                Map.of("credProps", Map.of("rk", "text")),
                                Map.of("credProps", 1L),
                                Map.of("largeBlob", true),
                                Map.of("prf", Map.of("enabled", 1L)),
                                Map.of("uvm", List.of(1L)),
                                Map.of("appidExclude", 3L)))),
                () -> Fault.type(one(List.of("webauthn.create", "webauthn.get", "payment.get", "", "webauthn.Create"))),
                () -> Fault.challenge(bytes(1 + random.nextInt(40))),
                Fault::otherChallenge,
                () -> Fault.clientData("challenge").padded(),
                () -> Fault.clientData("challenge").withPadBits(),
                () -> Fault.clientData("challenge").inOtherAlphabet(),
                () -> Fault.origin(one(ORIGINS)),
                () -> Fault.crossOrigin(true),
                () -> Fault.clientData("crossOrigin").is(one(List.of("true", 0L, "text"))),
                () -> Fault.clientData("crossOrigin").missing(),
                () -> Fault.topOrigin("https://example.org"),
                () -> Fault.topOrigin("https://portal.example"),
                () -> Fault.crossOrigin(true).and(Fault.topOrigin("https://portal.example")),
                () -> Fault.tokenBinding(one(List.of(
                        Map.of("status", "present", "id", "AAAA"),
                        Map.of("status", "supported"),
                        Map.of("status", "not-supported"),
                        Map.of("status", "other"),
                        Map.of(),
                        "text",
                        7L))),
                Fault::clientDataWithByteOrderMark,
                Fault::clientDataNotUtf8,
                () -> Fault.clientDataWithTrailingText(one(List.of(" ", "x", "{}"))),
                () -> Fault.clientData(one(List.of("type", "challenge", "origin", "crossOrigin")))
                        .missing(),
                () -> Fault.clientData(one(List.of("type", "challenge", "origin")))
                        .twice(),
                () -> Fault.clientData(one(List.of("type", "challenge", "origin")))
                        .twice("text"),
                () -> Fault.clientData(one(List.of("type", "challenge", "origin")))
                        .precededBy("text"),
                () -> one(Fault.clientData(one(List.of("type", "challenge", "origin", "crossOrigin")))
                        .notText()),
                () -> Fault.clientData("other_keys_can_be_added_here")
                        .is("do not compare clientDataJSON against a template"),
                Fault::otherClientDataHash,
                () -> Fault.rpId(one(List.of("example.com", "www.example.org", "", "https://example.org"))),
                () -> Fault.flag(one(List.of(AuthenticatorFlag.values())), random.nextBoolean()),
                () -> Fault.flag(AuthenticatorFlag.BACKUP_ELIGIBLE, true)
                        .and(Fault.flag(AuthenticatorFlag.BACKUP_STATE, true)),
                () -> Fault.signCount(one(List.of(0L, 1L, 2L, 0x7fffffffL, 0x80000000L, 0xffffffffL))),
                () -> Fault.leftoverAuthenticatorData(bytes(1 + random.nextInt(4))),
                () -> Fault.truncatedAuthenticatorData(random.nextInt(60)),
                () -> Fault.extensions(Map.of("example", "text")),
                () -> Fault.extensions(Map.of()),
                () -> Fault.extensions(Map.of("credProtect", one(List.of(1L, 2L, 3L, 4L, "text", true)))),
                () -> Fault.extensions(Map.of(
                        "uvm", one(List.of(List.of(List.of(2L, 4L, 2L)), List.of(), "text", 1L)))),
                () -> Fault.extensions(Map.of("hmac-secret", one(List.of(true, 1L, bytes(32), "text")))),
                () -> Fault.extensions(Map.of("a", 1L, "bb", 2L), one(List.of(CborForm.values()))),
                Fault::extensionsNoMap,
                Fault::extensionsTruncated,
                () -> Fault.extensionsWithoutFlag(Map.of("example", "text")),
                SignatureFault::wrong,
                SignatureFault::empty,
                SignatureFault::zero,
                () -> SignatureFault.raw(32),
                SignatureFault::notMinimal,
                SignatureFault::longLength,
                SignatureFault::ofThreeNumbers,
                SignatureFault::malleated,
                () -> SignatureFault.leftover(bytes(1 + random.nextInt(3))));
    }

    private List<Maker> registration() {
        return List.of(
                Fault::noAttestedCredential,
                Fault::attestedCredentialMissing,
                () -> Fault.aaguid(one(List.of(OTHER_MODEL, new UUID(0, 0)))),
                () -> Fault.attestedCredentialId(bytes(1 + random.nextInt(40))),
                () -> Fault.credentialIdOfLength(one(List.of(0, 1, 15, 16, 255, 1023, 1024, 2000))),
                () -> Fault.credentialIdLengthField(random.nextInt(2000)),
                () -> CredentialKeyFault.algorithm(one(List.of(Algorithm.ES384, Algorithm.EDDSA, Algorithm.ES512))),
                () -> CredentialKeyFault.parameter(one(List.of(1L, 3L, -1L, -2L, -3L)))
                        .missing(),
                () -> CredentialKeyFault.parameter(one(List.of(1L, 3L, -1L)))
                        .is(one(List.of(1L, 2L, 3L, 4L, 6L, -7L, -8L, -35L, -257L))),
                () -> CredentialKeyFault.parameter(one(List.of(-2L, -3L))).empty(),
                () -> one(CredentialKeyFault.parameter(one(List.of(1L, 3L, -1L, -2L, -3L)))
                        .notBytes()),
                () -> CredentialKeyFault.parameter(one(List.of(2L, 4L, 5L, 99L, -99L)))
                        .is(one(List.of(1L, bytes(4), "text"))),
                () -> CredentialKeyFault.parameter(one(List.of(1L, 3L, -1L))).twice(),
                () -> CredentialKeyFault.form(one(List.of(CborForm.values()))),
                CredentialKeyFault::offCurve,
                CredentialKeyFault::compressed,
                () -> CredentialKeyFault.parameterTooShort(one(List.of(-2L, -3L, -1L))),
                () -> CredentialKeyFault.parameterTooLong(one(List.of(-2L, -3L, -1L))),
                () -> Fault.attestationObject(one(List.of(CborForm.values()))),
                () -> Fault.attestationObject(one(List.of("fmt", "attStmt", "authData")))
                        .missing(),
                () -> Fault.attestationObject(one(List.of("fmt", "attStmt", "authData")))
                        .twice(),
                () -> Fault.attestationObject(one(List.of("fmt", "attStmt", "authData")))
                        .empty(),
                () -> Fault.attestationObject(one(List.of("fmt", "attStmt", "authData")))
                        .withLongName(),
                () -> one(Fault.attestationObject(one(List.of("fmt", "attStmt", "authData")))
                        .notBytes()),
                () -> Fault.attestationObject("fmt")
                        .is(one(List.of("unknown", "none", "packed", "tpm", "fido-u2f", "apple", "compound"))),
                () -> Fault.attestationObject("epAtt").is(true),
                () -> Fault.attestationObjectNested(one(List.of(3, 10, 1000))),
                () -> Fault.attestationObjectClaiming(one(List.of(0x7fffffffL, 0xffffffffL, Long.MAX_VALUE))),
                () -> Fault.leftoverAttestationObject(bytes(1 + random.nextInt(3))),
                Fault::emptyStatement,
                () -> Fault.statement(one(List.of("alg", "sig", "x5c", "ver", "certInfo", "pubArea", "response")))
                        .missing(),
                () -> Fault.statement(one(List.of("alg", "sig", "x5c", "ver", "certInfo", "pubArea")))
                        .twice(),
                () -> Fault.statement(one(List.of("sig", "x5c", "ver", "certInfo", "pubArea")))
                        .empty(),
                () -> one(Fault.statement(one(List.of("alg", "sig", "x5c", "ver", "certInfo", "pubArea")))
                        .notBytes()),
                () -> Fault.statement("alg").is(one(List.of(-7L, -8L, -35L, -257L, -65535L, 0L))),
                () -> Fault.statement(one(List.of("unknown", "ecdaaKeyId", "x5c", "ver")))
                        .is(one(List.of(bytes(4), "2.0", List.of(), List.of(bytes(9))))),
                SignatureFault::byCredential,
                () -> SignatureFault.withAlgorithm(one(List.of(Algorithm.ES384, Algorithm.ES512))));
    }

    private List<Maker> chain() {
        return List.of(
                ChainFault::rootIncluded,
                ChainFault::reversed,
                ChainFault::intermediateMissing,
                ChainFault::leafTwice,
                ChainFault::strangerIncluded,
                ChainFault::strangersKey,
                () -> ChainFault.keyOnCurveOf(one(CURVES)),
                () -> link().expired(),
                () -> link().notYetValid(),
                () -> link().version1(),
                () -> link().version2(),
                () -> link().authority(random.nextBoolean()),
                () -> link().subject(
                                one(List.of("C", "O", "OU", "CN")),
                                one(List.of("DE", "Germany", "Authenticator Attestation", "x", " "))),
                () -> link().subjectWithout(one(List.of("C", "O", "OU", "CN"))),
                () -> link().emptySubject(),
                () -> link().otherIssuerName(),
                () -> link().signedByStranger(),
                () -> link().otherKey(one(CURVES)),
                () -> link().extension("1.2.3.4.5", random.nextBoolean(), new byte[] {5, 0}),
                () -> link().extension(
                                one(List.of("2.5.29.15", "2.5.29.19", "2.5.29.37", "2.5.29.17", "2.5.29.14")),
                                random.nextBoolean(),
                                der()),
                () -> link().withoutExtension(one(
                        List.of("2.5.29.15", "2.5.29.19", "2.5.29.37", "2.5.29.17", "2.5.29.14", "2.5.29.35"))),
                () -> ChainFault.leaf().aaguid(OTHER_MODEL),
                () -> ChainFault.leaf().aaguidCritical(),
                () -> ChainFault.leaf().aaguidUnwrapped(),
                () -> ChainFault.leaf().withoutAaguid(),
                () -> ChainFault.leaf().extension("1.3.6.1.4.1.45724.1.1.4", false, der()),
                () -> link().leftover(bytes(1 + random.nextInt(3))));
    }

    private ChainFault link() {
        return random.nextInt(4) == 0 ? ChainFault.intermediate() : ChainFault.leaf();
    }

    private byte[] der() {
        return one(List.of(
                new byte[] {5, 0},
                new byte[] {0x30, 0},
                new byte[] {0x30, 3, 1, 1, (byte) 0xff},
                new byte[] {0x30, 3, 1, 1, 1},
                new byte[] {4, 2, 1, 2},
                new byte[] {3, 2, 5, (byte) 0xa0},
                new byte[] {0x30, (byte) 0x80, 0, 0},
                new byte[0]));
    }

    private List<Maker> tpm() {
        return List.of(
                () -> TpmFault.nameAlgorithm(one(List.of(TpmHash.values()))),
                () -> TpmFault.publicAreaOfStranger(Algorithm.ES256),
                () -> TpmFault.publicAreaType(one(List.of(1, 8, 0x23, 0x25))),
                () -> TpmFault.publicAreaCurveOrBits(one(List.of(0, 3, 4, 5, 1024, 2048, 4096))),
                () -> TpmFault.publicAreaExponent(one(List.of(0L, 3L, 65537L, 0xffffffffL))),
                TpmFault::publicAreaWithoutPolicy,
                () -> TpmFault.publicAreaLeftover(bytes(2)),
                TpmFault::publicAreaSized,
                () -> TpmFault.magic(one(List.of(0L, 0xff544348L, 0xffffffffL))),
                () -> TpmFault.type(one(List.of(0x8018, 0, 0x8014))),
                TpmFault::otherExtraData,
                TpmFault::noExtraData,
                TpmFault::otherName,
                () -> TpmFault.nameSaying(one(List.of(TpmHash.values()))),
                () -> TpmFault.attestLeftover(bytes(2)),
                TpmFault::withoutQualifiedNames,
                () -> TpmFault.manufacturer(one(List.of("id:FFFFF1D0", "id:00000000", "id:494E5443", "INTC", "id:"))),
                TpmFault::noManufacturer,
                TpmFault::noModel,
                TpmFault::noVersion,
                TpmFault::separateNames,
                TpmFault::alternativeNameNotCritical,
                TpmFault::noAlternativeName,
                TpmFault::noKeyPurpose,
                () -> TpmFault.keyPurposes(one(List.of("2.23.133.8.1", "1.3.6.1.5.5.7.3.2", "2.23.133.8.3"))));
    }

    private List<Maker> androidKey() {
        return List.of(
                AndroidKeyFault::otherChallenge,
                AndroidKeyFault::allApplicationsInSoftware,
                AndroidKeyFault::allApplicationsInHardware,
                () -> AndroidKeyFault.origin(random.nextInt(5)),
                AndroidKeyFault::noOrigin,
                () -> AndroidKeyFault.purposes(
                        one(List.of(new int[] {0}, new int[] {2}, new int[] {2, 3}, new int[] {7}))),
                AndroidKeyFault::noPurpose,
                AndroidKeyFault::enforcedBySoftware,
                () -> AndroidKeyFault.originInSoftware(random.nextInt(4)),
                AndroidKeyFault::strongBox,
                AndroidKeyFault::noAuthorizations,
                AndroidKeyFault::unknownAuthorization,
                AndroidKeyFault::noDescription,
                AndroidKeyFault::malformedDescription,
                () -> AndroidKeyFault.descriptionLeftover(bytes(2)));
    }

    private List<Maker> apple() {
        return List.of(
                AppleFault::otherNonce,
                () -> AppleFault.nonceOfLength(one(List.of(0, 16, 31, 33))),
                AppleFault::noNonce,
                AppleFault::malformedNonce);
    }

    private List<Maker> safetyNet() {
        return List.of(
                () -> SafetyNetFault.header(one(List.of("alg", "x5c"))).missing(),
                () -> SafetyNetFault.header("alg").is(one(List.of("none", "HS256", "RS256", "ES256", 7L))),
                () -> SafetyNetFault.payload(one(
                                List.of("nonce", "timestampMs", "ctsProfileMatch", "basicIntegrity", "apkPackageName")))
                        .missing(),
                () -> SafetyNetFault.payload(one(List.of("nonce", "timestampMs", "ctsProfileMatch")))
                        .is(one(List.of("text", 0L, true, List.of()))),
                SafetyNetFault::otherNonce,
                SafetyNetFault::notCertified,
                () -> SafetyNetFault.made(one(List.of(
                        Duration.ofDays(1), Duration.ofDays(-1), Duration.ofMinutes(-2), Duration.ofSeconds(30)))),
                () -> SafetyNetFault.host(
                        one(List.of("attest.android.com.evil.example", "android.com", "*.android.com"))),
                () -> SafetyNetFault.changingJws("JWS cut", jws -> jws.substring(0, random.nextInt(jws.length()))),
                () -> SafetyNetFault.changingJws("JWS with more", jws -> jws + one(List.of(".", "A", "=", ".AAAA"))));
    }
}
