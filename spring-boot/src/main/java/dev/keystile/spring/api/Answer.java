package dev.keystile.spring.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What an endpoint answers when it did what was asked.
 *
 * @param status the HTTP status
 * @param json the body; empty for none
 */
record Answer(int status, String json) {

    static Answer ok(String json) {
        return new Answer(200, json);
    }

    static Answer created(String json) {
        return new Answer(201, json);
    }

    static Answer noContent() {
        return new Answer(204, "");
    }

    void write(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        if (!json.isEmpty()) {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            response.setContentType("application/json");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }
}
