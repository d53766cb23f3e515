package dev.keystile.webauthn.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The TPM's maker, model and version, as the subject alternative name of its attestation key's certificate has them. */
final class TpmName {
    static final String MANUFACTURER = "2.23.133.2.1";
    static final String MODEL = "2.23.133.2.2";
    static final String VERSION = "2.23.133.2.3";

    /** AMD. */
    private static final String DEFAULT_MANUFACTURER = "id:414D4400";

    private static final int DIRECTORY_NAME = 4;

    final Map<String, String> attributes = new LinkedHashMap<>();
    boolean critical = true;
    /** Whether each attribute is a relative name of its own, or all are one; makers do both. */
    boolean separate;

    TpmName() {
        attributes.put(MANUFACTURER, DEFAULT_MANUFACTURER);
        attributes.put(MODEL, "Software TPM");
        attributes.put(VERSION, "id:00010002");
    }

    byte[] encoded() {
        List<byte[]> values = attributes.entrySet().stream()
                .map(each -> Der.sequence(Der.oid(each.getKey()), Der.utf8String(each.getValue())))
                .toList();
        byte[] name = separate
                ? Der.sequence(values.stream().map(Der::set).toList())
                : Der.sequence(Der.set(values.toArray(byte[][]::new)));
        return Der.sequence(Der.explicit(DIRECTORY_NAME, name));
    }
}
