package dev.keystile.webauthn.registration;

import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.client.Challenge;
import dev.keystile.webauthn.client.OriginPolicy;
import dev.keystile.webauthn.client.RpId;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.credential.UserEntity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/**
 * A registration that was begun: the options for the client, and everything that its response is held to. It can be written
 * down as text and read back.
 *
 * <p>Whoever can change the text can change what is enforced, and whoever can use it twice can replay a response. Keep it
 * where its client cannot reach it, or seal it (encrypted, authenticated, bound to this client), and use it once, also when the
 * response is refused.
 *
 * @param rpId the relying party
 * @param rpName its name, as some clients show it
 * @param challenge what the response has to answer
 * @param expiresAt the first moment at which a response is refused; truncated to milliseconds
 * @param request what was asked, with its algorithms and origins resolved: neither may be absent any more
 */
public record PendingRegistration(
        RpId rpId, String rpName, Challenge challenge, Instant expiresAt, RegistrationRequest request) {

    /** @throws IllegalArgumentException if the request names no algorithms or no origins */
    public PendingRegistration {
        Objects.requireNonNull(rpId, "rpId");
        Objects.requireNonNull(rpName, "rpName");
        Objects.requireNonNull(challenge, "challenge");
        expiresAt = expiresAt.truncatedTo(ChronoUnit.MILLIS);
        if (request.algorithms().isEmpty() || request.origins() == null) {
            throw new IllegalArgumentException("a pending registration has algorithms and origins");
        }
    }

    /** The account that the new credential is for. */
    public UserEntity user() {
        return request.user();
    }

    /** The algorithms offered, the most preferred first; at least one. */
    public List<CoseAlgorithm> algorithms() {
        return request.algorithms();
    }

    /** Where the ceremony may run. */
    public OriginPolicy origins() {
        return Objects.requireNonNull(request.origins());
    }

    /**
     * The options for the client: L3's {@code PublicKeyCredentialCreationOptionsJSON}, which {@code
     * PublicKeyCredential.parseCreationOptionsFromJSON} takes
     * (<a href="https://www.w3.org/TR/webauthn-3/#sctn-parseCreationOptionsFromJSON">L3 §5.1.8</a>). If the request is {@link
     * RegistrationRequest#conditional() conditional}, the page passes {@code mediation: "conditional"} beside them.
     */
    public String optionsJson() {
        return CreationOptionsJson.write(this).toJson();
    }

    /**
     * The ceremony as text, for {@link #parse}: one JSON object with a version, of one or two kilobytes unless the
     * request names many credentials. It holds the challenge: handle it as a secret.
     */
    public String toJson() {
        return PendingRegistrationJson.write(this).toJson();
    }

    /**
     * Reads what {@link #toJson()} wrote.
     *
     * @param json at most 4 MiB
     * @throws MalformedException for anything else, such as a pending authentication, another version, or an unknown
     *     member
     */
    public static PendingRegistration parse(String json) throws MalformedException {
        return PendingRegistrationJson.read(json);
    }
}
