package dev.keystile.webauthn.cose;

import dev.keystile.fuzz.FuzzTarget;
import dev.keystile.fuzz.Samples;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;

/** Public keys and signatures. */
public final class KeyTargets {
    private static final List<EcCurve> CURVES = List.of(EcCurve.values());
    private static final SignatureSuite SIGNATURES = SignatureSuite.platform();
    private static final ByteString DATA = ByteString.ofUtf8("what nobody signed");

    private KeyTargets() {}

    public static List<FuzzTarget<?>> all() {
        return List.of(coseKey(), publicKey(), ecdsaSignature(), rawEcdsaSignature(), signature());
    }

    private static FuzzTarget<CoseKey> coseKey() {
        return FuzzTarget.<CoseKey>reading("cose-key", CoseKey::parse)
                .refusingBy(MalformedException.class)
                .holding((input, key) -> {
                    require(key.encoded().equals(input), "other bytes");
                    require(!isVerified(key, ByteString.of(new byte[64])), "a signature of zeros is valid");
                })
                .from(() -> Samples.get().credentialKeys());
    }

    /** The first byte chooses the algorithm, the rest is the key as in certificates. */
    private static FuzzTarget<CoseKey> publicKey() {
        List<CoseAlgorithm> algorithms = List.copyOf(SIGNATURES.supported());
        return FuzzTarget.<CoseKey>reading(
                        "public-key",
                        input -> SubjectPublicKeyInfo.toCoseKey(
                                input.slice(Math.min(1, input.length())),
                                algorithms.get(input.isEmpty() ? 0 : input.uint8At(0) % algorithms.size())))
                .refusingBy(MalformedException.class)
                .holding(
                        (input, key) -> require(CoseKey.parse(key.encoded()).equals(key), "written, it is another one"))
                .from(() -> {
                    List<ByteString> seeds = new ArrayList<>();
                    for (ByteString encoded : Samples.get().credentialKeys()) {
                        CoseKey key = parsed(encoded);
                        int algorithm = algorithms.indexOf(key.algorithm());
                        if (algorithm >= 0 && !(key instanceof RsaKey)) {
                            seeds.add(ByteString.of((byte) algorithm)
                                    .concat(ByteString.copyOf(SubjectPublicKeyInfo.of(key))));
                        }
                    }
                    int rs256 = algorithms.indexOf(CoseAlgorithm.RS256);
                    seeds.add(ByteString.of((byte) rs256)
                            .concat(ByteString.copyOf(rsaKeyPair().getPublic().getEncoded())));
                    return seeds;
                });
    }

    /** The first byte chooses the curve. Accepted is exactly what the reference reads and writes back so, with numbers in range. */
    private static FuzzTarget<Boolean> ecdsaSignature() {
        return FuzzTarget.reading("ecdsa-signature", input -> {
                    try {
                        EcdsaSignature.check(input.slice(Math.min(1, input.length())), curve(input));
                        return true;
                    } catch (InvalidSignatureException e) {
                        return false;
                    }
                })
                .within(16 * 1024, 16)
                .holding((input, accepted) -> require(
                        accepted == isProper(input.slice(Math.min(1, input.length())), curve(input)),
                        accepted ? "the reference refuses it" : "the reference accepts it"))
                .from(() -> {
                    List<ByteString> seeds = new ArrayList<>();
                    for (ByteString signature : Samples.get().signatures()) {
                        for (int curve = 0; curve < CURVES.size(); curve++) {
                            seeds.add(ByteString.of((byte) curve).concat(signature));
                        }
                    }
                    return seeds;
                });
    }

    private static FuzzTarget<ByteString> rawEcdsaSignature() {
        return FuzzTarget.reading(
                        "ecdsa-raw-signature",
                        input -> EcdsaSignature.toDer(input.slice(Math.min(1, input.length())), curve(input)))
                .refusingBy(InvalidSignatureException.class)
                .within(16 * 1024, 32)
                .holding((input, der) -> {
                    ASN1Sequence numbers = (ASN1Sequence) ASN1Primitive.fromByteArray(der.toByteArray());
                    int half = (input.length() - 1) / 2;
                    require(
                            number(numbers, 0)
                                    .equals(new BigInteger(
                                            1, input.slice(1, 1 + half).toByteArray())),
                            "another r");
                    require(
                            number(numbers, 1)
                                    .equals(new BigInteger(
                                            1, input.slice(1 + half).toByteArray())),
                            "another s");
                })
                .from(() -> {
                    List<ByteString> seeds = new ArrayList<>();
                    for (int i = 0; i < CURVES.size(); i++) {
                        byte[] raw = new byte[1 + 2 * CURVES.get(i).coordinateLength()];
                        raw[0] = (byte) i;
                        raw[raw.length - 1] = -1;
                        seeds.add(ByteString.of(raw));
                    }
                    return seeds;
                });
    }

    /** The first byte chooses the key. None has signed the data. */
    private static FuzzTarget<Boolean> signature() {
        return FuzzTarget.reading("signature", input -> {
                    List<ByteString> keys = Samples.get().credentialKeys();
                    CoseKey key = parsed(keys.get(input.isEmpty() ? 0 : input.uint8At(0) % keys.size()));
                    return isVerified(key, input.slice(Math.min(1, input.length())));
                })
                .within(16 << 20, 64)
                .holding((input, valid) -> require(!valid, "a signature of nobody's is valid"))
                .from(() -> {
                    List<ByteString> seeds = new ArrayList<>();
                    List<ByteString> signatures = Samples.get().signatures();
                    for (int i = 0; i < Samples.get().credentialKeys().size(); i++) {
                        seeds.add(ByteString.of((byte) i).concat(signatures.get(i % signatures.size())));
                    }
                    return seeds;
                });
    }

    private static boolean isVerified(CoseKey key, ByteString signature) {
        try {
            SIGNATURES.verify(key, signature, DATA);
            return true;
        } catch (InvalidSignatureException | UnsupportedAlgorithmException e) {
            return false;
        }
    }

    private static boolean isProper(ByteString der, EcCurve curve) {
        try {
            ASN1Primitive value = ASN1Primitive.fromByteArray(der.toByteArray());
            BigInteger order = new BigInteger(1, curve.order().toByteArray());
            return value instanceof ASN1Sequence sequence
                    && sequence.size() == 2
                    && isInRange(number(sequence, 0), order)
                    && isInRange(number(sequence, 1), order)
                    && ByteString.copyOf(value.getEncoded(ASN1Encoding.DER)).equals(der);
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static BigInteger number(ASN1Sequence sequence, int index) {
        return ASN1Integer.getInstance(sequence.getObjectAt(index)).getValue();
    }

    private static boolean isInRange(BigInteger number, BigInteger order) {
        return number.signum() > 0 && number.compareTo(order) < 0;
    }

    private static EcCurve curve(ByteString input) {
        return CURVES.get(input.isEmpty() ? 0 : input.uint8At(0) % CURVES.size());
    }

    private static CoseKey parsed(ByteString encoded) {
        try {
            return CoseKey.parse(encoded);
        } catch (MalformedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair rsaKeyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
