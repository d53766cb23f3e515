package dev.keystile.inspect;

import dev.keystile.inspect.JsonView.Member;
import dev.keystile.webauthn.authentication.AuthenticationResponse;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.json.JsonNumber;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.json.JsonString;
import dev.keystile.webauthn.json.JsonValue;
import dev.keystile.webauthn.registration.RegistrationResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a browser answers, L3 §5.1: the whole credential, or its {@code response} alone. */
final class ResponseView {

    private ResponseView() {}

    static void registration(Tree tree, JsonObject json) {
        whole(tree, json, registrationPart(json));
        tree.strictly(() -> {
            if (json.has("response")) {
                RegistrationResponse.parse(json);
            }
        });
    }

    static void authentication(Tree tree, JsonObject json) {
        whole(tree, json, authenticationPart(json));
        tree.strictly(() -> {
            if (json.has("response")) {
                AuthenticationResponse.parse(json);
            }
        });
    }

    private static void whole(Tree tree, JsonObject json, Map<String, Member> part) {
        if (!json.has("response")) {
            tree.title(tree.build().title() + ", its response alone");
            JsonView.members(tree, json, part);
            JsonView.require(tree, json, "clientDataJSON");
            return;
        }
        JsonView.members(
                tree,
                json,
                Map.of(
                        "id", JsonView.bytes(ResponseView::id),
                        "rawId", JsonView.bytes(ResponseView::id),
                        "response", JsonView.object("", part, "clientDataJSON"),
                        "clientExtensionResults", ClientExtensions.OUTPUT));
        JsonView.require(tree, json, "id", "type");
    }

    private static void id(Tree tree, String name, ByteString id) {
        tree.bytes(name, id, "base64url " + id.toBase64Url());
    }

    private static Map<String, Member> registrationPart(JsonObject json) {
        RpIds rpIds = rpIds(json);
        Map<String, Member> members = new HashMap<>(common(rpIds));
        members.put(
                "attestationObject",
                JsonView.structure(
                        Kind.ATTESTATION_OBJECT.title(),
                        (tree, bytes) -> AttestationObjectView.describe(tree, bytes, rpIds)));
        members.put("publicKey", JsonView.structure(Kind.PUBLIC_KEY.title(), PublicKeyView::describe));
        members.put("publicKeyAlgorithm", ResponseView::algorithm);
        return members;
    }

    private static Map<String, Member> authenticationPart(JsonObject json) {
        Map<String, Member> members = new HashMap<>(common(rpIds(json)));
        members.put("signature", JsonView.bytes(SignatureView::describe));
        members.put("userHandle", ResponseView::userHandle);
        return members;
    }

    private static Map<String, Member> common(RpIds rpIds) {
        return Map.of(
                "clientDataJSON", JsonView.structure(Kind.CLIENT_DATA.title(), ClientDataView::describe),
                "authenticatorData",
                        JsonView.structure(
                                Kind.AUTHENTICATOR_DATA.title(),
                                (tree, bytes) -> AuthenticatorDataView.describe(tree, bytes, rpIds)));
    }

    private static RpIds rpIds(JsonObject json) {
        JsonObject part = json.get("response").orElse(json) instanceof JsonObject response ? response : json;
        Optional<ByteString> clientData = part.get("clientDataJSON").orElse(null) instanceof JsonString text
                ? JsonView.base64(text.value())
                : Optional.empty();
        return clientData.map(ClientDataView::rpIds).orElse(RpIds.NONE);
    }

    private static void algorithm(Tree tree, String name, JsonValue value) {
        if (value instanceof JsonNumber number && number.text().matches("-?\\d{1,9}")) {
            tree.text(name, number.text(), Algorithms.name(Long.parseLong(number.text())));
        } else {
            JsonView.unexpected(tree, name, value, "the number of an algorithm");
        }
    }

    private static void userHandle(Tree tree, String name, JsonValue value) {
        if (value instanceof JsonString) {
            JsonView.BYTES.show(tree, name, value);
        } else {
            JsonView.value(tree, name, value);
        }
    }
}
