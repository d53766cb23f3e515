package dev.keystile.webauthn.cose;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cbor.CborReader;
import java.security.PublicKey;

/**
 * A public key as authenticators give it: a <a href="https://www.rfc-editor.org/rfc/rfc9052#section-7">COSE_Key</a> in the form
 * that <a href="https://www.w3.org/TR/webauthn-3/#sctn-attested-credential-data">WebAuthn</a> prescribes, with its algorithm
 * and without any optional parameter.
 *
 * <p>A key of an algorithm this library knows is held to that algorithm when it is parsed: its type and curve are the
 * algorithm's, it has exactly the parameters it must have, in exactly the lengths, and it is a key that signatures can be
 * trusted under. A key of any other algorithm is an {@link UnknownKey}, which no signature is ever valid for.
 */
public sealed interface CoseKey permits AkpKey, EcKey, OkpKey, RsaKey, UnknownKey {
    /**
     * The key that some bytes encode in canonical CBOR.
     *
     * @param encoded one CBOR map with integer labels, which nothing follows
     * @throws MalformedException ({@link Format#COSE} or {@link Format#CBOR}) for anything else: not canonical, no
     *     algorithm, another type or curve than the algorithm takes, a parameter missing, surplus or of another length,
     *     a point that is not on its curve or of small order, an RSA key outside of its limits
     */
    static CoseKey parse(ByteString encoded) throws MalformedException {
        CborReader reader = new CborReader(encoded);
        CoseKey key = read(reader);
        reader.requireEnd();
        return key;
    }

    /**
     * Reads the key that comes next; {@link CborReader#position()} tells then where it ends.
     *
     * @throws MalformedException when there is none, for the reasons that {@link #parse} has
     */
    static CoseKey read(CborReader reader) throws MalformedException {
        return CoseKeyParser.read(reader);
    }

    /**
     * The key that a certificate or another source of X.509 holds, to be used with an algorithm; held to the same rules as a
     * parsed one, so that it equals the parsed one when they are the same key.
     *
     * @param key what {@code X509Certificate.getPublicKey()} gives, of any provider
     * @throws MalformedException ({@link Format#X509}, {@link Format#DER} or {@link Format#COSE}) when it is not a key
     *     that the algorithm may be used with
     */
    static CoseKey of(PublicKey key, CoseAlgorithm algorithm) throws MalformedException {
        byte[] encoded = key.getEncoded();
        if (encoded == null) {
            throw new MalformedException(Format.X509, "", "the key has no encoding");
        }
        return SubjectPublicKeyInfo.toCoseKey(ByteString.copyOf(encoded), algorithm);
    }

    /** The only algorithm the key may be used with. */
    CoseAlgorithm algorithm();

    /** The COSE_Key in canonical CBOR, as {@link #parse} takes it and stores should keep it. */
    ByteString encoded();
}
