package dev.keystile.webauthn.cose;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cbor.CborReader;
import dev.keystile.webauthn.cbor.CborType;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of one COSE_Key, whatever its type, and makes the key that they amount to. */
final class CoseKeyParser {
    /** Stands for an integer parameter that is not there; no such value has a meaning. */
    private static final long ABSENT = Long.MIN_VALUE;

    private long keyType = ABSENT;
    private long algorithm = ABSENT;
    private long curve = ABSENT;

    /** The byte strings under the labels -1, -2 and -3, whose meaning depends on the key type. */
    private @Nullable ByteString first;

    private @Nullable ByteString second;
    private @Nullable ByteString third;

    /** Whether there is a parameter of a label or a type that no key of a known algorithm has. */
    private boolean surplus;

    private CoseKeyParser() {}

    static CoseKey read(CborReader reader) throws MalformedException {
        int from = reader.position();
        CoseKeyParser parser = new CoseKeyParser();
        parser.readParameters(reader);
        CoseAlgorithm algorithm = parser.algorithm();
        SignatureScheme scheme = SignatureScheme.of(algorithm);
        return scheme == null
                ? new UnknownKey(algorithm, reader.encodedSince(from).compact())
                : parser.key(scheme);
    }

    private void readParameters(CborReader reader) throws MalformedException {
        reader.startMap();
        while (reader.hasNext()) {
            if (reader.peek() == CborType.INTEGER) {
                readParameter(reader.readLong(), reader);
            } else {
                reader.skipValue();
                skip(reader);
            }
        }
        reader.end();
    }

    private void readParameter(long label, CborReader reader) throws MalformedException {
        CborType type = reader.peek();
        if (type == CborType.INTEGER && label == 1) {
            keyType = reader.readLong();
        } else if (type == CborType.INTEGER && label == 3) {
            algorithm = reader.readLong();
        } else if (type == CborType.INTEGER && label == -1) {
            curve = reader.readLong();
        } else if (type == CborType.BYTES && label == -1) {
            first = reader.readBytes();
        } else if (type == CborType.BYTES && label == -2) {
            second = reader.readBytes();
        } else if (type == CborType.BYTES && label == -3) {
            third = reader.readBytes();
        } else {
            skip(reader);
        }
    }

    private void skip(CborReader reader) throws MalformedException {
        reader.skipValue();
        surplus = true;
    }

    private CoseAlgorithm algorithm() throws MalformedException {
        if (algorithm == ABSENT) {
            throw malformed("no algorithm, or not an integer");
        }
        if (algorithm != (int) algorithm) {
            throw malformed("the algorithm's number exceeds 32 bits");
        }
        return new CoseAlgorithm((int) algorithm);
    }

    private CoseKey key(SignatureScheme scheme) throws MalformedException {
        if (keyType != scheme.keyGroup().keyType()) {
            throw malformed("the key type does not go with " + scheme.title());
        }
        try {
            return switch (scheme.keyGroup().keyType()) {
                case EcCurve.KEY_TYPE -> ecKey(scheme);
                case OkpCurve.KEY_TYPE -> okpKey(scheme);
                case RsaModulus.KEY_TYPE -> rsaKey(scheme);
                default -> akpKey(scheme);
            };
        } catch (IllegalArgumentException e) {
            throw new MalformedException(Format.COSE, "", String.valueOf(e.getMessage()), e);
        }
    }

    private EcKey ecKey(SignatureScheme scheme) throws MalformedException {
        EcCurve named = EcCurve.numbered(curve);
        if (named == null || second == null || third == null || first != null || surplus) {
            throw wrongParameters("a curve, x and an uncompressed y");
        }
        return new EcKey(scheme.algorithm(), named, second, third);
    }

    private OkpKey okpKey(SignatureScheme scheme) throws MalformedException {
        OkpCurve named = OkpCurve.numbered(curve);
        if (named == null || second == null || first != null || third != null || surplus) {
            throw wrongParameters("a curve and x");
        }
        return new OkpKey(scheme.algorithm(), named, second);
    }

    private RsaKey rsaKey(SignatureScheme scheme) throws MalformedException {
        if (first == null || second == null || curve != ABSENT || third != null || surplus) {
            throw wrongParameters("a modulus and an exponent");
        }
        return new RsaKey(scheme.algorithm(), first, second);
    }

    private AkpKey akpKey(SignatureScheme scheme) throws MalformedException {
        if (first == null || curve != ABSENT || second != null || third != null || surplus) {
            throw wrongParameters("a public key");
        }
        return new AkpKey(scheme.algorithm(), first);
    }

    private static MalformedException wrongParameters(String wanted) {
        return malformed("must have " + wanted + " beside key type and algorithm, and nothing else");
    }

    private static MalformedException malformed(String problem) {
        return new MalformedException(Format.COSE, "", problem);
    }
}
