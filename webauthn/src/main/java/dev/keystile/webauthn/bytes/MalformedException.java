package dev.keystile.webauthn.bytes;

import org.jspecify.annotations.Nullable;

/**
 * Bytes or text that are not what they should be: the only failure of every parser in this library, whatever the input.
 *
 * <p>The message says what the format is, where in it the fault lies and what the fault is. It never holds the malformed
 * value itself, which may be secret, huge or made to be logged.
 *
 * <p>It is checked: whoever passes bytes from outside to a parser has to say what happens then. {@link #format()},
 * {@link #place()} and {@link #problem()} are the parts of the message, for those who show it in another form; the
 * wording of {@link #problem()} may change from version to version.
 */
public final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Format format;
    private final String place;
    private final String problem;

    /**
     * @param place where the fault lies inside the value that was parsed: a path of member names and indexes such as {@code
     *     attStmt.x5c[1]}, an offset such as {@code @12}, both ({@code attStmt@12}), or empty for the value as a whole
     * @param problem what is wrong, as the end of a sentence; without any part of the input that could be secret
     * @param format what the input should have been
     */
    public MalformedException(Format format, String place, String problem) {
        this(format, place, problem, null);
    }

    /** As above, with the exception of another library that says so too. */
    public MalformedException(Format format, String place, String problem, @Nullable Throwable cause) {
        super(message(format, place, problem), cause);
        this.format = format;
        this.place = place;
        this.problem = problem;
    }

    /** What the input should have been. */
    public Format format() {
        return format;
    }

    /** Where the fault lies: a path such as {@code response.clientDataJSON@17}; empty for the input as a whole. */
    public String place() {
        return place;
    }

    /** What is wrong there. */
    public String problem() {
        return problem;
    }

    /** The same failure seen from the value that encloses the malformed one: {@code outerPlace} becomes the path's beginning. */
    public MalformedException in(String outerPlace) {
        MalformedException outer = new MalformedException(format, join(outerPlace, place), problem, getCause());
        outer.setStackTrace(getStackTrace());
        return outer;
    }

    private static String join(String outer, String inner) {
        if (outer.isEmpty() || inner.isEmpty()) {
            return outer + inner;
        }
        char first = inner.charAt(0);
        return first == '[' || first == '@' ? outer + inner : outer + '.' + inner;
    }

    private static String message(Format format, String place, String problem) {
        return place.isEmpty()
                ? "Malformed " + format.title() + ": " + problem
                : "Malformed " + format.title() + " at " + place + ": " + problem;
    }
}
