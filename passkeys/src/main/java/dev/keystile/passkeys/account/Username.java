package dev.keystile.passkeys.account;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The name by which a person knows an account, unique within its relying party: 1 to {@value #MAXIMUM_LENGTH} UTF-16 units
 * in NFC. It may be an e-mail address; nothing here assumes so.
 *
 * <p>Two usernames are equal if people would take them for the same: letter case and Unicode's compatibility forms make no
 * difference ("Anna", "anna" and a full-width "ＡＮＮＡ" are one). What is compared, {@link #key()}, is what a store keeps
 * unique. Characters that Unicode has not assigned yet are refused, so that the key of a stored name never changes.
 * Look-alike letters of different scripts are different.
 */
public final class Username {

    /** The longest a username, and its key, may be. */
    public static final int MAXIMUM_LENGTH = 64;

    private final String value;
    private final String key;

    private Username(String value, String key) {
        this.value = value;
        this.key = key;
    }

    /** Reads what somebody entered. Spaces around it are dropped, several between its words become one. */
    public static Username parse(String text) throws InvalidNameException {
        String value = NameRules.tidy("username", text, MAXIMUM_LENGTH, false);
        String key = fold(value);
        if (key.length() > MAXIMUM_LENGTH) {
            throw new InvalidNameException("username", NameProblem.TOO_LONG);
        }
        return new Username(value, key);
    }

    /**
     * A username known to be right, such as one in a test.
     *
     * @throws IllegalArgumentException if it is not
     */
    public static Username of(String text) {
        try {
            return parse(text);
        } catch (InvalidNameException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * A username as a store kept it. It is not folded again: what decides whether a name is taken is the key that was stored.
     *
     * @throws IllegalArgumentException if either is empty or too long
     */
    public static Username stored(String value, String key) {
        NameRules.require("username", value, MAXIMUM_LENGTH);
        NameRules.require("username's key", key, MAXIMUM_LENGTH);
        return new Username(value, key);
    }

    private static String fold(String value) {
        return foldOnce(foldOnce(value)); // the first round makes letters for the second to fold: "㎯" becomes "rad∕s2"
    }

    private static String foldOnce(String value) {
        String compatible = Normalizer.normalize(value, Normalizer.Form.NFKC);
        String oneCase = compatible.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(oneCase, Normalizer.Form.NFKC).strip();
    }

    /** The name as the person wrote it. */
    public String value() {
        return value;
    }

    /** What decides whether two names are the same; for comparing and indexing, never for showing. */
    public String key() {
        return key;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Username that && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
