package dev.keystile.inspect.terminal;

import dev.keystile.inspect.Inspection;
import dev.keystile.inspect.Inspector;
import dev.keystile.inspect.Kind;
import dev.keystile.webauthn.bytes.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code keystile inspect}: shows one WebAuthn object on a terminal. */
public final class InspectCommand {
    static final int SHOWN = 0;
    static final int NOT_RECOGNISED = 1;
    static final int USAGE = 2;

    private static final int MOST_BYTES = 64 * 1024 * 1024;
    private static final int DEFAULT_WIDTH = 120;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    private @Nullable String input;
    private @Nullable Kind kind;
    private boolean color;
    private int width = DEFAULT_WIDTH;

    InspectCommand(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /** The program; its exit code is 0 for what was shown, 1 for what was not recognised, 2 for a wrong command line. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        int code = new InspectCommand(System.in, out, err).run(arguments);
        out.flush();
        System.exit(code);
    }

    int run(String... arguments) {
        if (Arrays.asList(arguments).contains("--help")) {
            out.print(usage());
            return SHOWN;
        }
        try {
            read(arguments);
            return show();
        } catch (UsageException e) {
            err.println(e.getMessage());
            err.print(usage());
            return USAGE;
        }
    }

    private void read(String... arguments) throws UsageException {
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            switch (argument) {
                case "--color" -> color = true;
                case "--as" -> kind = kind(next(arguments, ++i, argument));
                case "--width" -> width = width(next(arguments, ++i, argument));
                default -> {
                    if (input != null) {
                        throw new UsageException("One object at a time: put text with spaces into quotes.");
                    }
                    if (argument.startsWith("--") && !argument.startsWith("-----")) {
                        throw new UsageException("There is no option " + printable(argument) + ".");
                    }
                    input = argument;
                }
            }
        }
        if (input == null) {
            throw new UsageException("There is nothing to inspect.");
        }
    }

    private static String next(String[] arguments, int at, String option) throws UsageException {
        if (at == arguments.length) {
            throw new UsageException(option + " needs a value.");
        }
        return arguments[at];
    }

    private static Kind kind(String word) throws UsageException {
        return Kind.named(word).orElseThrow(() -> new UsageException("There is no kind " + printable(word) + "."));
    }

    private static int width(String number) throws UsageException {
        if (!number.matches("[1-9]\\d{1,3}")) {
            throw new UsageException("--width is a number from 10 to 9999.");
        }
        return Integer.parseInt(number);
    }

    private int show() throws UsageException {
        String named = input == null ? "" : input;
        ByteString bytes;
        boolean isText = false;
        try {
            Optional<Path> file = file(named);
            if (named.equals("-")) {
                bytes = limited(in);
            } else if (file.isPresent()) {
                try (InputStream contents = Files.newInputStream(file.get())) {
                    bytes = limited(contents);
                }
            } else {
                isText = true;
                bytes = ByteString.copyOf(named.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UsageException("It cannot be read: " + printable(String.valueOf(e.getMessage())) + ".");
        }
        return show(bytes, isText);
    }

    private int show(ByteString bytes, boolean isText) {
        Kind asked = kind;
        Optional<Inspection> inspection = asked == null ? Inspector.inspect(bytes) : Inspector.inspect(bytes, asked);
        if (inspection.isEmpty()) {
            err.println(
                    asked == null
                            ? "Nothing known to WebAuthn was recognised"
                                    + (isText ? ", and there is no file of that name" : "")
                                    + ". Say what it should be with --as, to see how far it goes."
                            : "Not a single field of " + asked.word() + " could be read.");
            return NOT_RECOGNISED;
        }
        Inspection found = inspection.get();
        String title = found.view().title();
        out.println((color ? "\033[1m" + title + "\033[0m" : title) + " (" + found.encoding() + ")");
        out.println();
        out.print(TerminalText.of(found.view(), width, color));
        out.println();
        out.println("Shown as it says, not as it is: nothing was verified. Nothing left this computer.");
        return SHOWN;
    }

    private static Optional<Path> file(String name) {
        try {
            Path path = Path.of(name);
            return Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static ByteString limited(InputStream source) throws IOException, UsageException {
        byte[] bytes = source.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new UsageException("That is more than 64 MB, and no WebAuthn object.");
        }
        return ByteString.copyOf(bytes);
    }

    private static String printable(String text) {
        return text.codePoints()
                .limit(200)
                .mapToObj(each -> Character.isISOControl(each) ? "?" : Character.toString(each))
                .collect(Collectors.joining());
    }

    private static String usage() {
        String kinds = Arrays.stream(Kind.values()).map(Kind::word).collect(Collectors.joining(" "));
        return """

                keystile inspect [--as KIND] [--color] [--width N] FILE|TEXT|-

                Shows what a WebAuthn object holds: options and responses in JSON, attestation objects, authenticator data,
                client data, COSE keys, certificates, metadata… given as JSON, base64url, base64, hexadecimal digits, PEM or
                raw bytes. "-" reads what is piped in. What it is, is found by looking, or said with --as:
                %s
                Nothing is verified, and nothing is sent anywhere.
                Exit code: 0 shown, 1 not recognised, 2 wrong command line.
                """.formatted(wrapped(kinds));
    }

    private static String wrapped(String words) {
        StringBuilder lines = new StringBuilder("   ");
        int column = 3;
        for (String word : words.split(" ", -1)) {
            if (column + word.length() > 100) {
                lines.append("\n   ");
                column = 3;
            }
            lines.append(' ').append(word);
            column += word.length() + 1;
        }
        return lines.toString();
    }

    /** A command line that is wrong, and a sentence on why. */
    private static final class UsageException extends Exception {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }
}
