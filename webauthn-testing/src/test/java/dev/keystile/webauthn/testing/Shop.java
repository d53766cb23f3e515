package dev.keystile.webauthn.testing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Some application with passkeys, for the guide's examples: it checks what they forge and no more, and is no model for
 * anything.
 */
final class Shop {
    private static final String CHALLENGE = Bytes.base64Url(Bytes.sha256(new byte[] {42}));
    private static final String ORIGIN = "https://shop.example";
    private final Map<String, PublicKey> keys = new HashMap<>();

    /** What the shop does not accept. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String reason) {
            super(reason);
        }
    }

    String creationOptions(String username) {
        return """
                {"rp": {"name": "Shop"}, "challenge": "%s",
                 "user": {"id": "%s", "name": "%s", "displayName": "%s"},
                 "pubKeyCredParams": [{"type": "public-key", "alg": -7}, {"type": "public-key", "alg": -8}],
                 "authenticatorSelection": {"residentKey": "preferred"}}
                """.formatted(CHALLENGE, Bytes.base64Url(username.getBytes()), username, username);
    }

    String requestOptions() {
        return "{\"challenge\": \"" + CHALLENGE + "\"}";
    }

    void register(String json) {
        JsonNode credential = Ceremonies.json(json);
        checkClientData(credential, "webauthn.create");
        byte[] key = Ceremonies.bytes(credential.get("response"), "publicKey");
        try {
            keys.put(
                    credential.get("id").asString(),
                    KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(key)));
        } catch (GeneralSecurityException e) {
            throw new Refused("key");
        }
    }

    void signIn(String json) {
        JsonNode credential = Ceremonies.json(json);
        checkClientData(credential, "webauthn.get");
        JsonNode response = credential.get("response");
        byte[] data = Ceremonies.bytes(response, "authenticatorData");
        require(Arrays.equals(Arrays.copyOf(data, 32), Bytes.sha256("shop.example".getBytes())), "RP ID");
        require((data[32] & 1) == 1, "user presence");
        PublicKey key = keys.get(credential.get("id").asString());
        require(key != null, "credential");
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initVerify(key);
            signature.update(data);
            signature.update(Bytes.sha256(Ceremonies.bytes(response, "clientDataJSON")));
            require(signature.verify(Ceremonies.bytes(response, "signature")), "signature");
        } catch (GeneralSecurityException e) {
            throw new Refused("signature");
        }
    }

    private static void checkClientData(JsonNode credential, String type) {
        JsonNode clientData = Ceremonies.json(new String(Base64.getUrlDecoder()
                .decode(credential.at("/response/clientDataJSON").asString())));
        require(clientData.get("type").asString().equals(type), "type");
        require(clientData.get("challenge").asString().equals(CHALLENGE), "challenge");
        require(clientData.get("origin").asString().equals(ORIGIN), "origin");
    }

    private static void require(boolean condition, String reason) {
        if (!condition) {
            throw new Refused(reason);
        }
    }
}
