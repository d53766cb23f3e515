package dev.keystile.passkeys.tenant;

import java.util.regex.Pattern;

/**
 * The name under which one relying party's data is kept apart from every other's, first argument of every storage port.
 *
 * <p>It is not the WebAuthn RP ID: that one is a domain, may be changed by a related origin or shared by two installations,
 * and is what authenticators sign. This one is only ever seen by operators: 1 to 64 of {@code a-z}, {@code 0-9},
 * {@code -}, {@code _} and {@code .}, beginning with a letter or digit.
 *
 * @param value the text as stored
 */
public record RelyingPartyId(String value) {

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    /** The relying party of an installation that has only one. */
    public static final RelyingPartyId DEFAULT = new RelyingPartyId("default");

    public RelyingPartyId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "A relying party's id is 1 to 64 of a-z, 0-9, '-', '_' and '.', beginning "
                            + "with a letter or digit, but was: \"" + value + "\"");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
