package dev.keystile.inspect;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.der.DerReader;
import dev.keystile.webauthn.der.DerTag;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** ASN.1 of no particular meaning, up to where it breaks. */
final class DerView {
    private static final int MAX_DEPTH = 32;
    private static final Map<Integer, String> UNIVERSAL = Map.ofEntries(
            Map.entry(1, "BOOLEAN"),
            Map.entry(2, "INTEGER"),
            Map.entry(3, "BIT STRING"),
            Map.entry(4, "OCTET STRING"),
            Map.entry(5, "NULL"),
            Map.entry(6, "OBJECT IDENTIFIER"),
            Map.entry(10, "ENUMERATED"),
            Map.entry(12, "UTF8String"),
            Map.entry(16, "SEQUENCE"),
            Map.entry(17, "SET"),
            Map.entry(18, "NumericString"),
            Map.entry(19, "PrintableString"),
            Map.entry(20, "TeletexString"),
            Map.entry(22, "IA5String"),
            Map.entry(23, "UTCTime"),
            Map.entry(24, "GeneralizedTime"),
            Map.entry(26, "VisibleString"),
            Map.entry(28, "UniversalString"),
            Map.entry(30, "BMPString"));

    private DerView() {}

    static void describe(Tree tree, ByteString encoded) {
        DerReader reader = new DerReader(encoded);
        tree.attempt(() -> {
            next(tree, reader, 0);
            reader.requireEnd();
        });
    }

    /** Every value that is left, without an opinion on what they should be. */
    static void all(Tree tree, DerReader reader) throws MalformedException {
        while (reader.hasNext()) {
            next(tree, reader, 0);
        }
    }

    private static void next(Tree tree, DerReader reader, int depth) throws MalformedException {
        DerTag tag = reader.peek();
        String name = name(tag);
        if (!tag.constructed()) {
            primitive(tree, name, tag, reader);
        } else if (depth == MAX_DEPTH) {
            throw new MalformedException(Format.DER, "", "nested deeper than " + MAX_DEPTH + " levels");
        } else {
            DerReader inside = reader.enter(tag);
            Tree section = tree.section(name, tag.number() == 17 ? "set" : "sequence");
            while (inside.hasNext()) {
                next(section, inside, depth + 1);
            }
        }
    }

    private static void primitive(Tree tree, String name, DerTag tag, DerReader reader) throws MalformedException {
        if (tag.equals(DerTag.OBJECT_IDENTIFIER)) {
            tree.text(name, Oids.describe(reader.readObjectIdentifier()));
        } else if (tag.equals(DerTag.BOOLEAN)) {
            tree.text(name, Boolean.toString(reader.readBoolean()));
        } else if (tag.equals(DerTag.INTEGER)) {
            ByteString encoded = reader.readEncoded();
            tree.text(name, number(encoded));
        } else if (tag.equals(DerTag.ENUMERATED)) {
            tree.text(name, reader.readEnumerated());
        } else if (tag.equals(DerTag.NULL)) {
            reader.readNull();
            tree.text(name, "");
        } else if (isText(tag)) {
            tree.text(name, text(tag, reader.read(tag)));
        } else {
            ByteString content = reader.read(tag);
            tree.bytes(name, content, Inputs.isPrintable(content) ? "“" + text(tag, content) + "”" : "");
        }
    }

    private static String number(ByteString encoded) throws MalformedException {
        BigInteger number = new DerReader(encoded).readInteger();
        return number.bitLength() <= 64 ? number.toString() : "0x" + number.toString(16);
    }

    static boolean isText(DerTag tag) {
        return tag.tagClass() == DerTag.TagClass.UNIVERSAL
                && (tag.number() == 12 || tag.number() >= 18 && tag.number() <= 30);
    }

    /** A text of any of ASN.1's types; what their alphabets forbid is shown all the same. */
    static String text(DerTag tag, ByteString content) {
        byte[] bytes = content.toByteArray();
        return switch (tag.number()) {
            case 12 -> new String(bytes, StandardCharsets.UTF_8);
            case 30 -> new String(bytes, StandardCharsets.UTF_16BE);
            default -> new String(bytes, StandardCharsets.ISO_8859_1);
        };
    }

    static String name(DerTag tag) {
        return switch (tag.tagClass()) {
            case UNIVERSAL -> UNIVERSAL.getOrDefault(tag.number(), "[UNIVERSAL " + tag.number() + "]");
            case CONTEXT -> "[" + tag.number() + "]";
            default -> "[" + tag.tagClass() + " " + tag.number() + "]";
        };
    }
}
