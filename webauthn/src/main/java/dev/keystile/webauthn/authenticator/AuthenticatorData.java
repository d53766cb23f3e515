package dev.keystile.webauthn.authenticator;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cbor.CborMap;
import dev.keystile.webauthn.cbor.CborOptions;
import dev.keystile.webauthn.cbor.CborReader;
import dev.keystile.webauthn.cbor.CborText;
import dev.keystile.webauthn.cbor.CborValue;
import dev.keystile.webauthn.cose.CoseKey;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an authenticator says of a ceremony and signs
 * (<a href="https://www.w3.org/TR/webauthn-3/#sctn-authenticator-data">L3 §6.1</a>).
 */
public final class AuthenticatorData {

    private static final int FLAGS_AT = 32;
    private static final int SIGN_COUNT_AT = 33;
    private static final int HEADER_LENGTH = 37;
    private static final CborOptions EXTENSION_OPTIONS = CborOptions.CTAP2.withMaxDepth(8);

    private final ByteString encoded;
    private final AuthenticatorFlags flags;
    private final @Nullable AttestedCredentialData attestedCredentialData;
    private final CborMap extensions;

    private AuthenticatorData(
            ByteString encoded,
            AuthenticatorFlags flags,
            @Nullable AttestedCredentialData attestedCredentialData,
            CborMap extensions) {
        this.encoded = encoded;
        this.flags = flags;
        this.attestedCredentialData = attestedCredentialData;
        this.extensions = extensions;
    }

    /**
     * Reads authenticator data: 37 bytes, then what the AT and ED flags announce, and nothing else.
     *
     * @param encoded SHA-256 of the RP ID (32 bytes), the flags (1), the counter (4, big-endian); with AT the AAGUID
     *     (16), the length of the credential id (2, big-endian), the id and the COSE key; with ED a CBOR map
     * @throws MalformedException if bytes are missing or left over, the credential's id has other than 1 to 1023 bytes,
     *     its key is not one, or the extension outputs are not a canonical CBOR map from text
     */
    public static AuthenticatorData parse(ByteString encoded) throws MalformedException {
        if (encoded.length() < HEADER_LENGTH) {
            throw malformed("", "has " + encoded.length() + " bytes, and at least " + HEADER_LENGTH + " are needed");
        }
        AuthenticatorFlags flags = new AuthenticatorFlags(encoded.byteAt(FLAGS_AT));
        int at = HEADER_LENGTH;
        AttestedCredentialData attested = null;
        if (flags.attestedCredentialData()) {
            AttestedCredentialReader reader = new AttestedCredentialReader(encoded, at);
            attested = reader.read();
            at = reader.position();
        }
        CborMap extensions = CborMap.empty();
        if (flags.extensionData()) {
            CborReader reader = new CborReader(encoded.slice(at), EXTENSION_OPTIONS);
            extensions = extensions(reader);
            at += reader.position();
        }
        if (at != encoded.length()) {
            throw malformed("@" + at, encoded.length() - at + " bytes are left over");
        }
        return new AuthenticatorData(encoded, flags, attested, extensions);
    }

    private static CborMap extensions(CborReader reader) throws MalformedException {
        try {
            CborMap outputs = reader.readMap();
            for (Map.Entry<CborValue, CborValue> output : outputs.entries()) {
                if (!(output.getKey() instanceof CborText)) {
                    throw malformed("", "an extension's identifier is not text");
                }
            }
            return outputs;
        } catch (MalformedException e) {
            throw e.in("extensions");
        }
    }

    /** Reads the attested credential data that begin at an offset. */
    private static final class AttestedCredentialReader {

        private static final int ID_LENGTH_LENGTH = 2;

        private final ByteString encoded;
        private int at;

        AttestedCredentialReader(ByteString encoded, int at) {
            this.encoded = encoded;
            this.at = at;
        }

        AttestedCredentialData read() throws MalformedException {
            Aaguid aaguid = new Aaguid(next(Aaguid.LENGTH, "aaguid"));
            int idLength = next(ID_LENGTH_LENGTH, "credentialIdLength").uint16At(0);
            if (idLength < 1 || idLength > CredentialId.MAX_LENGTH) {
                throw malformed("credentialIdLength", "is " + idLength + ", not 1 to " + CredentialId.MAX_LENGTH);
            }
            CredentialId id = new CredentialId(next(idLength, "credentialId"));
            return new AttestedCredentialData(aaguid, id, key());
        }

        private CoseKey key() throws MalformedException {
            CborReader reader = new CborReader(encoded.slice(at));
            try {
                CoseKey key = CoseKey.read(reader);
                at += reader.position();
                return key;
            } catch (MalformedException e) {
                throw e.in("credentialPublicKey");
            }
        }

        private ByteString next(int length, String name) throws MalformedException {
            if (encoded.length() - at < length) {
                throw malformed(name, "ends after " + (encoded.length() - at) + " of " + length + " bytes");
            }
            ByteString bytes = encoded.slice(at, at + length);
            at += length;
            return bytes;
        }

        int position() {
            return at;
        }
    }

    private static MalformedException malformed(String place, String problem) {
        return new MalformedException(Format.AUTHENTICATOR_DATA, place, problem);
    }

    /** The bytes as they came; signatures cover them. */
    public ByteString encoded() {
        return encoded;
    }

    /** SHA-256 of the RP ID, 32 bytes; of the AppID where a credential of the U2F API answered (L3 §10.1.1). */
    public ByteString rpIdHash() {
        return encoded.slice(0, FLAGS_AT);
    }

    /** The byte of flags, which says what the rest holds. */
    public AuthenticatorFlags flags() {
        return flags;
    }

    /** The signature counter, 0 to 2³²-1; 0 always for authenticators that do not count (L3 §6.1.1). */
    public long signCount() {
        return encoded.uint32At(SIGN_COUNT_AT);
    }

    /** The new credential: present exactly if the AT flag is set, as registrations have it. */
    public Optional<AttestedCredentialData> attestedCredentialData() {
        return Optional.ofNullable(attestedCredentialData);
    }

    /** The extension outputs by identifier, each key a text string; empty without the ED flag. */
    public CborMap extensions() {
        return extensions;
    }

    @Override
    public String toString() {
        return "AuthenticatorData[" + flags + ", " + signCount() + "]";
    }
}
