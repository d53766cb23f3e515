package dev.keystile.passkeys.account;

/**
 * What a person is called on pages and in the authenticator's prompt: 1 to {@value #MAXIMUM_LENGTH} UTF-16 units in NFC,
 * not unique.
 *
 * @param value the name, tidied
 */
public record DisplayName(String value) {

    /** The longest a display name may be. */
    public static final int MAXIMUM_LENGTH = 64;

    public DisplayName {
        try {
            value = tidy(value);
        } catch (InvalidNameException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Reads what somebody entered. Spaces around it are dropped, several between its words become one. */
    public static DisplayName parse(String text) throws InvalidNameException {
        return new DisplayName(tidy(text));
    }

    private static String tidy(String text) throws InvalidNameException {
        return NameRules.tidy("display name", text, MAXIMUM_LENGTH, true);
    }

    @Override
    public String toString() {
        return value;
    }
}
