package dev.keystile.inspect;

import dev.keystile.webauthn.bytes.ByteString;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * RP IDs that may be meant by a hash, guessed from what else was inspected. A hash says no more than whether a guess is right.
 *
 * @param candidates the guesses
 */
record RpIds(Set<String> candidates) {
    static final RpIds NONE = new RpIds(Set.of());

    RpIds {
        candidates = Set.copyOf(candidates);
    }

    /** The host of an origin and the domains above it. */
    static RpIds of(String origin) {
        String host = host(origin);
        Set<String> candidates = new LinkedHashSet<>();
        while (!host.isEmpty() && candidates.size() < 10) {
            candidates.add(host);
            int dot = host.indexOf('.');
            host = dot < 0 ? "" : host.substring(dot + 1);
        }
        candidates.add(origin);
        return new RpIds(candidates);
    }

    private static String host(String origin) {
        try {
            String host = URI.create(origin).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** The one that a hash is of. */
    Optional<String> hashedTo(ByteString hash) {
        return candidates.stream()
                .filter(each -> ByteString.ofUtf8(each).sha256().equals(hash))
                .findFirst();
    }
}
