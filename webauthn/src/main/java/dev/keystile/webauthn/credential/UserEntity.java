package dev.keystile.webauthn.credential;

import java.util.Objects;

/**
 * The account that a new credential is for
 * (<a href="https://www.w3.org/TR/webauthn-3/#dictionary-user-credential-params">L3 §5.4.3</a>).
 *
 * @param id the user handle; it alone decides who the user is
 * @param name what tells the user's accounts apart in the client's list, such as a username or an address; not empty
 * @param displayName what the user likes to be called; may be empty. Authenticators may cut either name at 64 bytes.
 */
public record UserEntity(UserHandle id, String name, String displayName) {

    /** @throws IllegalArgumentException if the name is empty */
    public UserEntity {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(displayName, "displayName");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a user's name is not empty");
        }
    }
}
