package dev.keystile.spring.api;

import dev.keystile.spring.problem.Problem;
import dev.keystile.spring.problem.ProblemException;
import dev.keystile.spring.problem.ProblemType;
import dev.keystile.spring.security.SameOriginPolicy;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.cors.CorsUtils;

/** What every request to the API must be like before anybody looks at what it asks. */
final class RequestRules {

    /** The longest body, in bytes; an honest registration with a certificate chain is well under 20 KB. */
    static final int MAXIMUM_BODY_LENGTH = 64 * 1024;

    private static final Set<String> METHODS_WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private static final List<String> ANYTHING = List.of(MediaType.ALL_VALUE);
    private static final List<String> JSON = List.of(MediaType.APPLICATION_JSON_VALUE);

    private final SameOriginPolicy sameOrigin;

    RequestRules(SameOriginPolicy sameOrigin) {
        this.sameOrigin = sameOrigin;
    }

    /** Returns if the request keeps all rules. */
    void check(HttpServletRequest request) throws ProblemException {
        if (CorsUtils.isPreFlightRequest(request) || !sameOrigin.allows(request)) {
            throw problem(ProblemType.CROSS_ORIGIN_REQUEST);
        }
        if (request.getContentLengthLong() > MAXIMUM_BODY_LENGTH) {
            throw problem(ProblemType.REQUEST_TOO_LARGE);
        }
        if (hasBody(request) && !isPlainJson(request)) {
            throw problem(ProblemType.UNSUPPORTED_MEDIA_TYPE);
        }
        if (!acceptsJson(request)) {
            throw problem(ProblemType.NOT_ACCEPTABLE);
        }
    }

    private static ProblemException problem(ProblemType type) {
        return new ProblemException(Problem.of(type));
    }

    private static boolean hasBody(HttpServletRequest request) {
        return METHODS_WITH_BODY.contains(request.getMethod())
                || request.getContentLengthLong() > 0
                || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    private static boolean isPlainJson(HttpServletRequest request) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return false;
        }
        MediaType type = mediaType(request.getContentType());
        return type != null
                && type.getType().equals("application")
                && type.getSubtype().equals("json")
                && isUtf8(type);
    }

    private static @Nullable MediaType mediaType(@Nullable String contentType) {
        try {
            return contentType == null ? null : MediaType.parseMediaType(contentType);
        } catch (InvalidMediaTypeException e) {
            return null;
        }
    }

    private static boolean isUtf8(MediaType type) {
        Charset charset = type.getCharset();
        return charset == null || charset.equals(StandardCharsets.UTF_8);
    }

    private static boolean acceptsJson(HttpServletRequest request) {
        List<String> accepted = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        if (accepted.isEmpty() || accepted.equals(ANYTHING) || accepted.equals(JSON)) {
            return true;
        }
        try {
            return MediaType.parseMediaTypes(accepted).stream().anyMatch(MediaType.APPLICATION_JSON::isCompatibleWith);
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
