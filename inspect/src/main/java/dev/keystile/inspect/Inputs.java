package dev.keystile.inspect;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways in which bytes are written down, found by looking. */
final class Inputs {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,60})-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final Pattern HEX = Pattern.compile("(?:[0-9A-Fa-f]{2})+");
    private static final Pattern BASE64_URL = Pattern.compile("[A-Za-z0-9_-]+={0,2}");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]+={0,2}");

    private Inputs() {}

    /** Bytes, and how they were written. */
    record Written(String encoding, ByteString bytes) {}

    /** The text that bytes are, without white space around it, if they are one that people can read. */
    static Optional<String> text(ByteString input) {
        try {
            String text = input.toUtf8();
            boolean readable =
                    text.chars().allMatch(each -> each >= ' ' && each != 0x7F || Character.isWhitespace(each));
            return readable
                    ? Optional.of((text.startsWith("\uFEFF") ? text.substring(1) : text).strip())
                    : Optional.empty();
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    /** What stands between the lines of PEM. */
    static List<Written> pem(String text) {
        List<Written> blocks = new ArrayList<>();
        Matcher block = PEM.matcher(text);
        while (block.find()) {
            String label = block.group(1);
            JsonView.base64(block.group(2)).ifPresent(der -> blocks.add(new Written("PEM, " + label, der)));
        }
        return blocks;
    }

    /** What a text stands for in each encoding that it could be of, likelier ones first. */
    static List<Written> decoded(String text) {
        List<Written> all = new ArrayList<>();
        String hex = text.replaceAll("^0[xX]", "").replaceAll("[\\s:]", "");
        if (HEX.matcher(hex).matches()) {
            all.add(new Written("hexadecimal", ByteString.fromHex(hex)));
        }
        String packed = text.replaceAll("\\s", "");
        if (BASE64_URL.matcher(packed).matches()) {
            String encoding = packed.endsWith("=") ? "base64url, padded" : "base64url";
            lenient(packed).ifPresent(bytes -> all.add(new Written(encoding, bytes)));
        } else if (BASE64.matcher(packed).matches()) {
            lenient(packed).ifPresent(bytes -> all.add(new Written("base64", bytes)));
        }
        return all;
    }

    private static Optional<ByteString> lenient(String packed) {
        try {
            String url = packed.replace('+', '-').replace('/', '_');
            return Optional.of(ByteString.copyOf(Base64.getUrlDecoder().decode(url)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether bytes are a text of printable ASCII. */
    static boolean isPrintable(ByteString bytes) {
        for (int i = 0; i < bytes.length(); i++) {
            if (bytes.byteAt(i) < ' ' || bytes.byteAt(i) > '~') {
                return false;
            }
        }
        return !bytes.isEmpty();
    }
}
