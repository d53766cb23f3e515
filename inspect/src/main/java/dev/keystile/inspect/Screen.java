package dev.keystile.inspect;

/** What may reach a terminal or a page: a name inside a response must not move cursors, set colours or turn text around. */
final class Screen {

    private Screen() {}

    static String safe(String text) {
        if (text.codePoints().allMatch(Screen::isHarmless)) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(each -> {
            if (isHarmless(each)) {
                safe.appendCodePoint(each);
            } else {
                safe.append(String.format("\\u{%X}", each));
            }
        });
        return safe.toString();
    }

    private static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
