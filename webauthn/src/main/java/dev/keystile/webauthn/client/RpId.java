package dev.keystile.webauthn.client;

import dev.keystile.webauthn.bytes.ByteString;
import java.nio.charset.StandardCharsets;

/**
 * The domain a relying party's credentials belong to
 * (<a href="https://www.w3.org/TR/webauthn-3/#relying-party-identifier">L3 §4, RP ID</a>): a host name in lower case,
 * international names in their ASCII form, without scheme, port or trailing dot. It can never change without losing
 * every credential.
 */
public final class RpId {

    private final String value;
    private final ByteString hash;

    private RpId(String value) {
        this.value = value;
        this.hash = ByteString.copyOf(value.getBytes(StandardCharsets.US_ASCII)).sha256();
    }

    /**
     * The RP ID of this host name.
     *
     * @param value such as {@code example.org} or {@code localhost}
     * @throws IllegalArgumentException if the text is no host name of the form above, or an IP address
     */
    public static RpId of(String value) {
        if (!HostName.isDomain(value)) {
            throw new IllegalArgumentException(
                    "an RP ID is a host name in lower case, such as example.org, without scheme, port or path; not '"
                            + value + "'");
        }
        return new RpId(value);
    }

    /** The host name. */
    public String value() {
        return value;
    }

    /** SHA-256 of the host name, 32 bytes, as authenticator data carry it. */
    public ByteString hash() {
        return hash;
    }

    /**
     * Whether a page at this web origin may name this RP ID by itself: its host is the RP ID or a name below it. Other
     * origins need a <a href="https://www.w3.org/TR/webauthn-3/#sctn-related-origins">related-origins</a> document. (The
     * browser also refuses public suffixes such as {@code co.uk}, which this does not know.)
     */
    public boolean covers(Origin origin) {
        String host = origin.host().orElse("");
        return host.equals(value) || host.endsWith("." + value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RpId that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
