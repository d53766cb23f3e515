package dev.keystile.conformance;

import dev.keystile.webauthn.authentication.PendingAuthentication;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.registration.PendingRegistration;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What each browser has begun: the latest ceremony of either kind. The sessions that were longest idle make room for new ones. */
final class Sessions {
    private static final int MAXIMUM = 10_000;
    private static final int ID_LENGTH = 16;

    private final SecureRandom random;

    private final Map<String, Session> sessions = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
            return size() > MAXIMUM;
        }
    };

    Sessions(SecureRandom random) {
        this.random = random;
    }

    /** The session of this id, or a new one under another. */
    synchronized Session open(@Nullable String id) {
        Session known = id == null ? null : sessions.get(id);
        if (known != null) {
            return known;
        }
        Session session = new Session(ByteString.random(random, ID_LENGTH).toBase64Url());
        sessions.put(session.id(), session);
        return session;
    }

    /** One browser's. A ceremony that was begun can be taken once, whatever becomes of it. */
    static final class Session {
        private final String id;
        private final AtomicReference<@Nullable PendingRegistration> registration = new AtomicReference<>();
        private final AtomicReference<@Nullable PendingAuthentication> authentication = new AtomicReference<>();

        private Session(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }

        void begin(PendingRegistration pending) {
            registration.set(pending);
        }

        void begin(PendingAuthentication pending) {
            authentication.set(pending);
        }

        @Nullable PendingRegistration takeRegistration() {
            return registration.getAndSet(null);
        }

        @Nullable PendingAuthentication takeAuthentication() {
            return authentication.getAndSet(null);
        }
    }
}
