package dev.keystile.inspect;

import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.authenticator.AuthenticatorData;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cbor.CborReader;

/** Authenticator data, L3 §6.1, field by field until the bytes end. */
final class AuthenticatorDataView {
    private static final int FIXED_LENGTH = 37;
    private static final int RP_ID_HASH_LENGTH = 32;
    private static final int ID_AT = 18;

    private final Tree tree;
    private final ByteString data;
    private int at;

    private AuthenticatorDataView(Tree tree, ByteString data) {
        this.tree = tree;
        this.data = data;
    }

    static void describe(Tree tree, ByteString data, RpIds rpIds) {
        new AuthenticatorDataView(tree, data).describe(rpIds);
        tree.strictly(() -> AuthenticatorData.parse(data));
    }

    /** Whether bytes may be damaged authenticator data: long enough, no reserved flag, and a credential that fits in. */
    static boolean isLikely(ByteString data) {
        if (data.length() < FIXED_LENGTH) {
            return false;
        }
        int flags = data.uint8At(RP_ID_HASH_LENGTH);
        boolean attested = (flags & 0x40) != 0;
        boolean extended = (flags & 0x80) != 0;
        if ((flags & 0x22) != 0 || (flags & 0x01) == 0) {
            return false;
        }
        if (attested) {
            return data.length() > FIXED_LENGTH + ID_AT
                    && data.uint16At(FIXED_LENGTH + 16) <= 1023
                    && data.length() > FIXED_LENGTH + ID_AT + data.uint16At(FIXED_LENGTH + 16);
        }
        return extended ? PartialMap.startsLikeOne(data.slice(FIXED_LENGTH)) : data.length() < FIXED_LENGTH + 16;
    }

    private void describe(RpIds rpIds) {
        if (data.length() < FIXED_LENGTH) {
            tree.bytes("(bytes)", data);
            tree.problem("", "has " + data.length() + " bytes, and authenticator data at least " + FIXED_LENGTH);
            return;
        }
        ByteString rpIdHash = data.slice(0, RP_ID_HASH_LENGTH);
        tree.bytes(
                "rpIdHash",
                rpIdHash,
                rpIds.hashedTo(rpIdHash)
                        .map(rpId -> "SHA-256 of “" + rpId + "”")
                        .orElse(rpIds.candidates().isEmpty() ? "" : "not the hash of a domain of the origin"));
        int flags = data.uint8At(RP_ID_HASH_LENGTH);
        flags(flags);
        tree.text("signCount", data.uint32At(RP_ID_HASH_LENGTH + 1));
        at = FIXED_LENGTH;
        boolean readable = (flags & 0x40) == 0 || attestedCredentialData();
        if (readable && ((flags & 0x80) == 0 || extensions()) && at < data.length()) {
            tree.bytes("(rest)", data.slice(at));
            tree.problem("@" + at, data.length() - at + " bytes behind the end");
        }
    }

    private void flags(int flags) {
        Tree names = tree.section("flags", String.format("0x%02x", flags));
        flag(names, flags, 0x01, "UP", "user present", "user not present");
        flag(names, flags, 0x04, "UV", "user verified", "user not verified");
        flag(names, flags, 0x08, "BE", "backup eligible: may be synced", "not backup eligible: bound to one device");
        flag(names, flags, 0x10, "BS", "backed up", "not backed up");
        flag(names, flags, 0x40, "AT", "attested credential data follow", "no attested credential data");
        flag(names, flags, 0x80, "ED", "extension data follow", "no extension data");
        if ((flags & 0x22) != 0) {
            names.text("RFU", String.format("0x%02x", flags & 0x22), "reserved for future use; ignored");
        }
        if ((flags & 0x18) == 0x10) {
            names.problem("BS", "backed up without being eligible for it, which L3 §6.1.3 does not allow");
        }
    }

    private static void flag(Tree names, int flags, int bit, String name, String set, String unset) {
        boolean isSet = (flags & bit) != 0;
        names.text(name, isSet ? "1" : "0", isSet ? set : unset);
    }

    /** Whether what follows can be found. */
    private boolean attestedCredentialData() {
        Tree attested = tree.section("attestedCredentialData", "Attested credential data");
        if (data.length() - at < ID_AT) {
            attested.bytes("(rest)", data.slice(at));
            attested.problem("@" + at, "the bytes end inside the attested credential data");
            return false;
        }
        AaguidView.describe(attested, "aaguid", new Aaguid(data.slice(at, at + Aaguid.LENGTH)));
        int length = data.uint16At(at + Aaguid.LENGTH);
        attested.text("credentialIdLength", length);
        at += ID_AT;
        if (length > data.length() - at) {
            attested.bytes("credentialId", data.slice(at));
            attested.problem("credentialId", "ends after " + (data.length() - at) + " of " + length + " bytes");
            return false;
        }
        ByteString id = data.slice(at, at + length);
        attested.bytes("credentialId", id, "base64url " + id.toBase64Url());
        at += length;
        return credentialPublicKey(attested);
    }

    private boolean credentialPublicKey(Tree attested) {
        Tree key = attested.section("credentialPublicKey", Kind.COSE_KEY.title());
        CborReader reader = new CborReader(data.slice(at), CborView.LENIENT);
        try {
            CoseKeyView.describe(key, reader.readEncoded());
            at += reader.position();
            return true;
        } catch (MalformedException e) {
            CoseKeyView.describe(key, data.slice(at));
            return false;
        }
    }

    private boolean extensions() {
        Tree extensions = tree.section("extensions", "Authenticator extension outputs");
        CborReader reader = new CborReader(data.slice(at), CborView.LENIENT);
        try {
            ByteString encoded = reader.readEncoded();
            AuthenticatorExtensionsView.describe(extensions, encoded);
            at += reader.position();
            return true;
        } catch (MalformedException e) {
            AuthenticatorExtensionsView.describe(extensions, data.slice(at));
            return false;
        }
    }
}
