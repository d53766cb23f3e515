package dev.keystile.spring.language;

import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;

/** One bundle of the starter's messages, each of which an application may say in its own words. */
public final class Wording {

    /** The languages there are bundles for, the first of them for everybody else. */
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

    private final MessageSource own;
    private final MessageSource applications;
    private final String prefix;

    /**
     * @param bundle the starter's bundle, as a class would be named
     * @param applications where the application's words are, which come first
     * @param prefix what stands before a message's key there
     */
    public Wording(String bundle, MessageSource applications, String prefix) {
        this.own = bundle(bundle);
        this.applications = applications;
        this.prefix = prefix;
    }

    private static MessageSource bundle(String name) {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBundleClassLoader(Wording.class.getClassLoader());
        messages.setBasename(name);
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }

    /** The application's words for a message or, if it has none, the starter's, with these values in them. */
    public String of(String key, Locale locale, Object... values) {
        String applicationKey = prefix + key;
        String words = applications.getMessage(applicationKey, values, null, locale);
        // A source set to useCodeAsDefaultMessage answers with the key when it has no message.
        return words == null || words.equals(applicationKey) ? ofOurs(key, locale, values) : words;
    }

    /** The starter's words for a message. */
    public String ofOurs(String key, Locale locale, Object... values) {
        return own.getMessage(key, values, spoken(locale));
    }

    /** One of few: a message source remembers every locale that it was ever asked for, and clients make them up. */
    private static Locale spoken(Locale wanted) {
        return LANGUAGES.stream()
                .filter(spoken -> spoken.getLanguage().equals(wanted.getLanguage()))
                .findFirst()
                .orElse(LANGUAGES.get(0));
    }
}
