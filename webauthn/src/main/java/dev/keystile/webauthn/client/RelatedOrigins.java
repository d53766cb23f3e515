package dev.keystile.webauthn.client;

import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.internal.stored.StoredJson;
import dev.keystile.webauthn.json.JsonArray;
import dev.keystile.webauthn.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The document that lets pages of other domains use an RP ID
 * (<a href="https://www.w3.org/TR/webauthn-3/#sctn-related-origins">L3 §5.11</a>). It is served as {@code application/json}, over
 * https and without a redirect that leaves it, at {@value #PATH} of the host that is the RP ID.
 *
 * @param origins web origins, in the order in which clients look at them
 */
public record RelatedOrigins(Set<Origin> origins) {

    /** Where the document is served. */
    public static final String PATH = "/.well-known/webauthn";

    /** How many different labels every client looks at; what lies behind them may be ignored. */
    public static final int LABEL_LIMIT = 5;

    /** @throws IllegalArgumentException if there is no origin, or one that is not of https */
    public RelatedOrigins {
        origins = Collections.unmodifiableSet(new LinkedHashSet<>(origins));
        if (origins.isEmpty()) {
            throw new IllegalArgumentException("a related-origins document names at least one origin");
        }
        for (Origin origin : origins) {
            if (!origin.value().startsWith("https://")) {
                throw new IllegalArgumentException(origin + " is not of https");
            }
        }
    }

    /** The document: an object whose only member {@code origins} is an array of strings. */
    public String toJson() {
        return JsonObject.builder()
                .put("origins", JsonArray.of(StoredJson.strings(origins, Origin::value)))
                .build()
                .toJson();
    }

    /**
     * Reads a document as a relying party should have written it: other members are skipped, but every origin must be one.
     * (Clients skip those that are not.)
     *
     * @param json at most 256 KiB
     * @throws MalformedException for anything else: no JSON object, no member {@code origins}, none in it, or one that
     *     is not a web origin of https
     */
    public static RelatedOrigins parse(String json) throws MalformedException {
        JsonObject document = JsonObject.parse(json);
        Set<Origin> origins = new LinkedHashSet<>();
        for (String text : document.requiredArray("origins").toStrings()) {
            try {
                origins.add(Origin.of(text));
            } catch (IllegalArgumentException e) {
                throw new MalformedException(Format.JSON, "origins", "holds a text that is no origin", e);
            }
        }
        return StoredJson.value("origins", origins, RelatedOrigins::new);
    }

    /**
     * Whether a client lets a page of this origin use the RP ID, if it looks at the given number of labels: the
     * <a href="https://www.w3.org/TR/webauthn-3/#sctn-validating-relation-origin">procedure of L3 §5.11.1</a>.
     *
     * @param caller the page's origin
     * @param maxLabels {@link #LABEL_LIMIT}, unless the clients in question are known to look further
     * @param registrableLabel the first label of a host's registrable domain, {@code example} for {@code
     *     login.example.co.uk}; empty where there is none. It takes the public suffix list to tell, which this library
     *     has not.
     */
    public boolean allow(Origin caller, int maxLabels, Function<String, Optional<String>> registrableLabel) {
        Set<String> labelsSeen = new LinkedHashSet<>();
        for (Origin origin : origins) {
            Optional<String> label = origin.host().flatMap(registrableLabel);
            if (label.isEmpty() || labelsSeen.size() >= maxLabels && !labelsSeen.contains(label.get())) {
                continue;
            }
            if (origin.equals(caller)) {
                return true;
            }
            labelsSeen.add(label.get());
        }
        return false;
    }
}
