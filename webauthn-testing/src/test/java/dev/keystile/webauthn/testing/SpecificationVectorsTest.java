package dev.keystile.webauthn.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.upokecenter.cbor.CBORObject;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed448PrivateKeyParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Given the keys, ids and flags of the specification's test vectors, the authenticator makes the same bytes; signatures,
 * which are drawn at random, aside.
 */
class SpecificationVectorsTest {
    private static final String ABSENT =
            "the specification's vectors are not in the folder that the system property keystile.vectors names";
    private static final BigInteger RSA_EXPONENT = BigInteger.valueOf(65537);

    /** A pair of ceremonies; none stands for vectors that are not there. */
    record Pair(String name, JsonNode json) {
        JsonNode registration() {
            return json.get("registration");
        }

        JsonNode authentication() {
            return json.get("authentication");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Pair> pairs() throws IOException {
        List<Pair> pairs = new ArrayList<>();
        for (JsonNode entry : vectors()) {
            if (entry.get("kind").asString().equals("ceremony-pair")) {
                pairs.add(new Pair(entry.get("name").asString(), entry));
            }
        }
        return pairs.isEmpty() ? Stream.of(new Pair("absent", Ceremonies.json("null"))) : pairs.stream();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void makesTheSameRegistration(Pair pair) throws Exception {
        assumeThat(pair.json().isNull()).as(ABSENT).isFalse();
        JsonNode vector = pair.registration();

        Ceremonies.Registration registration = Ceremonies.Registration.of(register(pair, authenticator(pair)));

        assertThat(registration.clientDataJson()).isEqualTo(bytes(vector, "clientDataJSON"));
        CBORObject expected = CBORObject.DecodeFromBytes(bytes(vector, "attestationObject"));
        CBORObject made = registration.attestationObject();
        assertThat(registration.authenticatorData())
                .isEqualTo(expected.get("authData").GetByteString());
        assertThat(unsigned(made)).isEqualTo(unsigned(expected));
        if (pair.name().startsWith("none")) {
            assertThat(Ceremonies.bytes(registration.json().get("response"), "attestationObject"))
                    .isEqualTo(bytes(vector, "attestationObject"));
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void makesTheSameAssertion(Pair pair) throws Exception {
        assumeThat(pair.json().isNull()).as(ABSENT).isFalse();
        JsonNode vector = pair.authentication();
        SoftwareAuthenticator authenticator = authenticator(pair);
        register(pair, authenticator);

        JsonNode response = Ceremonies.json(
                        client(pair).get(requestOptions(vector), authenticator, particulars(pair, vector)))
                .get("response");

        assertThat(Ceremonies.bytes(response, "clientDataJSON")).isEqualTo(bytes(vector, "clientDataJSON"));
        assertThat(Ceremonies.bytes(response, "authenticatorData")).isEqualTo(bytes(vector, "authenticatorData"));
        Signature signature = Signature.getInstance(
                switch (algorithm(pair)) {
                    case ES384 -> "SHA384withECDSA";
                    case ES512 -> "SHA512withECDSA";
                    case RS256 -> "SHA256withRSA";
                    case EDDSA, ED448 -> "EdDSA";
                    default -> "SHA256withECDSA";
                });
        signature.initVerify(authenticator.newestCredential().publicKey());
        signature.update(Ceremonies.bytes(response, "authenticatorData"));
        signature.update(Bytes.sha256(Ceremonies.bytes(response, "clientDataJSON")));
        assertThat(signature.verify(bytes(vector, "signature"))).isTrue();
    }

    @Test
    void evaluatesAndEncryptsThePseudoRandomFunctionAlike() throws IOException {
        int cases = 0;
        for (JsonNode vector : vectors()) {
            if (!vector.get("kind").asString().equals("prf-ctap")) {
                continue;
            }
            cases++;
            byte[] salt = HmacSecret.salt(bytes(vector, "prfEvalFirst"));
            assertThat(salt).isEqualTo(bytes(vector, "salt1"));
            byte[] output = HmacSecret.evaluate(bytes(vector.get("shared"), "authenticatorCredRandom"), salt);
            assertThat(output).isEqualTo(bytes(vector, "output1"));
            byte[] outputs = vector.has("output2") ? Bytes.concat(output, bytes(vector, "output2")) : output;
            assertThat(encrypted(vector, outputs)).isEqualTo(bytes(vector, "outputEnc"));
        }
        assumeThat(cases).as(ABSENT).isPositive();
        assertThat(cases).isEqualTo(3);
    }

    private static byte[] encrypted(JsonNode vector, byte[] outputs) {
        byte[] secret = bytes(vector, "sharedSecret");
        if (vector.get("pinUvAuthProtocol").asInt() == 1) {
            return HmacSecret.encrypt(secret, new byte[16], outputs);
        }
        byte[] iv = Arrays.copyOf(bytes(vector, "outputEnc"), 16);
        return Bytes.concat(iv, HmacSecret.encrypt(Arrays.copyOfRange(secret, 32, 64), iv, outputs));
    }

    private static String register(Pair pair, SoftwareAuthenticator authenticator) throws GeneralSecurityException {
        JsonNode vector = pair.registration();
        KeyPair keys = credentialKeys(pair);
        byte[] id = bytes(vector, "credentialId");
        List<Fault> inputs = new ArrayList<>(List.of(particulars(pair, vector)));
        inputs.add(Fault.at(Stage.KEY_PAIR, "the vector's key", generated -> keys));
        inputs.add(Fault.at(Stage.CREDENTIAL_ID, "the vector's id", generated -> id));
        String format = pair.json().get("attestationFormat").asString();
        if (!format.equals("none") && !pair.name().startsWith("packed-self")) {
            inputs.add(certificate(pair, format));
        }
        if (format.equals("tpm")) {
            inputs.add(tpm());
        } else if (format.equals("android-key")) {
            inputs.add(Fault.in(Stage.KEY_DESCRIPTION, "the vector's key description", draft -> {
                draft.attestationSecurityLevel = 0;
                draft.keyMintVersion = 0;
                draft.keyMintSecurityLevel = 0;
                draft.softwareEnforced.clear();
                draft.hardwareEnforced.clear();
            }));
        }
        return client(pair).create(creationOptions(pair), authenticator, inputs.toArray(Fault[]::new));
    }

    /** What the vector's ceremony has that is not a setting of client and authenticator. */
    private static Fault[] particulars(Pair pair, JsonNode vector) {
        List<Fault> particulars = new ArrayList<>();
        int flags = vector.get("flags").asInt();
        int ordinary = vector == pair.registration() ? 0x45 : 0x05;
        if (flags != ordinary) {
            particulars.add(Fault.in(Stage.AUTHENTICATOR_DATA, "the vector's flags", draft -> draft.flags = flags));
        }
        JsonNode sent = Ceremonies.json(new String(bytes(vector, "clientDataJSON"), StandardCharsets.UTF_8));
        if (sent.has("extraData")) {
            particulars.add(
                    Fault.clientData("extraData").is(sent.get("extraData").asString()));
        }
        if (sent.get("crossOrigin").asBoolean() && !sent.has("topOrigin")) {
            particulars.add(Fault.crossOrigin(true));
        }
        return particulars.toArray(Fault[]::new);
    }

    private static Fault certificate(Pair pair, String format) {
        BigInteger serialNumber = new BigInteger(1, bytes(pair.registration(), "attestationCertSerialNumber"));
        return Fault.in(Stage.CHAIN, "the vector's certificate", chain -> {
            chain.leaf().serialNumber = serialNumber;
            chain.leaf().issuer = name("Authenticator Attestation CA");
            chain.leaf().extensions.remove(CertificateDraft.AAGUID);
            if (!format.equals("tpm")) {
                chain.leaf().subject = name("Authenticator Attestation");
            }
        });
    }

    private static Fault tpm() {
        Fault publicArea = Fault.in(Stage.TPM_PUBLIC, "the vector's public area", draft -> {
            draft.objectAttributes = 0x0004_0000;
            draft.authPolicy = new byte[0];
        });
        Fault attest = TpmFault.withoutQualifiedNames().and(Fault.in(Stage.TPM_ATTEST, "the vector's clock", draft -> {
            draft.clockInfo = ByteBuffer.allocate(17)
                    .putLong(0)
                    .putInt(0x11111111)
                    .putInt(0x22222222)
                    .put((byte) 0x33)
                    .array();
            draft.firmwareVersion = new byte[8];
        }));
        Fault name = Fault.in(Stage.TPM_NAME, "the vector's TPM", each -> {
            each.attributes.put(TpmName.MANUFACTURER, "id:00000000");
            each.attributes.put(TpmName.MODEL, "WebAuthn test vectors");
            each.attributes.put(TpmName.VERSION, "id:00000000");
        });
        return publicArea.and(attest).and(name);
    }

    private static DistinguishedName name(String unit) {
        return DistinguishedName.empty()
                .with("CN", "WebAuthn test vectors")
                .with("O", "W3C")
                .with("OU", unit)
                .with("C", "AA");
    }

    private static SoftwareAuthenticator authenticator(Pair pair) throws Exception {
        ByteBuffer aaguid = ByteBuffer.wrap(bytes(pair.registration(), "aaguid"));
        return SoftwareAuthenticator.builder()
                .aaguid(new UUID(aaguid.getLong(), aaguid.getLong()))
                .algorithms(algorithm(pair))
                .attestation(attestation(pair))
                .signCounter(SignCounter.NONE)
                .build();
    }

    private static Attestation attestation(Pair pair) throws Exception {
        String format = pair.json().get("attestationFormat").asString();
        if (format.equals("none")) {
            return Attestation.none();
        }
        if (pair.name().startsWith("packed-self")) {
            return Attestation.self();
        }
        AttestationAuthority authority = authority();
        if (format.equals("android-key")) {
            return Attestation.androidKey(authority);
        }
        if (format.equals("apple")) {
            return Attestation.apple(authority);
        }
        SigningKey key = new SigningKey(
                Algorithm.ES256, ecKeys("secp256r1", bytes(pair.registration(), "attestationPrivateKey")));
        return switch (format) {
            case "packed" -> new PackedAttestation(authority, key);
            case "tpm" -> new TpmAttestation(authority, key);
            case "fido-u2f" -> new FidoU2fAttestation(authority, key);
            default -> throw new AssertionError(format);
        };
    }

    private static AttestationAuthority authority() throws Exception {
        JsonNode root = vectors().stream()
                .filter(entry -> entry.get("kind").asString().equals("attestation-root"))
                .findFirst()
                .orElseThrow();
        SigningKey key = new SigningKey(Algorithm.ES256, ecKeys("secp256r1", bytes(root, "attestationCaKey")));
        return new AttestationAuthority(
                AttestationAuthority.builder()
                        .validity(Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("3024-01-01T00:00:00Z")),
                key);
    }

    private static WebAuthnClient client(Pair pair) {
        WebAuthnClient client =
                WebAuthnClient.at(pair.json().get("origin").asString()).conveyingAttestationAlways();
        return pair.json().has("topOrigin")
                ? client.embeddedIn(pair.json().get("topOrigin").asString())
                : client;
    }

    private static String creationOptions(Pair pair) {
        return """
                {"rp": {"id": "example.org", "name": "Example"},
                 "user": {"id": "dXNlcg", "name": "kim", "displayName": "Kim"},
                 "challenge": "%s",
                 "pubKeyCredParams": [{"type": "public-key", "alg": %d}],
                 "authenticatorSelection": {"residentKey": "required"}}
                """.formatted(
                pair.registration().get("challenge").asString(), algorithm(pair).cose());
    }

    private static String requestOptions(JsonNode vector) {
        return "{\"rpId\": \"example.org\", \"challenge\": \""
                + vector.get("challenge").asString() + "\"}";
    }

    private static Algorithm algorithm(Pair pair) {
        return Algorithm.ofCose(pair.json().get("credentialAlg").asInt()).orElseThrow();
    }

    /** The attestation object without what is random: the statement's signature and the certificates'. */
    private static CBORObject unsigned(CBORObject attestationObject) throws Exception {
        CBORObject copy = CBORObject.DecodeFromBytes(attestationObject.EncodeToBytes());
        CBORObject statement = copy.get("attStmt");
        statement.Remove(CBORObject.FromObject("sig"));
        CBORObject x5c = statement.get("x5c");
        if (x5c != null) {
            CBORObject certificates = CBORObject.NewArray();
            for (CBORObject certificate : x5c.getValues()) {
                certificates.Add(
                        Ceremonies.certificate(certificate.GetByteString()).getTBSCertificate());
            }
            statement.Set("x5c", certificates);
        }
        return copy;
    }

    private static KeyPair credentialKeys(Pair pair) throws GeneralSecurityException {
        JsonNode vector = pair.registration();
        return switch (algorithm(pair)) {
            case ES256 -> ecKeys("secp256r1", bytes(vector, "credentialPrivateKey"));
            case ES384 -> ecKeys("secp384r1", bytes(vector, "credentialPrivateKey"));
            case ES512 -> ecKeys("secp521r1", bytes(vector, "credentialPrivateKey"));
            case RS256 ->
                rsaKeys(
                        new BigInteger(1, bytes(vector, "privateKeyP")),
                        new BigInteger(1, bytes(vector, "privateKeyQ")));
            case EDDSA -> {
                byte[] seed = bytes(vector, "credentialPrivateKey");
                byte[] key = new Ed25519PrivateKeyParameters(seed)
                        .generatePublicKey()
                        .getEncoded();
                yield edKeys(NamedParameterSpec.ED25519, "1.3.101.112", seed, key);
            }
            case ED448 -> {
                byte[] seed = bytes(vector, "credentialPrivateKey");
                byte[] key =
                        new Ed448PrivateKeyParameters(seed).generatePublicKey().getEncoded();
                yield edKeys(NamedParameterSpec.ED448, "1.3.101.113", seed, key);
            }
            default -> throw new AssertionError(algorithm(pair));
        };
    }

    private static KeyPair ecKeys(String curveName, byte[] scalar) throws GeneralSecurityException {
        BigInteger secret = new BigInteger(1, scalar);
        X9ECParameters curve = ECNamedCurveTable.getByName(curveName);
        org.bouncycastle.math.ec.ECPoint point = curve.getG().multiply(secret).normalize();
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(curveName));
        ECParameterSpec spec = parameters.getParameterSpec(ECParameterSpec.class);
        KeyFactory factory = KeyFactory.getInstance("EC");
        ECPoint w = new ECPoint(
                point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger());
        return new KeyPair(
                factory.generatePublic(new ECPublicKeySpec(w, spec)),
                factory.generatePrivate(new ECPrivateKeySpec(secret, spec)));
    }

    private static KeyPair rsaKeys(BigInteger p, BigInteger q) throws GeneralSecurityException {
        BigInteger modulus = p.multiply(q);
        BigInteger totient = p.subtract(BigInteger.ONE).multiply(q.subtract(BigInteger.ONE));
        KeyFactory factory = KeyFactory.getInstance("RSA");
        return new KeyPair(
                factory.generatePublic(new RSAPublicKeySpec(modulus, RSA_EXPONENT)),
                factory.generatePrivate(new RSAPrivateKeySpec(modulus, RSA_EXPONENT.modInverse(totient))));
    }

    private static KeyPair edKeys(NamedParameterSpec curve, String oid, byte[] seed, byte[] key)
            throws GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance("EdDSA");
        try {
            byte[] info =
                    new SubjectPublicKeyInfo(new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid)), key).getEncoded();
            return new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(info)),
                    factory.generatePrivate(new EdECPrivateKeySpec(curve, seed)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(JsonNode parent, String member) {
        return Base64.getUrlDecoder().decode(parent.get(member).asString());
    }

    private static List<JsonNode> vectors() throws IOException {
        Path file = Path.of(System.getProperty("keystile.vectors", "../../shared/vectors"), "w3c-webauthn-l3.json");
        if (!Files.exists(file)) {
            return List.of();
        }
        List<JsonNode> entries = new ArrayList<>();
        Ceremonies.json(Files.readString(file)).forEach(entries::add);
        return entries;
    }
}
