package dev.keystile.webauthn.credential;

import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.client.RpId;
import dev.keystile.webauthn.json.JsonArray;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.json.JsonString;
import java.util.List;
import java.util.Objects;

/**
 * What a page tells authenticators about credentials, so that they stop offering those that are gone and show names that are
 * right (<a href="https://www.w3.org/TR/webauthn-3/#sctn-signal-methods">L3 §5.1.10</a>). Each is the argument of the static
 * method of {@code PublicKeyCredential} that its documentation names.
 *
 * <p>Ids and handles are in base64url without padding, as {@code toJSON()} has them.
 */
public sealed interface Signal {

    /** The options for the method, as JSON. */
    String toJson();

    /**
     * For {@code signalUnknownCredential}: no account has this credential. The authenticator may delete it for good, so send it
     * only after a look that found it with nobody at all, and never because of an error.
     *
     * @param rpId the relying party
     * @param credentialId the id that a response named, and that nobody has
     */
    record UnknownCredential(RpId rpId, CredentialId credentialId) implements Signal {

        /** Neither part may be null. */
        public UnknownCredential {
            Objects.requireNonNull(rpId, "rpId");
            Objects.requireNonNull(credentialId, "credentialId");
        }

        @Override
        public String toJson() {
            return JsonObject.builder()
                    .put("rpId", rpId.value())
                    .put("credentialId", credentialId.value())
                    .build()
                    .toJson();
        }
    }

    /**
     * For {@code signalAllAcceptedCredentials}: these are all credentials of the account, and others may be deleted or hidden. For
     * the account's own user only: it tells which credentials there are.
     *
     * @param rpId the relying party
     * @param userId the account's user handle
     * @param credentialIds the ids of all its credentials, in any order; empty when it has none left
     */
    record AllAcceptedCredentials(RpId rpId, UserHandle userId, List<CredentialId> credentialIds) implements Signal {

        /** Copies the list, which may be empty. */
        public AllAcceptedCredentials {
            Objects.requireNonNull(rpId, "rpId");
            Objects.requireNonNull(userId, "userId");
            credentialIds = List.copyOf(credentialIds);
        }

        @Override
        public String toJson() {
            List<JsonString> ids =
                    credentialIds.stream().map(id -> JsonString.of(id.value())).toList();
            return JsonObject.builder()
                    .put("rpId", rpId.value())
                    .put("userId", userId.value())
                    .put("allAcceptedCredentialIds", JsonArray.of(ids))
                    .build()
                    .toJson();
        }
    }

    /**
     * For {@code signalCurrentUserDetails}: the account's names as they are now.
     *
     * @param rpId the relying party
     * @param user the account's user handle, and its names as they are now
     */
    record CurrentUserDetails(RpId rpId, UserEntity user) implements Signal {

        /** Neither part may be null. */
        public CurrentUserDetails {
            Objects.requireNonNull(rpId, "rpId");
            Objects.requireNonNull(user, "user");
        }

        @Override
        public String toJson() {
            return JsonObject.builder()
                    .put("rpId", rpId.value())
                    .put("userId", user.id().value())
                    .put("name", user.name())
                    .put("displayName", user.displayName())
                    .build()
                    .toJson();
        }
    }
}
