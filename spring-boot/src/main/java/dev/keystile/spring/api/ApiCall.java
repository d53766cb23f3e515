package dev.keystile.spring.api;

import dev.keystile.spring.problem.Problem;
import dev.keystile.spring.problem.ProblemException;
import dev.keystile.spring.problem.ProblemType;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.json.JsonLimits;
import dev.keystile.webauthn.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.web.servlet.HandlerMapping;

/**
 * One request to the API with its response.
 *
 * @param request what is asked
 * @param response for cookies and the session; the answer itself is returned by the endpoint
 */
record ApiCall(HttpServletRequest request, HttpServletResponse response) {

    static final String PASSKEY_ID = "id";

    private static final JsonLimits LIMITS = new JsonLimits(RequestRules.MAXIMUM_BODY_LENGTH, 16, 2_000);

    /** The body, which must be one JSON object, read strictly: no duplicate members, no text after it, UTF-8 only. */
    JsonObject body() throws ProblemException {
        byte[] body = bytes();
        if (body.length > RequestRules.MAXIMUM_BODY_LENGTH) {
            throw new ProblemException(Problem.of(ProblemType.REQUEST_TOO_LARGE));
        }
        try {
            return JsonObject.parse(ByteString.copyOf(body), LIMITS);
        } catch (MalformedException e) {
            throw malformed();
        }
    }

    private byte[] bytes() throws ProblemException {
        try {
            return request.getInputStream().readNBytes(RequestRules.MAXIMUM_BODY_LENGTH + 1);
        } catch (IOException e) {
            throw malformed(); // cut off, or chunked wrongly
        }
    }

    /** A member of the body that must be there and be a string. */
    static String string(JsonObject body, String name) throws ProblemException {
        try {
            return body.requiredString(name);
        } catch (MalformedException e) {
            throw malformed();
        }
    }

    /** A member of the body that must be there and be an object, as JSON text. */
    static String object(JsonObject body, String name) throws ProblemException {
        try {
            return body.requiredObject(name).toJson();
        } catch (MalformedException e) {
            throw malformed();
        }
    }

    private static ProblemException malformed() {
        return new ProblemException(Problem.of(ProblemType.MALFORMED_REQUEST));
    }

    /** The passkey that the path names. */
    String passkeyId() {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        if (variables instanceof Map<?, ?> map && map.get(PASSKEY_ID) instanceof String id) {
            return id;
        }
        throw new IllegalStateException("This endpoint is mapped to a path without {" + PASSKEY_ID + "}");
    }
}
