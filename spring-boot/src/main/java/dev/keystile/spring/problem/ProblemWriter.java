package dev.keystile.spring.problem;

import dev.keystile.spring.language.Wording;
import dev.keystile.webauthn.json.JsonWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Answers a request with a problem: {@code application/problem+json} with {@code type}, {@code title}, {@code status},
 * {@code detail} and {@code code}. Title and detail are in the language of the request, as the application's
 * {@link LocaleResolver} decides it. An application says it in its own words by defining the messages
 * {@code keystile.problem.<code>.title} and {@code keystile.problem.<code>.detail} in its {@link MessageSource}.
 */
public final class ProblemWriter {

    private static final String CONTENT_TYPE = "application/problem+json";
    private static final String TYPE_PREFIX = "tag:keystile.dev,2026:problem/";
    private static final String SCHEME = "Passkey";

    private final Wording words;
    private final @Nullable LocaleResolver localeResolver;

    /**
     * @param applicationMessages the application's own words, which come first
     * @param localeResolver how the application knows a person's language; the {@code Accept-Language} header when null
     */
    public ProblemWriter(MessageSource applicationMessages, @Nullable LocaleResolver localeResolver) {
        this.words = new Wording("dev.keystile.spring.problem.messages", applicationMessages, "keystile.problem.");
        this.localeResolver = localeResolver;
    }

    /** Answers with the problem. Whatever was written to the response before and is not yet sent is dropped. */
    public void write(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            throw new IOException("The response was already on its way when it turned out to be "
                    + problem.type().code());
        }
        byte[] body = body(problem, locale(request));
        response.resetBuffer();
        response.setStatus(problem.type().status());
        if (problem.type().status() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, SCHEME); // RFC 9110 §15.5.2: a 401 names what it takes
        }
        problem.headers().forEach(response::setHeader);
        response.setContentType(CONTENT_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private Locale locale(HttpServletRequest request) {
        return localeResolver == null ? request.getLocale() : localeResolver.resolveLocale(request);
    }

    private byte[] body(Problem problem, Locale locale) {
        String code = problem.type().code();
        return new JsonWriter(512)
                .beginObject()
                .member("type", TYPE_PREFIX + code)
                .member("title", words.of(code + ".title", locale))
                .member("status", problem.type().status())
                .member(
                        "detail",
                        words.of(detailKey(problem), locale, problem.arguments().toArray()))
                .member("code", code)
                .end()
                .toJson()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String detailKey(Problem problem) {
        String key = problem.type().code() + ".detail";
        return problem.variant().isEmpty() ? key : key + "." + problem.variant();
    }
}
