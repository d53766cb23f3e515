package dev.keystile.spring.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The description of the endpoints in OpenAPI 3.1.
 *
 * @param json the text, with a placeholder for where the endpoints are
 * @param paths where they are from the root of the application
 */
record OpenApiDocument(String json, ApiPaths paths) {

    private static final String RESOURCE = "openapi.json";
    private static final String SERVER = "{{server}}";

    static OpenApiDocument under(ApiPaths paths) {
        try (InputStream in = OpenApiDocument.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The starter's jar has no " + RESOURCE);
            }
            return new OpenApiDocument(new String(in.readAllBytes(), StandardCharsets.UTF_8), paths);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code GET openapi.json}. */
    Answer answer(ApiCall call) {
        String contextPath = call.request().getServletContext().getContextPath();
        return Answer.ok(json.replace(SERVER, contextPath + paths.base()));
    }
}
