package dev.keystile.server.pages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The sentences that pages hand to their scripts: every message whose key begins with {@code script.}. */
@Component
final class ScriptMessages {

    private static final String PREFIX = "script.";

    private final MessageSource messages;
    private final List<String> codes;

    ScriptMessages(MessageSource messages) {
        this.messages = messages;
        this.codes = ResourceBundle.getBundle("messages.pages", Locale.ROOT).keySet().stream()
                .filter(key -> key.startsWith(PREFIX))
                .map(key -> key.substring(PREFIX.length()))
                .sorted()
                .toList();
    }

    /** Sentences by code. */
    Map<String, String> in(Locale locale) {
        Map<String, String> sentences = new LinkedHashMap<>();
        codes.forEach(code -> sentences.put(code, messages.getMessage(PREFIX + code, null, locale)));
        return sentences;
    }
}
