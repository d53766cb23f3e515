package dev.keystile.spring.problem;

import dev.keystile.webauthn.json.JsonWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;
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
    private static final String MESSAGE_PREFIX = "keystile.problem.";

    /** The languages there are message bundles for, the first of them for everybody else. */
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

    private final MessageSource applicationMessages;
    private final @Nullable LocaleResolver localeResolver;
    private final MessageSource ownMessages = ownMessages();

    /**
     * @param applicationMessages the application's own words, which come first
     * @param localeResolver how the application knows a person's language; the {@code Accept-Language} header when null
     */
    public ProblemWriter(MessageSource applicationMessages, @Nullable LocaleResolver localeResolver) {
        this.applicationMessages = applicationMessages;
        this.localeResolver = localeResolver;
    }

    private static MessageSource ownMessages() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBundleClassLoader(ProblemWriter.class.getClassLoader());
        messages.setBasename("dev.keystile.spring.problem.messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
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
                .member("title", message(code + ".title", List.of(), locale))
                .member("status", problem.type().status())
                .member("detail", message(detailKey(problem), problem.arguments(), locale))
                .member("code", code)
                .end()
                .toJson()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String detailKey(Problem problem) {
        String key = problem.type().code() + ".detail";
        return problem.variant().isEmpty() ? key : key + "." + problem.variant();
    }

    private String message(String key, List<Object> arguments, Locale locale) {
        Object[] values = arguments.toArray();
        String applicationKey = MESSAGE_PREFIX + key;
        String applications = applicationMessages.getMessage(applicationKey, values, null, locale);
        // A source set to useCodeAsDefaultMessage answers with the key when it has no message.
        return applications == null || applications.equals(applicationKey)
                ? ownMessages.getMessage(key, values, spoken(locale))
                : applications;
    }

    /** One of few: a message source remembers every locale that it was ever asked for, and clients make them up. */
    private static Locale spoken(Locale wanted) {
        return LANGUAGES.stream()
                .filter(spoken -> spoken.getLanguage().equals(wanted.getLanguage()))
                .findFirst()
                .orElse(LANGUAGES.get(0));
    }
}
