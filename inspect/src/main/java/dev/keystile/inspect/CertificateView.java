package dev.keystile.inspect;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.der.DerReader;
import dev.keystile.webauthn.der.DerTag;
import dev.keystile.webauthn.der.X509;
import java.util.ArrayList;
import java.util.List;

/** An X.509 certificate, RFC 5280 section 4.1, field by field until the bytes make no sense. */
final class CertificateView {
    private static final DerTag UTC_TIME = new DerTag(DerTag.TagClass.UNIVERSAL, false, 23);
    private static final DerTag GENERALIZED_TIME = new DerTag(DerTag.TagClass.UNIVERSAL, false, 24);

    private CertificateView() {}

    /** Whether bytes begin as a certificate does: three levels, and a number where the version or serial number is. */
    static boolean isLikely(ByteString der) {
        try {
            DerReader body = new DerReader(der).readSequence().readSequence();
            if (body.isNext(DerTag.explicit(0))) {
                body.skip();
            }
            body.readInteger();
            body.readSequence().readObjectIdentifier();
            return true;
        } catch (MalformedException e) {
            return false;
        }
    }

    static void describe(Tree tree, ByteString der) {
        tree.attempt(() -> certificate(tree, der));
        tree.bytes("SHA-256", der.sha256(), "fingerprint");
        tree.strictly(() -> X509.certificate(der));
    }

    private static void certificate(Tree tree, ByteString der) throws MalformedException {
        DerReader outer = new DerReader(der);
        DerReader certificate = outer.readSequence();
        DerReader body = certificate.readSequence();
        body(tree, body);
        String algorithm = certificate.readSequence().readObjectIdentifier();
        tree.text("signatureAlgorithm", Oids.describe(algorithm));
        ByteString signature = certificate.read(DerTag.BIT_STRING);
        if (!signature.isEmpty() && signature.byteAt(0) != 0) {
            // A known fault of early security keys' certificates, which the platform's reader takes as well.
            tree.text("unusedBits", signature.uint8At(0), "a signature should be a whole number of bytes");
        }
        SignatureView.describe(tree, "signatureValue", signature.isEmpty() ? signature : signature.slice(1));
        certificate.requireEnd();
        outer.requireEnd();
    }

    private static void body(Tree tree, DerReader body) throws MalformedException {
        int version = 0;
        if (body.isNext(DerTag.explicit(0))) {
            version = body.enter(DerTag.explicit(0)).readInt();
        }
        tree.text("version", "v" + (version + 1));
        tree.text("serialNumber", "0x" + body.readInteger().toString(16));
        tree.text("signature", Oids.describe(body.readSequence().readObjectIdentifier()));
        tree.text("issuer", name(body.readSequence()));
        DerReader validity = body.readSequence();
        tree.text("notBefore", time(validity));
        tree.text("notAfter", time(validity));
        tree.text("subject", name(body.readSequence()));
        PublicKeyView.describe(tree.section("subjectPublicKeyInfo", "Public key"), body.readEncoded());
        while (body.hasNext() && !body.isNext(DerTag.explicit(3))) {
            body.skip();
        }
        if (body.hasNext()) {
            DerReader extensions = body.enter(DerTag.explicit(3)).readSequence();
            while (extensions.hasNext()) {
                extension(tree, extensions.readSequence());
            }
        }
        body.requireEnd();
    }

    private static void extension(Tree tree, DerReader extension) throws MalformedException {
        String oid = extension.readObjectIdentifier();
        boolean critical = extension.isNext(DerTag.BOOLEAN) && extension.readBoolean();
        ByteString value = extension.readOctetString();
        extension.requireEnd();
        Tree section = tree.section(Oids.describe(oid), critical ? "extension, critical" : "extension");
        CertificateExtensionView.describe(section, oid, value);
    }

    /** A distinguished name in the order it is written, such as {@code CN=Example, O=Example}. */
    static String name(DerReader sequence) throws MalformedException {
        List<String> parts = new ArrayList<>();
        while (sequence.hasNext()) {
            DerReader attributes = sequence.readSet();
            while (attributes.hasNext()) {
                DerReader attribute = attributes.readSequence();
                String type = Oids.name(attribute.readObjectIdentifier());
                DerTag tag = attribute.peek();
                ByteString value = DerView.isText(tag) ? attribute.read(tag) : attribute.readEncoded();
                parts.add(type + "=" + (DerView.isText(tag) ? DerView.text(tag, value) : "#" + Tree.hex(value)));
            }
        }
        return parts.isEmpty() ? "(empty)" : String.join(", ", parts);
    }

    private static String time(DerReader validity) throws MalformedException {
        boolean utc = validity.isNext(UTC_TIME);
        DerTag tag = utc ? UTC_TIME : GENERALIZED_TIME;
        String digits = DerView.text(tag, validity.read(tag));
        if (!digits.matches(utc ? "\\d{12}Z" : "\\d{14}Z")) {
            return digits;
        }
        String full = utc ? (digits.charAt(0) < '5' ? "20" : "19") + digits : digits;
        return full.substring(0, 4) + '-' + full.substring(4, 6) + '-' + full.substring(6, 8) + ' '
                + full.substring(8, 10) + ':' + full.substring(10, 12) + ':' + full.substring(12, 14) + " UTC";
    }
}
