package dev.keystile.webauthn.testing;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Serialized client data, and the hash of them that the authenticator gets. */
record ClientData(byte[] bytes, byte[] hash) {

    /**
     * Those of a ceremony at a page, as the faults will have them.
     *
     * @param topOrigin that of the page around it, if it is framed by another origin's
     */
    static ClientData make(
            String type, byte[] challenge, WebOrigin origin, @Nullable WebOrigin topOrigin, Faults faults) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("type", type);
        members.put("challenge", Bytes.base64Url(challenge));
        members.put("origin", origin.toString());
        members.put("crossOrigin", topOrigin != null);
        if (topOrigin != null) {
            members.put("topOrigin", topOrigin.toString());
        }
        byte[] json = Json.write(faults.at(Stage.CLIENT_DATA, members)).getBytes(StandardCharsets.UTF_8);
        byte[] bytes = faults.at(Stage.CLIENT_DATA_BYTES, json);
        return new ClientData(bytes, faults.at(Stage.CLIENT_DATA_HASH, Bytes.sha256(bytes)));
    }

    /** As they are put into the response. */
    byte[] sent(Faults faults) {
        return faults.at(Stage.CLIENT_DATA_SENT, bytes);
    }
}
