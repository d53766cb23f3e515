package dev.keystile.conformance;

import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.credential.CredentialRecord;
import dev.keystile.webauthn.credential.UserEntity;
import dev.keystile.webauthn.credential.UserHandle;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who has registered, by username, and with which credentials; gone when the process ends. */
final class Accounts {
    private static final int MAXIMUM_CREDENTIALS = 20_000;

    private final Map<String, UserEntity> users = new HashMap<>();
    private final Map<CredentialId, CredentialRecord> credentials = new LinkedHashMap<>();

    /** The account of this name. */
    synchronized Optional<UserEntity> find(String username) {
        return Optional.ofNullable(users.get(username));
    }

    /** An account's credentials, the oldest first. */
    synchronized List<CredentialRecord> credentials(UserHandle user) {
        return credentials.values().stream()
                .filter(credential -> credential.userHandle().equals(user))
                .toList();
    }

    /** The credential of this id. */
    synchronized CredentialRecord credential(CredentialId id) throws RefusedException {
        CredentialRecord credential = credentials.get(id);
        if (credential == null) {
            throw RefusedException.of("credential-unknown", "no account has the credential " + id);
        }
        return credential;
    }

    /** Adds a credential, and its account if that is new. */
    synchronized void add(UserEntity user, CredentialRecord credential) throws RefusedException {
        if (credentials.size() >= MAXIMUM_CREDENTIALS) {
            throw RefusedException.of(503, "full", "there are " + MAXIMUM_CREDENTIALS + " credentials: start afresh");
        }
        UserEntity known = users.get(user.name());
        if (known != null && !known.id().equals(user.id())) {
            throw RefusedException.of("username-taken", "somebody else registered this username meanwhile");
        }
        // L3 §7.1 step 26
        if (credentials.containsKey(credential.id())) {
            throw RefusedException.of("credential-taken", "the credential " + credential.id() + " is registered");
        }
        users.putIfAbsent(user.name(), user);
        credentials.put(credential.id(), credential);
    }

    /** Replaces a credential's record, unless another sign-in did so meanwhile. */
    synchronized void replace(CredentialRecord before, CredentialRecord after) throws RefusedException {
        if (!credentials.replace(before.id(), before, after)) {
            throw RefusedException.of("credential-changed", "the credential was used at the same time elsewhere");
        }
    }
}
