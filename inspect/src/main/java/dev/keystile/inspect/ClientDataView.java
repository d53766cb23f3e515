package dev.keystile.inspect;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.client.CollectedClientData;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.json.JsonString;
import java.util.Map;

/** The client's account of the ceremony, L3 §5.8.1, and the hash of it that the authenticator signs. */
final class ClientDataView {
    private static final ByteString BYTE_ORDER_MARK = ByteString.fromHex("efbbbf");
    private static final Map<String, JsonView.Member> MEMBERS = Map.of(
            "type",
            JsonView.text(Map.of(
                    CollectedClientData.CREATE,
                    "a registration",
                    CollectedClientData.GET,
                    "an authentication",
                    "payment.get",
                    "a payment, Secure Payment Confirmation")),
            "challenge",
            JsonView.BYTES);

    private ClientDataView() {}

    static void describe(Tree tree, ByteString encoded) {
        try {
            JsonView.members(tree, JsonObject.parse(withoutMark(encoded)), MEMBERS);
        } catch (MalformedException e) {
            asText(tree, encoded);
            tree.problem(e);
        }
        tree.bytes("SHA-256", encoded.sha256(), "clientDataHash, which the authenticator signs");
        tree.strictly(() -> CollectedClientData.parse(encoded));
    }

    /** What client data say of the RP ID: it is the host of their origin or a domain above it. */
    static RpIds rpIds(ByteString encoded) {
        try {
            JsonObject json = JsonObject.parse(withoutMark(encoded));
            return json.get("origin").orElse(null) instanceof JsonString origin ? RpIds.of(origin.value()) : RpIds.NONE;
        } catch (MalformedException e) {
            return RpIds.NONE;
        }
    }

    private static ByteString withoutMark(ByteString encoded) {
        return encoded.startsWith(BYTE_ORDER_MARK) ? encoded.slice(BYTE_ORDER_MARK.length()) : encoded;
    }

    private static void asText(Tree tree, ByteString encoded) {
        try {
            tree.text("(text)", encoded.toUtf8());
        } catch (MalformedException e) {
            tree.bytes("(bytes)", encoded);
        }
    }
}
