package dev.keystile.webauthn.client;

import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.internal.stored.StoredJson;
import dev.keystile.webauthn.json.JsonArray;
import dev.keystile.webauthn.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Where a ceremony may have run (<a href="https://www.w3.org/TR/webauthn-3/#sctn-validating-origin">L3 §13.4.9</a>).
 *
 * @param origins the origins expected; at least one. With one, a response obtained at a weaker origin of the same relying
 *     party cannot be used at a stronger one.
 * @param crossOrigin whether it may have run in a frame inside a page of another origin
 * @param topOrigins the origins of those pages; empty unless {@code crossOrigin}. Clients that name the top origin are
 *     held to it; older ones (Level 2) say only that the frame is a foreign one.
 */
public record OriginPolicy(Set<Origin> origins, boolean crossOrigin, Set<Origin> topOrigins) {

    /** @throws IllegalArgumentException if there is no origin, or top origins without {@code crossOrigin} */
    public OriginPolicy {
        origins = Collections.unmodifiableSet(new LinkedHashSet<>(origins));
        topOrigins = Collections.unmodifiableSet(new LinkedHashSet<>(topOrigins));
        origins.forEach(Objects::requireNonNull);
        topOrigins.forEach(Objects::requireNonNull);
        if (origins.isEmpty()) {
            throw new IllegalArgumentException("at least one origin is expected");
        }
        if (!crossOrigin && !topOrigins.isEmpty()) {
            throw new IllegalArgumentException("top origins are given, but no frame in a foreign page is allowed");
        }
    }

    /**
     * Pages of these origins themselves, in no foreign page's frame.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static OriginPolicy of(Set<Origin> origins) {
        return new OriginPolicy(origins, false, Set.of());
    }

    /**
     * The same origins, also in a frame inside pages of the top origins given.
     *
     * @param topOrigins may be empty: then only clients that do not name the top origin are accepted
     */
    public OriginPolicy embeddedIn(Set<Origin> topOrigins) {
        return new OriginPolicy(origins, true, topOrigins);
    }

    /**
     * The same, from one of the origins only.
     *
     * @throws IllegalArgumentException if it is none of the origins
     */
    public OriginPolicy only(Origin origin) {
        if (!origins.contains(origin)) {
            throw new IllegalArgumentException(origin + " is none of the expected origins " + origins);
        }
        return new OriginPolicy(Set.of(origin), crossOrigin, topOrigins);
    }

    /** Whether the origin that the client data claim is expected: L3 §7.1 step 9, §7.2 step 12. */
    public boolean allows(CollectedClientData clientData) {
        return contains(origins, clientData.origin());
    }

    /** Whether it is fine that the ceremony ran in a foreign page's frame, if it did: L3 §7.1 step 10, §7.2 step 13. */
    public boolean allowsFrame(CollectedClientData clientData) {
        return crossOrigin || !clientData.crossOrigin();
    }

    /** Whether the page around the frame is expected, if the client data name one: L3 §7.1 step 11, §7.2 step 14. */
    public boolean allowsTop(CollectedClientData clientData) {
        Optional<String> top = clientData.topOrigin();
        return top.isEmpty() || crossOrigin && contains(topOrigins, top.get());
    }

    private static boolean contains(Set<Origin> origins, String received) {
        for (Origin origin : origins) {
            if (origin.value().equals(received)) {
                return true;
            }
        }
        return false;
    }

    /** The policy as pending ceremonies keep it. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("origins", JsonArray.of(StoredJson.strings(origins, Origin::value)))
                .put("crossOrigin", crossOrigin)
                .put("topOrigins", JsonArray.of(StoredJson.strings(topOrigins, Origin::value)))
                .build();
    }

    /**
     * Reads what {@link #toJson()} writes.
     *
     * @throws MalformedException for anything else, unknown members included
     */
    public static OriginPolicy of(JsonObject json) throws MalformedException {
        StoredJson.requireOnly(json, "", Set.of("origins", "crossOrigin", "topOrigins"));
        Set<Origin> origins = new LinkedHashSet<>(StoredJson.values(json, "origins", Origin::new));
        Set<Origin> topOrigins = new LinkedHashSet<>(StoredJson.values(json, "topOrigins", Origin::new));
        boolean crossOrigin = json.requiredBoolean("crossOrigin");
        return StoredJson.value("", origins, expected -> new OriginPolicy(expected, crossOrigin, topOrigins));
    }
}
