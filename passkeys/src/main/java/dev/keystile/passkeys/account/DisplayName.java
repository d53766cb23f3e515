package dev.keystile.passkeys.account;

/**
 * What a person is called on pages and in the authenticator's prompt: 1 to {@value #MAXIMUM_LENGTH} UTF-16 units in NFC,
 * not unique.
 *
 * @param value the name; {@link #parse} makes one of what somebody entered
 */
public record DisplayName(String value) {

    /** The longest a display name may be. */
    public static final int MAXIMUM_LENGTH = 64;

    /** @throws IllegalArgumentException if it is empty or too long */
    public DisplayName {
        NameRules.require("display name", value, MAXIMUM_LENGTH);
    }

    /** Reads what somebody entered. Spaces around it are dropped, several between its words become one. */
    public static DisplayName parse(String text) throws InvalidNameException {
        return new DisplayName(NameRules.tidy("display name", text, MAXIMUM_LENGTH, true));
    }

    @Override
    public String toString() {
        return value;
    }
}
