package dev.keystile.webauthn.client;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the client says of the ceremony it took part in, and what the authenticator signs a hash of
 * (<a href="https://www.w3.org/TR/webauthn-3/#dictionary-client-data">L3 §5.8.1</a>). Members in any order, and members
 * that nobody knows, are fine.
 */
public final class CollectedClientData {

    /** The type of a registration's client data. */
    public static final String CREATE = "webauthn.create";

    /** The type of an authentication's client data. */
    public static final String GET = "webauthn.get";

    private static final ByteString BYTE_ORDER_MARK = ByteString.fromHex("efbbbf");
    private static final Set<String> TOKEN_BINDING_STATUS = Set.of("present", "supported", "not-supported");
    private static final int MAX_TEXT_LENGTH = 1024;

    private final ByteString encoded;
    private final String type;
    private final ByteString challenge;
    private final String origin;
    private final boolean crossOrigin;
    private final @Nullable String topOrigin;

    private CollectedClientData(
            ByteString encoded,
            String type,
            ByteString challenge,
            String origin,
            boolean crossOrigin,
            @Nullable String topOrigin) {
        this.encoded = encoded;
        this.type = type;
        this.challenge = challenge;
        this.origin = origin;
        this.crossOrigin = crossOrigin;
        this.topOrigin = topOrigin;
    }

    /**
     * Reads {@code clientDataJSON}: UTF-8, where a byte order mark is skipped as L3 demands, and one JSON object.
     *
     * @param clientDataJson the bytes that {@code response.clientDataJSON} holds in base64url; at most 256 KiB
     * @throws MalformedException ({@link Format#JSON}, {@link Format#UTF8} or {@link Format#CLIENT_DATA}) if a member
     *     is missing, has the wrong type, or holds what no client writes there: {@code challenge} other than unpadded
     *     base64url, {@code type}, {@code origin} or {@code topOrigin} other than printable ASCII of at most 1024
     *     characters, a {@code tokenBinding} without one of its three states
     */
    public static CollectedClientData parse(ByteString clientDataJson) throws MalformedException {
        // L3 §7.1 steps 5 and 6, §7.2 steps 8 and 9
        ByteString text = clientDataJson.startsWith(BYTE_ORDER_MARK)
                ? clientDataJson.slice(BYTE_ORDER_MARK.length())
                : clientDataJson;
        JsonObject json = JsonObject.parse(text);
        checkTokenBinding(json);
        return new CollectedClientData(
                clientDataJson,
                printable("type", json.requiredString("type")),
                json.requiredBytes("challenge"),
                printable("origin", json.requiredString("origin")),
                json.optionalBoolean("crossOrigin").orElse(false),
                topOrigin(json));
    }

    private static @Nullable String topOrigin(JsonObject json) throws MalformedException {
        Optional<String> topOrigin = json.optionalString("topOrigin");
        return topOrigin.isPresent() ? printable("topOrigin", topOrigin.get()) : null;
    }

    /** Level 3 only reserves the member; its shape is still checked, because no client ever wrote another one. */
    private static void checkTokenBinding(JsonObject json) throws MalformedException {
        Optional<JsonObject> tokenBinding = json.optionalObject("tokenBinding");
        if (tokenBinding.isPresent()
                && !TOKEN_BINDING_STATUS.contains(tokenBinding.get().requiredString("status"))) {
            throw new MalformedException(Format.CLIENT_DATA, "tokenBinding.status", "is none of its three values");
        }
    }

    private static String printable(String place, String text) throws MalformedException {
        if (text.length() > MAX_TEXT_LENGTH) {
            throw new MalformedException(Format.CLIENT_DATA, place, "is longer than " + MAX_TEXT_LENGTH);
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                throw new MalformedException(Format.CLIENT_DATA, place, "is not printable ASCII");
            }
        }
        return text;
    }

    /** The bytes as they came; signatures cover their hash. */
    public ByteString encoded() {
        return encoded;
    }

    /** What was done: {@value #CREATE}, {@value #GET}, or something else that this is not a response for. */
    public String type() {
        return type;
    }

    /** The challenge that was answered; as secret as the one that was given out, until the ceremony is over. */
    public ByteString challenge() {
        return challenge;
    }

    /**
     * The origin of the page or app, as the client wrote it: printable ASCII, and perhaps no origin at all.
     * Unverified.
     */
    public String origin() {
        return origin;
    }

    /** Whether the page was in a frame inside a page of another origin; an absent member counts as not. */
    public boolean crossOrigin() {
        return crossOrigin;
    }

    /** The origin of the page around that frame, from clients of Level 3. */
    public Optional<String> topOrigin() {
        return Optional.ofNullable(topOrigin);
    }

    /**
     * SHA-256 of {@link #encoded()}, 32 bytes, computed at each call: what the authenticator signed (L3 §7.1 step
     * 12, §7.2 step 20).
     */
    public ByteString hash() {
        return encoded.sha256();
    }

    /** Without the challenge. */
    @Override
    public String toString() {
        return "CollectedClientData[" + type + ", " + origin + (crossOrigin ? ", cross-origin" : "")
                + (topOrigin == null ? "" : " in " + topOrigin) + "]";
    }
}
