package dev.keystile.passkeys.audit;

/** Text from outside, made fit to be kept and shown: bounded, and without characters that a log or a database chokes on. */
final class PrintableText {

    private static final char REPLACEMENT = '\uFFFD';

    private PrintableText() {}

    static String of(String text, int maximumLength) {
        StringBuilder printable = new StringBuilder(Math.min(text.length(), maximumLength));
        for (int i = 0; i < text.length() && printable.length() < maximumLength; ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            int shown = isPrintable(character) ? character : REPLACEMENT;
            if (printable.length() + Character.charCount(shown) > maximumLength) {
                break;
            }
            printable.appendCodePoint(shown);
        }
        return printable.toString();
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
