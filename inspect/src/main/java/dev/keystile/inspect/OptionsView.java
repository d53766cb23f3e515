package dev.keystile.inspect;

import dev.keystile.inspect.JsonView.Member;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.json.JsonArray;
import dev.keystile.webauthn.json.JsonNumber;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.json.JsonString;
import dev.keystile.webauthn.json.JsonValue;
import java.util.Map;

/** What a browser is asked for, L3 §5.4 and §5.5 in the JSON of §5.1.8 and §5.1.9. */
final class OptionsView {
    private static final String ANY = "any discoverable credential of the RP ID";
    private static final int LEAST_CHALLENGE = 16;
    private static final int MOST_USER_ID = 64;

    private static final Map<String, Member> DESCRIPTOR = Map.of("id", JsonView.BYTES);
    private static final Member DESCRIPTORS = JsonView.array(
            "Credential descriptors", JsonView.object("PublicKeyCredentialDescriptorJSON", DESCRIPTOR, "type", "id"));

    private static final Map<String, Member> CREATION = Map.of(
            "rp", JsonView.object("Relying party", Map.of(), "name"),
            "user",
                    JsonView.object(
                            "User", Map.of("id", JsonView.bytes(OptionsView::userId)), "id", "name", "displayName"),
            "challenge", JsonView.bytes(OptionsView::challenge),
            "pubKeyCredParams", JsonView.array("Algorithms, preferred first", OptionsView::parameter),
            "timeout", OptionsView::timeout,
            "excludeCredentials", DESCRIPTORS,
            "attestation",
                    JsonView.text(Map.of(
                            "none", "no attestation is asked for",
                            "indirect", "attestation, anonymised or not",
                            "direct", "attestation as the authenticator makes it",
                            "enterprise", "attestation that may identify the device")),
            "extensions", ClientExtensions.INPUT);

    private static final Map<String, Member> REQUEST = Map.of(
            "challenge",
            JsonView.bytes(OptionsView::challenge),
            "timeout",
            OptionsView::timeout,
            "allowCredentials",
            OptionsView::allowed,
            "userVerification",
            JsonView.text(Map.of(
                    "required", "the user must be verified",
                    "preferred", "the user is verified where the authenticator can",
                    "discouraged", "the user need not be verified")),
            "extensions",
            ClientExtensions.INPUT);

    private OptionsView() {}

    static void creation(Tree tree, JsonObject options) {
        JsonView.members(tree, options, CREATION);
        JsonView.require(tree, options, "rp", "user", "challenge", "pubKeyCredParams");
    }

    static void request(Tree tree, JsonObject options) {
        JsonView.members(tree, options, REQUEST);
        JsonView.require(tree, options, "challenge");
        if (!options.has("allowCredentials")) {
            tree.text("allowCredentials", "(none)", ANY);
        }
    }

    private static void allowed(Tree tree, String name, JsonValue value) {
        if (value instanceof JsonArray array && array.isEmpty()) {
            tree.text(name, "[]", ANY);
        } else {
            DESCRIPTORS.show(tree, name, value);
        }
    }

    private static void challenge(Tree tree, String name, ByteString challenge) {
        tree.bytes(name, challenge);
        if (challenge.length() < LEAST_CHALLENGE) {
            tree.problem(name, "has fewer than the " + LEAST_CHALLENGE + " bytes that L3 §13.4.3 wants");
        }
    }

    private static void userId(Tree tree, String name, ByteString id) {
        tree.bytes(name, id, "the user handle");
        if (id.isEmpty() || id.length() > MOST_USER_ID) {
            tree.problem(name, "must have 1 to " + MOST_USER_ID + " bytes");
        }
    }

    private static void parameter(Tree tree, String name, JsonValue value) {
        if (value instanceof JsonObject parameter
                && parameter.get("alg").orElse(null) instanceof JsonNumber algorithm
                && algorithm.isInteger()) {
            String type = parameter.get("type").orElse(null) instanceof JsonString text ? text.value() : "";
            tree.text("alg", algorithm.text(), algorithmName(algorithm));
            if (!type.equals("public-key")) {
                tree.problem(name + ".type", "must be public-key; browsers skip what is not");
            }
        } else {
            JsonView.value(tree, name, value);
            tree.problem(name, "must be an object of type and alg");
        }
    }

    private static String algorithmName(JsonNumber algorithm) {
        try {
            return Algorithms.name(Long.parseLong(algorithm.text()));
        } catch (NumberFormatException e) {
            return "no algorithm has such a number";
        }
    }

    private static void timeout(Tree tree, String name, JsonValue value) {
        if (value instanceof JsonNumber number && number.text().matches("\\d{1,15}")) {
            tree.text(name, number.text(), "ms: " + Numbers.duration(Long.parseLong(number.text())));
        } else {
            JsonView.unexpected(tree, name, value, "a number of milliseconds");
        }
    }
}
