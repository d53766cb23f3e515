package dev.keystile.inspect;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.json.JsonLimits;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.json.JsonString;
import dev.keystile.webauthn.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A compact JSON Web Signature, RFC 7515 section 3.1. */
final class JwsView {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");
    private static final JsonLimits LIMITS = new JsonLimits(1 << 26, 32, 2_000_000);

    private static final Map<String, JsonView.Member> HEADER =
            Map.of("x5c", JsonView.array("Certificates, the signer's first", JwsView::certificate));

    private JwsView() {}

    static boolean isLikely(String text) {
        int dot = text.indexOf('.');
        return dot > 0
                && FORM.matcher(text).matches()
                && JsonView.base64(text.substring(0, dot))
                        .filter(header -> !header.isEmpty() && header.byteAt(0) == '{')
                        .isPresent();
    }

    static void describe(Tree tree, String jws) {
        List<String> parts = List.of(jws.split("\\.", -1));
        if (parts.size() != 3) {
            tree.text("(text)", jws);
            tree.problem("", "a JWS has three parts with dots between them");
            return;
        }
        part(tree, "header", parts.get(0))
                .ifPresent(header -> JsonView.members(tree.section("header", "JOSE header"), header, HEADER));
        part(tree, "payload", parts.get(1)).ifPresent(payload -> {
            Tree section = tree.section("payload", "Payload");
            if (payload.has("entries")) {
                MetadataView.payload(section, payload);
            } else {
                JsonView.members(section, payload, Map.of());
            }
        });
        JsonView.base64(parts.get(2))
                .ifPresentOrElse(
                        signature -> tree.bytes("signature", signature, "not verified"),
                        () -> tree.problem("signature", "is not base64url"));
    }

    private static Optional<JsonObject> part(Tree tree, String name, String encoded) {
        try {
            return Optional.of(JsonObject.parse(ByteString.fromBase64Url(encoded), LIMITS));
        } catch (MalformedException e) {
            tree.problem(e.in(name));
            return Optional.empty();
        }
    }

    /** A certificate in base64, as JWS and metadata have them. */
    static void certificate(Tree tree, String name, JsonValue value) {
        Optional<ByteString> der = value instanceof JsonString text ? JsonView.base64(text.value()) : Optional.empty();
        if (der.isPresent()) {
            CertificateView.describe(tree.section(name, Kind.CERTIFICATE.title()), der.get());
        } else {
            JsonView.unexpected(tree, name, value, "a certificate in base64");
        }
    }
}
