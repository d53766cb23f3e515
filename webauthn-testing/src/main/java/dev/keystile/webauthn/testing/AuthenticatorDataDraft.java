package dev.keystile.webauthn.testing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts of <a href="https://www.w3.org/TR/webauthn-3/#sctn-authenticator-data">authenticator data</a> before they are joined. */
final class AuthenticatorDataDraft {
    private static final byte[] NOTHING = {};

    byte[] rpIdHash;
    int flags;
    long signCount;
    /** Present in registrations. */
    @Nullable AttestedCredential attested;
    /** A CBOR map; empty when no extension has anything to say. */
    byte[] extensions = NOTHING;
    /** What does not belong there. */
    byte[] leftover = NOTHING;

    AuthenticatorDataDraft(byte[] rpIdHash, int flags, long signCount) {
        this.rpIdHash = rpIdHash;
        this.flags = flags;
        this.signCount = signCount;
    }

    /** Id and key of the new credential, and the model that made it. */
    static final class AttestedCredential {
        byte[] aaguid;
        /** What the length field says. */
        int idLength;

        byte[] id;
        byte[] coseKey;

        AttestedCredential(byte[] aaguid, byte[] id, byte[] coseKey) {
            this.aaguid = aaguid;
            this.idLength = id.length;
            this.id = id;
            this.coseKey = coseKey;
        }

        byte[] encoded() {
            return Bytes.concat(aaguid, Bytes.bigEndian(idLength, 2), id, coseKey);
        }
    }

    void attest(AttestedCredential credential) {
        attested = credential;
        flag(AuthenticatorFlag.ATTESTED_CREDENTIAL_DATA, true);
    }

    void extend(byte[] extensions) {
        this.extensions = extensions;
        flag(AuthenticatorFlag.EXTENSION_DATA, true);
    }

    void flag(AuthenticatorFlag flag, boolean set) {
        flags = set ? flags | flag.mask() : flags & ~flag.mask();
    }

    /** The whole with what the extensions have to say, as the faults will have it. */
    byte[] encoded(ExtensionOutputs outputs, Faults faults) {
        Map<Object, @Nullable Object> signed = faults.at(Stage.EXTENSIONS, outputs.authenticator());
        if (!signed.isEmpty()) {
            extend(Cbor.write(signed));
        }
        return faults.at(
                Stage.AUTHENTICATOR_DATA_BYTES,
                faults.at(Stage.AUTHENTICATOR_DATA, this).encoded());
    }

    byte[] encoded() {
        return Bytes.concat(
                rpIdHash,
                new byte[] {(byte) flags},
                Bytes.bigEndian(signCount, 4),
                attested == null ? NOTHING : attested.encoded(),
                extensions,
                leftover);
    }
}
