package dev.keystile.inspect;

import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.der.DerReader;
import dev.keystile.webauthn.der.DerTag;
import java.util.BitSet;
import java.util.List;
import java.util.StringJoiner;

/** Extensions of certificates: those that attestation rests on by their fields, others as the ASN.1 or bytes they hold. */
final class CertificateExtensionView {
    private static final List<String> KEY_USAGE = List.of(
            "digitalSignature",
            "contentCommitment",
            "keyEncipherment",
            "dataEncipherment",
            "keyAgreement",
            "keyCertSign",
            "cRLSign",
            "encipherOnly",
            "decipherOnly");
    private static final List<String> U2F_TRANSPORTS =
            List.of("Bluetooth Classic", "Bluetooth Low Energy", "USB", "NFC", "USB internal");
    private static final int DIRECTORY_NAME = 4;
    private static final List<String> GENERAL_NAMES = List.of(
            "otherName",
            "rfc822Name",
            "dNSName",
            "x400Address",
            "directoryName",
            "ediPartyName",
            "uniformResourceIdentifier",
            "iPAddress",
            "registeredID");

    private CertificateExtensionView() {}

    static void describe(Tree tree, String oid, ByteString value) {
        try {
            known(tree, oid, value);
        } catch (MalformedException e) {
            tree.bytes("extnValue", value);
            tree.problem(e);
        }
    }

    private static void known(Tree tree, String oid, ByteString value) throws MalformedException {
        DerReader reader = new DerReader(value);
        switch (oid) {
            case "2.5.29.19" -> basicConstraints(tree, reader.readSequence());
            case "2.5.29.15" -> tree.text("bits", names(reader.readNamedBits(), KEY_USAGE));
            case "1.3.6.1.4.1.45724.2.1.1" -> tree.text("transports", names(reader.readNamedBits(), U2F_TRANSPORTS));
            case "2.5.29.14" -> tree.bytes("keyIdentifier", reader.readOctetString());
            case "2.5.29.35" -> authorityKeyIdentifier(tree, reader.readSequence());
            case "2.5.29.37" -> purposes(tree, reader.readSequence());
            case "2.5.29.17", "2.5.29.18" -> generalNames(tree, reader.readSequence());
            case "2.5.29.31" -> distributionPoints(tree, reader.readSequence());
            case "2.5.29.32" -> policies(tree, reader.readSequence());
            case "1.3.6.1.5.5.7.1.1" -> accessDescriptions(tree, reader.readSequence());
            case "1.3.6.1.4.1.45724.1.1.4" -> aaguid(tree, reader.readOctetString());
            case "1.3.6.1.4.1.11129.2.1.17" -> KeyDescriptionView.describe(tree, value);
            case "1.2.840.113635.100.8.2" ->
                tree.bytes(
                        "nonce",
                        reader.readSequence().enter(DerTag.explicit(1)).readOctetString(),
                        "SHA-256 of authenticatorData and clientDataHash");
            default -> unknown(tree, value);
        }
    }

    /** Vendors put ASN.1 there, or text, or bytes. */
    private static void unknown(Tree tree, ByteString value) {
        try {
            DerReader.requireWellFormed(value, 32);
            DerView.describe(tree, value);
        } catch (MalformedException notDer) {
            tree.bytes("extnValue", value, Inputs.isPrintable(value) ? "“" + ascii(value) + "”" : "");
        }
    }

    private static String ascii(ByteString value) {
        return DerView.text(DerTag.IA5_STRING, value);
    }

    private static void basicConstraints(Tree tree, DerReader constraints) throws MalformedException {
        boolean authority = constraints.isNext(DerTag.BOOLEAN) && constraints.readBoolean();
        tree.text("cA", Boolean.toString(authority), authority ? "may issue certificates" : "issues no certificates");
        if (constraints.hasNext()) {
            tree.text("pathLenConstraint", constraints.readInteger().toString());
        }
    }

    private static void authorityKeyIdentifier(Tree tree, DerReader identifier) throws MalformedException {
        if (identifier.isNext(DerTag.implicit(0))) {
            tree.bytes("keyIdentifier", identifier.read(DerTag.implicit(0)));
        }
        DerView.all(tree, identifier);
    }

    private static void purposes(Tree tree, DerReader purposes) throws MalformedException {
        while (purposes.hasNext()) {
            tree.text("keyPurposeId", Oids.describe(purposes.readObjectIdentifier()));
        }
    }

    private static void policies(Tree tree, DerReader policies) throws MalformedException {
        while (policies.hasNext()) {
            DerReader policy = policies.readSequence();
            Tree section = tree.section("policyIdentifier", Oids.describe(policy.readObjectIdentifier()));
            DerView.all(section, policy);
        }
    }

    private static void accessDescriptions(Tree tree, DerReader descriptions) throws MalformedException {
        while (descriptions.hasNext()) {
            DerReader description = descriptions.readSequence();
            Tree section = tree.section("accessMethod", Oids.describe(description.readObjectIdentifier()));
            generalNames(section, description);
        }
    }

    private static void distributionPoints(Tree tree, DerReader points) throws MalformedException {
        while (points.hasNext()) {
            DerReader point = points.readSequence();
            Tree section = tree.section("distributionPoint", "");
            if (point.isNext(DerTag.explicit(0))) {
                DerReader name = point.enter(DerTag.explicit(0));
                if (name.isNext(DerTag.explicit(0))) {
                    generalNames(section, name.enter(DerTag.explicit(0)));
                }
                DerView.all(section, name);
            }
            DerView.all(section, point);
        }
    }

    private static void generalNames(Tree tree, DerReader names) throws MalformedException {
        while (names.hasNext()) {
            DerTag tag = names.peek();
            String label = tag.tagClass() == DerTag.TagClass.CONTEXT && tag.number() < GENERAL_NAMES.size()
                    ? GENERAL_NAMES.get(tag.number())
                    : DerView.name(tag);
            if (tag.equals(DerTag.explicit(DIRECTORY_NAME))) {
                tree.text(label, CertificateView.name(names.enter(tag).readSequence()));
            } else if (tag.constructed()) {
                DerView.all(tree.section(label, ""), names.enter(tag));
            } else {
                ByteString content = names.read(tag);
                if (Inputs.isPrintable(content)) {
                    tree.text(label, ascii(content));
                } else {
                    tree.bytes(label, content);
                }
            }
        }
    }

    private static void aaguid(Tree tree, ByteString value) {
        if (value.length() == Aaguid.LENGTH) {
            AaguidView.describe(tree, "aaguid", new Aaguid(value));
        } else {
            tree.bytes("aaguid", value);
            tree.problem("aaguid", "must have " + Aaguid.LENGTH + " bytes");
        }
    }

    private static String names(BitSet bits, List<String> names) {
        StringJoiner joined = new StringJoiner(", ");
        bits.stream().forEach(bit -> joined.add(bit < names.size() ? names.get(bit) : "bit " + bit));
        return joined.toString();
    }
}
