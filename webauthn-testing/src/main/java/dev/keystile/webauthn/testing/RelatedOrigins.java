package dev.keystile.webauthn.testing;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The document at {@code https://<RP ID>/.well-known/webauthn}, read as browsers do (L3 §5.11.1). */
final class RelatedOrigins {
    /** What the specification demands at least, and what browsers allow. */
    private static final int MAX_LABELS = 5;

    private final List<?> origins;

    private RelatedOrigins(List<?> origins) {
        this.origins = origins;
    }

    static RelatedOrigins parse(String document) {
        try {
            if (Json.parse(document) instanceof Map<?, ?> members
                    && members.get("origins") instanceof List<?> origins
                    && origins.stream().allMatch(String.class::isInstance)) {
                return new RelatedOrigins(origins);
            }
        } catch (IllegalArgumentException e) {
            throw new DomException.SecurityError("the related origins are " + e.getMessage());
        }
        throw new DomException.SecurityError("the related origins have no array of texts \"origins\"");
    }

    boolean contain(WebOrigin caller) {
        Set<String> labelsSeen = new HashSet<>();
        for (Object item : origins) {
            Optional<WebOrigin> origin = WebOrigin.ofUrl(String.valueOf(item));
            Optional<String> label = origin.flatMap(WebOrigin::registrableLabel);
            if (label.isEmpty() || labelsSeen.size() >= MAX_LABELS && !labelsSeen.contains(label.get())) {
                continue;
            }
            if (origin.get().equals(caller)) {
                return true;
            }
            labelsSeen.add(label.get());
        }
        return false;
    }
}
