package dev.keystile.webauthn.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An X.501 name of single-valued parts, in the order in which they were put. */
final class DistinguishedName {
    private static final Map<String, String> OIDS =
            Map.of("C", "2.5.4.6", "O", "2.5.4.10", "OU", "2.5.4.11", "CN", "2.5.4.3");

    private final Map<String, String> attributes = new LinkedHashMap<>();

    static DistinguishedName empty() {
        return new DistinguishedName();
    }

    /** The name with one more attribute, or another value for it: {@code C}, {@code O}, {@code OU} or {@code CN}. */
    DistinguishedName with(String attribute, String value) {
        if (!OIDS.containsKey(attribute)) {
            throw new IllegalArgumentException("a name here is made of " + OIDS.keySet() + ", not of " + attribute);
        }
        DistinguishedName name = copy();
        name.attributes.put(attribute, value);
        return name;
    }

    DistinguishedName without(String attribute) {
        DistinguishedName name = copy();
        name.attributes.remove(attribute);
        return name;
    }

    byte[] encoded() {
        List<byte[]> parts = new ArrayList<>();
        attributes.forEach((attribute, value) -> {
            String oid = Objects.requireNonNull(OIDS.get(attribute));
            byte[] text = attribute.equals("C") ? Der.printableString(value) : Der.utf8String(value);
            parts.add(Der.set(Der.sequence(Der.oid(oid), text)));
        });
        return Der.sequence(parts);
    }

    private DistinguishedName copy() {
        DistinguishedName copy = new DistinguishedName();
        copy.attributes.putAll(attributes);
        return copy;
    }
}
