package dev.keystile.inspect;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cbor.CborArray;
import dev.keystile.webauthn.cbor.CborBytes;
import dev.keystile.webauthn.cbor.CborMap;
import dev.keystile.webauthn.cbor.CborText;
import dev.keystile.webauthn.cbor.CborValue;
import java.util.Map;

/** An attestation statement, L3 §8, of whatever format: members of one name are of one form in all of them. */
final class StatementView {
    private static final Map<String, String> FORMATS = Map.of(
            "none", "no attestation, L3 §8.7",
            "packed", "L3 §8.2",
            "tpm", "L3 §8.3",
            "android-key", "L3 §8.4",
            "android-safetynet", "L3 §8.5; the service behind it is gone",
            "fido-u2f", "L3 §8.6",
            "apple", "L3 §8.8",
            "compound", "several statements in one, L3 §8.9");

    private StatementView() {}

    static String formatNote(String format) {
        return FORMATS.getOrDefault(format, "no format of the specification");
    }

    static String title(String format) {
        return format.isEmpty() ? "Attestation statement" : "Attestation statement of format " + format;
    }

    static void describe(Tree tree, String format, CborValue statement) {
        if (format.equals("compound") && statement instanceof CborArray parts) {
            compound(tree, parts);
            return;
        }
        if (!(statement instanceof CborMap members)) {
            CborView.value(tree, "", statement);
            tree.problem("", "must be " + (format.equals("compound") ? "an array" : "a map"));
            return;
        }
        members.entries().forEach(entry -> member(tree, format, entry.getKey(), entry.getValue()));
        if (format.equals("packed") && !members.has("x5c")) {
            tree.text("", "self attestation", "signed with the credential's own key: it says nothing of the model");
        }
        if (format.equals("none") && !members.isEmpty()) {
            tree.problem("", "the statement of format none must be empty");
        }
        if (members.isEmpty()) {
            tree.text("", "(empty)");
        }
    }

    private static void compound(Tree tree, CborArray parts) {
        int index = 0;
        for (CborValue part : parts) {
            String label = "[" + index++ + "]";
            if (part instanceof CborMap map
                    && map.get("fmt").orElse(null) instanceof CborText format
                    && map.has("attStmt")) {
                Tree inner = tree.section(label, title(format.value()));
                map.get("attStmt").ifPresent(statement -> describe(inner, format.value(), statement));
            } else {
                CborView.value(tree, label, part);
                tree.problem(label, "must be a map of fmt and attStmt");
            }
        }
    }

    private static void member(Tree tree, String format, CborValue key, CborValue value) {
        String name = CborView.diagnostic(key);
        switch (name) {
            case "alg" -> Algorithms.describe(tree, name, value);
            case "x5c" -> certificates(tree, name, value);
            default -> {
                if (value instanceof CborBytes bytes) {
                    bytes(tree, format, name, bytes.value());
                } else {
                    CborView.value(tree, name, value);
                }
            }
        }
    }

    private static void bytes(Tree tree, String format, String name, ByteString bytes) {
        switch (name) {
            case "sig" -> SignatureView.describe(tree, name, bytes);
            case "certInfo" -> TpmView.attest(tree.section(name, Kind.TPMS_ATTEST.title()), bytes);
            case "pubArea" -> TpmView.publicArea(tree.section(name, Kind.TPMT_PUBLIC.title()), bytes);
            default -> {
                if (name.equals("response") && format.equals("android-safetynet")) {
                    safetyNet(tree.section(name, "SafetyNet response, a JWS"), bytes);
                } else {
                    tree.bytes(name, bytes);
                }
            }
        }
    }

    private static void safetyNet(Tree tree, ByteString response) {
        try {
            JwsView.describe(tree, response.toUtf8());
        } catch (MalformedException e) {
            tree.bytes("(bytes)", response);
            tree.problem(e);
        }
    }

    private static void certificates(Tree tree, String name, CborValue value) {
        if (!(value instanceof CborArray array)) {
            CborView.value(tree, name, value);
            tree.problem(name, "must be an array of certificates");
            return;
        }
        Tree chain =
                tree.section(name, array.size() == 1 ? "1 certificate" : array.size() + " certificates, leaf first");
        int index = 0;
        for (CborValue each : array) {
            String label = "[" + index++ + "]";
            if (each instanceof CborBytes der) {
                CertificateView.describe(chain.section(label, Kind.CERTIFICATE.title()), der.value());
            } else {
                CborView.value(chain, label, each);
                chain.problem(label, "must be a byte string");
            }
        }
    }
}
