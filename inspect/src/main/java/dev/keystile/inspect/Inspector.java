package dev.keystile.inspect;

import dev.keystile.inspect.Inputs.Written;
import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.json.JsonArray;
import dev.keystile.webauthn.json.JsonLimits;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.json.JsonString;
import dev.keystile.webauthn.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shows what WebAuthn objects hold, given as JSON, base64url, base64, hexadecimal digits, PEM or raw bytes. Whatever the input,
 * nothing is thrown: what is malformed is part of the view, and what stands around it is shown all the same. No signature is
 * checked, no certificate trusted, and nothing is read or sent anywhere.
 */
public final class Inspector {
    private static final JsonLimits LIMITS = new JsonLimits(1 << 26, 32, 2_000_000);
    private static final Pattern UUID =
            Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** Members by which something can be found in JSON that is none. */
    private static final Pattern FAMILIAR = Pattern.compile(
            "\"(clientDataJSON|attestationObject|authenticatorData|publicKey)\"\\s*:\\s*\"([A-Za-z0-9_+/=-]+)\"");

    private Inspector() {}

    /** What the input is and holds; empty when it is nothing known. */
    public static Optional<Inspection> inspect(ByteString input) {
        Optional<String> text = Inputs.text(input);
        return text.isPresent() ? ofText(text.get()) : ofBytes(List.of(new Written("raw bytes", input)));
    }

    /** What the input holds when it is taken for an object of one kind; empty when it cannot be one at all. */
    public static Optional<Inspection> inspect(ByteString input, Kind kind) {
        List<Written> candidates = new ArrayList<>();
        Optional<String> text = Inputs.text(input);
        text.ifPresent(readable -> {
            candidates.addAll(Inputs.pem(readable));
            if (readable.startsWith("{")) {
                candidates.add(new Written("JSON", ByteString.ofUtf8(readable)));
            }
            candidates.addAll(Inputs.decoded(readable));
        });
        candidates.add(new Written("raw bytes", text.map(ByteString::ofUtf8).orElse(input)));
        return candidates.stream()
                .map(written -> inspection(kind, written.encoding(), written.bytes()))
                .filter(each -> !each.view().hasProblem())
                .findFirst()
                .or(() -> candidates.stream()
                        .map(written -> inspection(kind, written.encoding(), written.bytes()))
                        .filter(Inspector::showsSomething)
                        .findFirst());
    }

    private static boolean showsSomething(Inspection inspection) {
        return inspection.view().nodes().stream()
                .anyMatch(node -> node.<Boolean>fold(text -> true, section -> true, problem -> false));
    }

    private static Optional<Inspection> ofText(String text) {
        List<Written> pem = Inputs.pem(text);
        if (!pem.isEmpty()) {
            return ofPem(pem);
        }
        if (text.startsWith("{") || text.startsWith("[") || text.startsWith("\"")) {
            return ofJson(text);
        }
        if (UUID.matcher(text).matches()) {
            Tree tree = Tree.of(Kind.AAGUID.title());
            AaguidView.describe(tree, Aaguid.of(text));
            return Optional.of(new Inspection(Kind.AAGUID, "text", tree.build()));
        }
        if (JwsView.isLikely(text)) {
            return Optional.of(inspection(Kind.METADATA_BLOB, "JWS", ByteString.ofUtf8(text)));
        }
        return ofBytes(Inputs.decoded(text));
    }

    private static Optional<Inspection> ofPem(List<Written> blocks) {
        if (blocks.size() == 1) {
            Written only = blocks.get(0);
            return ofBytes(blocks).or(() -> Optional.of(inspection(Kind.DER, only.encoding(), only.bytes())));
        }
        Tree all = Tree.of(blocks.size() + " objects in PEM");
        for (int i = 0; i < blocks.size(); i++) {
            Written block = blocks.get(i);
            Kind kind = Detection.ofBytes(block.bytes()).orElse(Kind.DER);
            describe(all.section("[" + i + "]", kind.title()), kind, block.bytes());
        }
        return Optional.of(new Inspection(Kind.CERTIFICATE, "PEM", all.build()));
    }

    private static Optional<Inspection> ofJson(String text) {
        try {
            JsonValue value = JsonValue.parse(text, LIMITS);
            if (value instanceof JsonString string) {
                return string.value().startsWith("\"")
                        ? Optional.empty()
                        : ofText(string.value().strip());
            }
            if (value instanceof JsonObject object) {
                Optional<Kind> kind = Detection.ofJson(object);
                if (kind.isPresent()) {
                    return Optional.of(inspection(kind.get(), "JSON", ByteString.ofUtf8(text)));
                }
            }
            return insideOf(value);
        } catch (MalformedException e) {
            return inBrokenJson(text, e);
        }
    }

    /** What is recognised among the members of an object, or the elements of an array, that is nothing known itself. */
    private static Optional<Inspection> insideOf(JsonValue value) {
        Tree tree = Tree.of("JSON with WebAuthn objects in it");
        List<Kind> found = new ArrayList<>();
        if (value instanceof JsonObject object) {
            for (Map.Entry<String, JsonValue> member : object.members()) {
                inside(tree, member.getKey(), member.getValue(), found);
            }
        } else if (value instanceof JsonArray array) {
            JsonView.each(tree, array, (all, name, element) -> inside(all, name, element, found));
        }
        return found.stream().findFirst().map(kind -> new Inspection(kind, "JSON", tree.build()));
    }

    private static void inside(Tree tree, String name, JsonValue value, List<Kind> found) {
        Optional<Kind> kind = value instanceof JsonObject object ? Detection.ofJson(object) : Optional.empty();
        // Client data are their bytes, which are signed, and those are gone once they are JSON inside of other JSON.
        kind = kind.filter(each -> each != Kind.CLIENT_DATA);
        if (kind.isPresent() && value instanceof JsonObject object) {
            describe(tree.section(name, kind.get().title()), kind.get(), object);
            found.add(kind.get());
        } else {
            JsonView.value(tree, name, value);
        }
    }

    /** A text that is no JSON, but has members that say what they are. */
    private static Optional<Inspection> inBrokenJson(String text, MalformedException problem) {
        Tree tree = Tree.of("Malformed JSON, and what can be found in it");
        tree.problem(problem);
        Kind kind = null;
        Matcher member = FAMILIAR.matcher(text);
        while (member.find()) {
            String name = member.group(1);
            Optional<ByteString> bytes = JsonView.base64(member.group(2));
            if (bytes.isPresent()) {
                Kind inner = switch (name) {
                    case "clientDataJSON" -> Kind.CLIENT_DATA;
                    case "attestationObject" -> Kind.ATTESTATION_OBJECT;
                    case "authenticatorData" -> Kind.AUTHENTICATOR_DATA;
                    default -> Kind.PUBLIC_KEY;
                };
                describe(tree.section(name, inner.title()), inner, bytes.get());
                kind = inner == Kind.ATTESTATION_OBJECT ? Kind.REGISTRATION_RESPONSE : kind == null ? inner : kind;
            }
        }
        return Optional.ofNullable(kind).map(found -> new Inspection(found, "JSON", tree.build()));
    }

    /** The first encoding whose bytes have a form that only one kind has, else the first whose bytes may be something. */
    private static Optional<Inspection> ofBytes(List<Written> candidates) {
        for (Written written : candidates) {
            Optional<Kind> kind = Detection.ofBytes(written.bytes());
            if (kind.isPresent()) {
                return Optional.of(inspection(kind.get(), written.encoding(), written.bytes()));
            }
            Optional<Inspection> json = jsonInside(written);
            if (json.isPresent()) {
                return json;
            }
        }
        for (Written written : candidates) {
            Optional<Kind> kind = Detection.ofUnspecificBytes(written.bytes());
            if (kind.isPresent()) {
                return Optional.of(inspection(kind.get(), written.encoding(), written.bytes()));
            }
        }
        return Optional.empty();
    }

    /** Client data, mostly, in base64url. */
    private static Optional<Inspection> jsonInside(Written written) {
        Optional<String> text = Inputs.text(written.bytes()).filter(inner -> inner.startsWith("{"));
        if (text.isEmpty() || written.encoding().equals("raw bytes")) {
            return Optional.empty();
        }
        try {
            JsonObject object = JsonObject.parse(text.get(), LIMITS);
            Optional<Kind> kind = Detection.ofJson(object);
            return kind.map(found -> inspection(found, "JSON in " + written.encoding(), written.bytes()));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    private static Inspection inspection(Kind kind, String encoding, ByteString bytes) {
        Tree tree = Tree.of(kind.title());
        describe(tree, kind, bytes);
        return new Inspection(kind, encoding, tree.build());
    }

    private static void describe(Tree tree, Kind kind, JsonObject object) {
        switch (kind) {
            case CREATION_OPTIONS -> OptionsView.creation(tree, object);
            case REQUEST_OPTIONS -> OptionsView.request(tree, object);
            case REGISTRATION_RESPONSE -> ResponseView.registration(tree, object);
            case AUTHENTICATION_RESPONSE -> ResponseView.authentication(tree, object);
            case CREDENTIAL_RECORD -> CredentialRecordView.describe(tree, object);
            case METADATA_BLOB -> MetadataView.payload(tree, object);
            case METADATA_ENTRY -> MetadataView.entry(tree, object);
            case METADATA_STATEMENT -> MetadataView.statement(tree, object);
            default -> describe(tree, kind, ByteString.ofUtf8(object.toJson()));
        }
    }

    private static void describe(Tree tree, Kind kind, ByteString bytes) {
        switch (kind) {
            case CLIENT_DATA -> ClientDataView.describe(tree, bytes);
            case ATTESTATION_OBJECT -> AttestationObjectView.describe(tree, bytes, RpIds.NONE);
            case AUTHENTICATOR_DATA -> AuthenticatorDataView.describe(tree, bytes, RpIds.NONE);
            case COSE_KEY -> CoseKeyView.describe(tree, bytes);
            case CBOR -> CborView.describe(tree, bytes);
            case CERTIFICATE -> CertificateView.describe(tree, bytes);
            case KEY_DESCRIPTION -> KeyDescriptionView.describe(tree, bytes);
            case TPMS_ATTEST -> TpmView.attest(tree, bytes);
            case TPMT_PUBLIC -> TpmView.publicArea(tree, bytes);
            case PUBLIC_KEY -> PublicKeyView.describe(tree, bytes);
            case DER -> DerView.describe(tree, bytes);
            case AAGUID -> aaguid(tree, bytes);
            case METADATA_BLOB -> blob(tree, bytes);
            default -> json(tree, kind, bytes);
        }
    }

    private static void blob(Tree tree, ByteString bytes) {
        Optional<String> text = Inputs.text(bytes);
        if (text.isPresent() && JwsView.isLikely(text.get())) {
            JwsView.describe(tree, text.get());
        } else {
            json(tree, Kind.METADATA_BLOB, bytes);
        }
    }

    private static void json(Tree tree, Kind kind, ByteString bytes) {
        tree.attempt(() -> describe(tree, kind, JsonObject.parse(bytes, LIMITS)));
    }

    private static void aaguid(Tree tree, ByteString bytes) {
        if (bytes.length() == Aaguid.LENGTH) {
            AaguidView.describe(tree, new Aaguid(bytes));
        } else {
            tree.problem(new MalformedException(
                    Format.AUTHENTICATOR_DATA, "aaguid", "has " + bytes.length() + " bytes, not " + Aaguid.LENGTH));
        }
    }
}
