package dev.keystile.webauthn.authentication;

import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.client.Challenge;
import dev.keystile.webauthn.client.OriginPolicy;
import dev.keystile.webauthn.client.RpId;
import dev.keystile.webauthn.credential.UserHandle;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * An authentication that was begun: the options for the client, and everything that its response is held to. It can be written
 * down as text and read back.
 *
 * <p>Whoever can change the text can change what is enforced, and whoever can use it twice can replay a response. Keep it
 * where its client cannot reach it, or seal it (encrypted, authenticated, bound to this client), and use it once, also when the
 * response is refused.
 *
 * @param rpId the relying party
 * @param challenge what the response has to answer
 * @param expiresAt the first moment at which a response is refused; truncated to milliseconds
 * @param request what was asked, with its origins resolved: they may not be absent any more
 */
public record PendingAuthentication(RpId rpId, Challenge challenge, Instant expiresAt, AuthenticationRequest request) {

    /** @throws IllegalArgumentException if the request names no origins */
    public PendingAuthentication {
        Objects.requireNonNull(rpId, "rpId");
        Objects.requireNonNull(challenge, "challenge");
        expiresAt = expiresAt.truncatedTo(ChronoUnit.MILLIS);
        if (request.origins() == null) {
            throw new IllegalArgumentException("a pending authentication has origins");
        }
    }

    /** The account that was identified before the ceremony, if one was. */
    public Optional<UserHandle> user() {
        return Optional.ofNullable(request.user());
    }

    /** Where the ceremony may run. */
    public OriginPolicy origins() {
        return Objects.requireNonNull(request.origins());
    }

    /**
     * The options for the client: L3's {@code PublicKeyCredentialRequestOptionsJSON}, which {@code
     * PublicKeyCredential.parseRequestOptionsFromJSON} takes
     * (<a href="https://www.w3.org/TR/webauthn-3/#sctn-parseRequestOptionsFromJSON">L3 §5.1.9</a>).
     */
    public String optionsJson() {
        return PendingAuthenticationJson.options(this).toJson();
    }

    /**
     * The ceremony as text, for {@link #parse}: one JSON object with a version, of less than a kilobyte unless the
     * request names many credentials. It holds the challenge: handle it as a secret.
     */
    public String toJson() {
        return PendingAuthenticationJson.write(this).toJson();
    }

    /**
     * Reads what {@link #toJson()} wrote.
     *
     * @param json at most 4 MiB
     * @throws MalformedException for anything else, such as a pending registration, another version, or an unknown
     *     member
     */
    public static PendingAuthentication parse(String json) throws MalformedException {
        return PendingAuthenticationJson.read(json);
    }
}
