package dev.keystile.webauthn.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The key description that Android puts into the certificate of an attested key, before it is encoded: the <a
 * href="https://source.android.com/docs/security/features/keystore/attestation#schema">schema</a> of the documentation.
 */
final class KeyDescriptionDraft {
    static final int PURPOSE = 1;
    static final int ALL_APPLICATIONS = 600;
    static final int ORIGIN = 702;

    private static final int ALGORITHM = 2;
    private static final int KEY_SIZE = 3;
    private static final int DIGEST = 5;
    private static final int NO_AUTHENTICATION_REQUIRED = 503;
    private static final int CREATION_DATE_TIME = 701;
    private static final int OS_VERSION = 705;
    private static final int OS_PATCH_LEVEL = 706;

    private static final int KM_PURPOSE_SIGN = 2;
    private static final int KM_ORIGIN_GENERATED = 0;
    private static final int KM_ALGORITHM_EC = 3;
    private static final int KM_DIGEST_SHA_2_256 = 4;

    private static final long SOME_DAY_IN_2024 = 1_717_200_000_000L;

    int attestationVersion = 300;
    int attestationSecurityLevel = 1;
    int keyMintVersion = 300;
    int keyMintSecurityLevel = 1;
    byte[] challenge;
    /** Tag to whole element, in the order of the tags. */
    final Map<Integer, byte[]> softwareEnforced = new TreeMap<>();

    final Map<Integer, byte[]> hardwareEnforced = new TreeMap<>();
    /** What follows where nothing may. */
    byte[] leftover = {};

    KeyDescriptionDraft(byte[] challenge) {
        this.challenge = challenge;
        softwareEnforced.put(CREATION_DATE_TIME, Der.integer(SOME_DAY_IN_2024));
        hardwareEnforced.put(PURPOSE, Der.set(Der.integer(KM_PURPOSE_SIGN)));
        hardwareEnforced.put(ALGORITHM, Der.integer(KM_ALGORITHM_EC));
        hardwareEnforced.put(KEY_SIZE, Der.integer(256));
        hardwareEnforced.put(DIGEST, Der.set(Der.integer(KM_DIGEST_SHA_2_256)));
        hardwareEnforced.put(NO_AUTHENTICATION_REQUIRED, Der.nothing());
        hardwareEnforced.put(ORIGIN, Der.integer(KM_ORIGIN_GENERATED));
        hardwareEnforced.put(OS_VERSION, Der.integer(140000));
        hardwareEnforced.put(OS_PATCH_LEVEL, Der.integer(202406));
    }

    byte[] encoded() {
        byte[] description = Der.sequence(
                Der.integer(attestationVersion),
                Der.enumerated(attestationSecurityLevel),
                Der.integer(keyMintVersion),
                Der.enumerated(keyMintSecurityLevel),
                Der.octetString(challenge),
                Der.octetString(new byte[0]),
                authorizations(softwareEnforced),
                authorizations(hardwareEnforced));
        return Bytes.concat(description, leftover);
    }

    private static byte[] authorizations(Map<Integer, byte[]> list) {
        List<byte[]> elements = new ArrayList<>();
        list.forEach((tag, element) -> elements.add(Der.explicit(tag, element)));
        return Der.sequence(elements);
    }
}
