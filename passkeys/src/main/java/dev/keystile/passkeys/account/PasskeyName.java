package dev.keystile.passkeys.account;

/**
 * What a person calls one of their passkeys, to know it by when they have several: 1 to {@value #MAXIMUM_LENGTH} UTF-16
 * units in NFC, not unique.
 *
 * @param value the name; {@link #parse} makes one of what somebody entered
 */
public record PasskeyName(String value) {

    /** The longest a passkey name may be. */
    public static final int MAXIMUM_LENGTH = 100;

    /** @throws IllegalArgumentException if it is empty or too long */
    public PasskeyName {
        NameRules.require("passkey name", value, MAXIMUM_LENGTH);
    }

    /** Reads what somebody entered. Spaces around it are dropped, several between its words become one. */
    public static PasskeyName parse(String text) throws InvalidNameException {
        return new PasskeyName(NameRules.tidy("passkey name", text, MAXIMUM_LENGTH, true));
    }

    @Override
    public String toString() {
        return value;
    }
}
