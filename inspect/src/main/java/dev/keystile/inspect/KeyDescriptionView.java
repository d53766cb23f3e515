package dev.keystile.inspect;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.der.DerReader;
import dev.keystile.webauthn.der.DerTag;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** The KeyDescription of Android's key attestation, by the names of its schema. */
final class KeyDescriptionView {
    private static final Map<Integer, String> SECURITY_LEVELS =
            Map.of(0, "Software", 1, "TrustedEnvironment", 2, "StrongBox");

    private static final Map<Integer, String> FIELDS = Map.ofEntries(
            Map.entry(1, "purpose"),
            Map.entry(2, "algorithm"),
            Map.entry(3, "keySize"),
            Map.entry(4, "blockMode"),
            Map.entry(5, "digest"),
            Map.entry(6, "padding"),
            Map.entry(7, "callerNonce"),
            Map.entry(8, "minMacLength"),
            Map.entry(10, "ecCurve"),
            Map.entry(200, "rsaPublicExponent"),
            Map.entry(203, "mgfDigest"),
            Map.entry(303, "rollbackResistance"),
            Map.entry(305, "earlyBootOnly"),
            Map.entry(400, "activeDateTime"),
            Map.entry(401, "originationExpireDateTime"),
            Map.entry(402, "usageExpireDateTime"),
            Map.entry(405, "usageCountLimit"),
            Map.entry(502, "userSecureId"),
            Map.entry(503, "noAuthRequired"),
            Map.entry(504, "userAuthType"),
            Map.entry(505, "authTimeout"),
            Map.entry(506, "allowWhileOnBody"),
            Map.entry(507, "trustedUserPresenceRequired"),
            Map.entry(508, "trustedConfirmationRequired"),
            Map.entry(509, "unlockedDeviceRequired"),
            Map.entry(600, "allApplications"),
            Map.entry(601, "applicationId"),
            Map.entry(701, "creationDateTime"),
            Map.entry(702, "origin"),
            Map.entry(703, "rollbackResistant"),
            Map.entry(704, "rootOfTrust"),
            Map.entry(705, "osVersion"),
            Map.entry(706, "osPatchLevel"),
            Map.entry(709, "attestationApplicationId"),
            Map.entry(710, "attestationIdBrand"),
            Map.entry(711, "attestationIdDevice"),
            Map.entry(712, "attestationIdProduct"),
            Map.entry(713, "attestationIdSerial"),
            Map.entry(714, "attestationIdImei"),
            Map.entry(715, "attestationIdMeid"),
            Map.entry(716, "attestationIdManufacturer"),
            Map.entry(717, "attestationIdModel"),
            Map.entry(718, "vendorPatchLevel"),
            Map.entry(719, "bootPatchLevel"),
            Map.entry(720, "deviceUniqueAttestation"),
            Map.entry(723, "attestationIdSecondImei"),
            Map.entry(724, "moduleHash"));

    private static final Map<Integer, String> DIGESTS =
            Map.of(0, "none", 1, "MD5", 2, "SHA-1", 3, "SHA-224", 4, "SHA-256", 5, "SHA-384", 6, "SHA-512");

    /** What the numbers of a field stand for. */
    private static final Map<Integer, Map<Integer, String>> VALUES = Map.of(
            1,
                    Map.of(
                            0,
                            "ENCRYPT",
                            1,
                            "DECRYPT",
                            2,
                            "SIGN",
                            3,
                            "VERIFY",
                            5,
                            "WRAP_KEY",
                            6,
                            "AGREE_KEY",
                            7,
                            "ATTEST_KEY"),
            2, Map.of(1, "RSA", 3, "EC", 32, "AES", 33, "TRIPLE_DES", 128, "HMAC"),
            5, DIGESTS,
            203, DIGESTS,
            6,
                    Map.of(
                            1,
                            "none",
                            2,
                            "RSA_OAEP",
                            3,
                            "RSA_PSS",
                            4,
                            "RSA_PKCS1_1_5_ENCRYPT",
                            5,
                            "RSA_PKCS1_1_5_SIGN",
                            64,
                            "PKCS7"),
            10, Map.of(0, "P-224", 1, "P-256", 2, "P-384", 3, "P-521", 4, "Curve25519"),
            702, Map.of(0, "GENERATED", 1, "DERIVED", 2, "IMPORTED", 3, "UNKNOWN", 4, "SECURELY_IMPORTED"));

    private static final Map<Integer, String> BOOT_STATES =
            Map.of(0, "Verified", 1, "SelfSigned", 2, "Unverified", 3, "Failed");
    private static final int ROOT_OF_TRUST = 704;

    /** The fields that hold milliseconds since 1970. */
    private static final Set<Integer> DATES = Set.of(400, 401, 402, 701);

    private KeyDescriptionView() {}

    static boolean isLikely(ByteString der) {
        try {
            DerReader description = new DerReader(der).readSequence();
            description.readInteger();
            description.readEnumerated();
            return true;
        } catch (MalformedException e) {
            return false;
        }
    }

    static void describe(Tree tree, ByteString der) {
        tree.attempt(() -> {
            DerReader outer = new DerReader(der);
            fields(tree, outer.readSequence());
            outer.requireEnd();
        });
    }

    private static void fields(Tree tree, DerReader description) throws MalformedException {
        tree.text("attestationVersion", description.readInteger().toString());
        securityLevel(tree, "attestationSecurityLevel", description.readEnumerated());
        tree.text("keyMintVersion", description.readInteger().toString());
        securityLevel(tree, "keyMintSecurityLevel", description.readEnumerated());
        tree.bytes("attestationChallenge", description.readOctetString(), "must be the clientDataHash");
        tree.bytes("uniqueId", description.readOctetString());
        authorizations(tree.section("softwareEnforced", "Authorization list"), description.readSequence());
        authorizations(tree.section("hardwareEnforced", "Authorization list"), description.readSequence());
        description.requireEnd();
    }

    private static void securityLevel(Tree tree, String label, int level) {
        tree.text(label, Integer.toString(level), SECURITY_LEVELS.getOrDefault(level, "not known"));
    }

    private static void authorizations(Tree tree, DerReader list) throws MalformedException {
        if (!list.hasNext()) {
            tree.text("", "(empty)");
        }
        while (list.hasNext()) {
            DerTag tag = list.peek();
            DerReader value = list.enter(tag);
            String name = FIELDS.getOrDefault(tag.number(), "[" + tag.number() + "]");
            authorization(tree, tag.number(), name, value);
        }
    }

    private static void authorization(Tree tree, int number, String name, DerReader value) throws MalformedException {
        DerTag tag = value.peek();
        Map<Integer, String> meanings = VALUES.getOrDefault(number, Map.of());
        if (number == ROOT_OF_TRUST) {
            rootOfTrust(tree.section(name, "Root of trust"), value.readSequence());
        } else if (tag.equals(DerTag.NULL)) {
            value.readNull();
            tree.text(name, "yes");
        } else if (tag.equals(DerTag.INTEGER)) {
            String integer = value.readInteger().toString();
            tree.text(name, integer, DATES.contains(number) ? date(integer) : meaning(meanings, integer));
        } else if (tag.equals(DerTag.SET) && !meanings.isEmpty()) {
            set(tree, name, meanings, value.readSet());
        } else if (tag.equals(DerTag.OCTET_STRING)) {
            octets(tree, name, value.readOctetString());
        } else {
            DerView.all(tree.section(name, ""), value);
        }
        value.requireEnd();
    }

    private static String date(String milliseconds) {
        return milliseconds.matches("\\d{1,15}")
                ? Instant.ofEpochMilli(Long.parseLong(milliseconds)).toString()
                : "";
    }

    private static String meaning(Map<Integer, String> meanings, String integer) {
        return meanings.entrySet().stream()
                .filter(each -> each.getKey().toString().equals(integer))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static void set(Tree tree, String name, Map<Integer, String> meanings, DerReader set)
            throws MalformedException {
        StringJoiner numbers = new StringJoiner(", ");
        StringJoiner words = new StringJoiner(", ");
        while (set.hasNext()) {
            String number = set.readInteger().toString();
            numbers.add(number);
            words.add(meaning(meanings, number));
        }
        tree.text(name, numbers.toString(), words.toString());
    }

    private static void octets(Tree tree, String name, ByteString octets) {
        if (Inputs.isPrintable(octets)) {
            tree.text(name, DerView.text(DerTag.IA5_STRING, octets));
        } else if (startsAsSequence(octets)) {
            DerView.describe(tree.section(name, octets.length() + " bytes of ASN.1"), octets);
        } else {
            tree.bytes(name, octets);
        }
    }

    private static boolean startsAsSequence(ByteString octets) {
        try {
            DerReader.requireWellFormed(octets, 32);
            return !octets.isEmpty() && octets.byteAt(0) == 0x30;
        } catch (MalformedException e) {
            return false;
        }
    }

    private static void rootOfTrust(Tree tree, DerReader root) throws MalformedException {
        tree.bytes("verifiedBootKey", root.readOctetString());
        tree.text("deviceLocked", Boolean.toString(root.readBoolean()));
        int state = root.readEnumerated();
        tree.text("verifiedBootState", Integer.toString(state), BOOT_STATES.getOrDefault(state, "not known"));
        if (root.hasNext()) {
            tree.bytes("verifiedBootHash", root.readOctetString());
        }
        root.requireEnd();
    }
}
