package dev.keystile.webauthn.attestation;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.der.DerReader;
import dev.keystile.webauthn.der.DerTag;
import java.util.ArrayList;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/** A name in a certificate, attribute by attribute (RFC 5280 §4.1.2.4). */
final class DistinguishedName {

    private record Attribute(String type, String value) {}

    private final List<Attribute> attributes;

    private DistinguishedName(List<Attribute> attributes) {
        this.attributes = attributes;
    }

    /** A subject's or an issuer's name. Attributes whose values are not text of a usual type are left out. */
    static DistinguishedName of(X500Principal name) throws MalformedException {
        return read(new DerReader(ByteString.copyOf(name.getEncoded())));
    }

    /** Reads a name, as {@link #of}. Its relative names may have one attribute each, or several. */
    static DistinguishedName read(DerReader reader) throws MalformedException {
        List<Attribute> attributes = new ArrayList<>();
        DerReader relativeNames = reader.readSequence();
        while (relativeNames.hasNext()) {
            DerReader relativeName = relativeNames.readSet();
            while (relativeName.hasNext()) {
                DerReader attribute = relativeName.readSequence();
                String type = attribute.readObjectIdentifier();
                if (isText(attribute.peek())) {
                    attributes.add(new Attribute(type, attribute.readText()));
                }
            }
        }
        return new DistinguishedName(attributes);
    }

    private static boolean isText(DerTag tag) {
        return tag.equals(DerTag.UTF8_STRING) || tag.equals(DerTag.PRINTABLE_STRING) || tag.equals(DerTag.IA5_STRING);
    }

    /** The values of all attributes of a type, given by its object identifier. */
    List<String> values(String type) {
        List<String> values = new ArrayList<>();
        for (Attribute attribute : attributes) {
            if (attribute.type().equals(type)) {
                values.add(attribute.value());
            }
        }
        return values;
    }
}
