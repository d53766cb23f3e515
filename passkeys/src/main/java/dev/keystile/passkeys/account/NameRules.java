package dev.keystile.passkeys.account;

import java.text.Normalizer;

/**
 * What every name has in common: Unicode form NFC, no spaces around it, one space between its words, and nothing that
 * cannot be seen. Lengths count UTF-16 units, as {@code String.length()}, JavaScript and HTML's {@code maxlength} do.
 */
final class NameRules {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private NameRules() {}

    /** What holds of a name wherever it comes from; cheap, since every name that is read from a store passes here. */
    static void require(String what, String name, int maximumLength) {
        if (name.isEmpty() || name.length() > maximumLength) {
            throw new IllegalArgumentException(
                    "A " + what + " has 1 to " + maximumLength + " characters, not " + name.length());
        }
    }

    /** Makes a name of what somebody entered. */
    static String tidy(String what, String text, int maximumLength, boolean joinersAllowed)
            throws InvalidNameException {
        if (text.length() > 8 * maximumLength) { // before any work on it: it may be megabytes
            throw new InvalidNameException(what, NameProblem.TOO_LONG);
        }
        if (!text.codePoints().allMatch(character -> isAllowed(character, joinersAllowed))) {
            throw new InvalidNameException(what, NameProblem.FORBIDDEN_CHARACTER);
        }
        String tidied = singleSpaced(Normalizer.normalize(text, Normalizer.Form.NFC));
        if (tidied.codePoints().noneMatch(NameRules::isVisible)) {
            throw new InvalidNameException(what, NameProblem.EMPTY);
        }
        if (tidied.length() > maximumLength) {
            throw new InvalidNameException(what, NameProblem.TOO_LONG);
        }
        return tidied;
    }

    private static String singleSpaced(String text) {
        StringBuilder spaced = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (!Character.isSpaceChar(character)) {
                spaced.appendCodePoint(character);
            } else if (!spaced.isEmpty() && spaced.charAt(spaced.length() - 1) != ' ') {
                spaced.append(' ');
            }
        });
        if (!spaced.isEmpty() && spaced.charAt(spaced.length() - 1) == ' ') {
            spaced.setLength(spaced.length() - 1);
        }
        return spaced.toString();
    }

    private static boolean isAllowed(int character, boolean joinersAllowed) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            // Text direction overrides make a name read as another. Joiners are needed by some scripts and by emoji.
            case Character.FORMAT -> joinersAllowed && isJoiner(character);
            default -> joinersAllowed || !isFiller(character);
        };
    }

    private static boolean isVisible(int character) {
        return !Character.isSpaceChar(character) && !isJoiner(character) && !isFiller(character);
    }

    private static boolean isJoiner(int character) {
        return character == ZERO_WIDTH_JOINER || character == ZERO_WIDTH_NON_JOINER;
    }

    /**
     * Whether this shows nothing by itself although Unicode has it among letters, marks and symbols: the blank of Braille, and
     * what has the property Default_Ignorable_Code_Point, such as Hangul's fillers and the selectors between an emoji's forms.
     */
    private static boolean isFiller(int character) {
        return switch (character) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> true;
            default ->
                character >= 0x180B && character <= 0x180F
                        || character >= 0xFE00 && character <= 0xFE0F
                        || character >= 0xE0100 && character <= 0xE01EF;
        };
    }
}
