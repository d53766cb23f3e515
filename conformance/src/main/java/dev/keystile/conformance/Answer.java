package dev.keystile.conformance;

import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.json.JsonValue;
import java.util.Map;

/**
 * What goes back to the tool: {@code status} is {@code ok} with an empty {@code errorMessage}, or {@code failed} with one that
 * says why, a stable code before the colon.
 *
 * @param httpStatus 200, or 4xx
 */
record Answer(int httpStatus, JsonObject body) {

    /** Nothing but that it went well. */
    static Answer ok() {
        return ok(JsonObject.builder().build());
    }

    /** It went well, and this is the result. */
    static Answer ok(JsonObject result) {
        JsonObject.Builder body = JsonObject.builder().put("status", "ok").put("errorMessage", "");
        for (Map.Entry<String, JsonValue> member : result.members()) {
            body.put(member.getKey(), member.getValue());
        }
        return new Answer(200, body.build());
    }

    static Answer failed(int httpStatus, String code, String sentence) {
        return new Answer(
                httpStatus,
                JsonObject.builder()
                        .put("status", "failed")
                        .put("errorMessage", code + ": " + sentence)
                        .build());
    }

    static Answer failed(RefusedException refusal) {
        return failed(refusal.status(), refusal.code(), String.valueOf(refusal.getMessage()));
    }

    String toJson() {
        return body.toJson();
    }
}
