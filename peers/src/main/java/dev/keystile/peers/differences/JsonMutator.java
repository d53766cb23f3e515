package dev.keystile.peers.differences;

import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.json.JsonArray;
import dev.keystile.webauthn.json.JsonBoolean;
import dev.keystile.webauthn.json.JsonNumber;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.json.JsonString;
import dev.keystile.webauthn.json.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** One change in the structure or the form of a JSON text. */
final class JsonMutator {

    private static final List<String> OTHER_VALUES =
            List.of("null", "true", "0", "-1", "1.5", "\"\"", "\"text\"", "[]", "{}", "[\"text\"]", "{\"a\":1}");

    private final Random random;
    private final Consumer<String> notes;
    private final StringBuilder out = new StringBuilder();
    private int untilChange;

    JsonMutator(Random random, Consumer<String> notes) {
        this.random = random;
        this.notes = notes;
    }

    /** The text with one value changed, or with something around it. */
    String mutate(String text) {
        JsonObject tree;
        try {
            tree = JsonObject.parse(text);
        } catch (MalformedException e) {
            notes.accept("cut");
            return text.substring(0, text.length() / 2);
        }
        if (random.nextInt(12) == 0) {
            return around(text);
        }
        untilChange = random.nextInt(size(tree));
        write(tree, "");
        return out.toString();
    }

    private String around(String text) {
        return switch (random.nextInt(6)) {
            case 0 -> noted("byte order mark", "\uFEFF" + text);
            case 1 -> noted("white space around", " \n\t" + text + "\r\n ");
            case 2 -> noted("trailing text", text + "x");
            case 3 -> noted("a second object", text + text);
            case 4 -> noted("a comment", text.replaceFirst("\\{", "{/* comment */"));
            default -> noted("in an array", "[" + text + "]");
        };
    }

    private String noted(String note, String text) {
        notes.accept("JSON: " + note);
        return text;
    }

    private static int size(JsonValue value) {
        int size = 1;
        if (value instanceof JsonObject object) {
            for (Map.Entry<String, JsonValue> member : object.members()) {
                size += size(member.getValue());
            }
        } else if (value instanceof JsonArray array) {
            for (JsonValue element : array) {
                size += size(element);
            }
        }
        return size;
    }

    private void write(JsonValue value, String path) {
        if (untilChange-- == 0) {
            change(value, path);
        } else if (value instanceof JsonObject object) {
            members(object.members(), path, "", "");
        } else if (value instanceof JsonArray array) {
            elements(array.values(), path);
        } else {
            out.append(value.toJson());
        }
    }

    private void members(List<Map.Entry<String, JsonValue>> members, String path, String before, String after) {
        out.append('{').append(before);
        String separator = "";
        for (Map.Entry<String, JsonValue> member : members) {
            out.append(separator).append(name(member.getKey())).append(':');
            write(member.getValue(), path.isEmpty() ? member.getKey() : path + '.' + member.getKey());
            separator = ",";
        }
        out.append(after).append('}');
    }

    private static String name(String name) {
        return JsonString.of(name).toJson();
    }

    private void elements(List<JsonValue> elements, String path) {
        out.append('[');
        for (int i = 0; i < elements.size(); i++) {
            out.append(i == 0 ? "" : ",");
            write(elements.get(i), path + '[' + i + ']');
        }
        out.append(']');
    }

    private void change(JsonValue value, String path) {
        int choice = random.nextInt(6);
        if (choice == 0) {
            plain(path, "another value", OTHER_VALUES.get(random.nextInt(OTHER_VALUES.size())));
        } else if (choice == 1 && random.nextInt(4) == 0) {
            int depth = List.of(10, 100, 5000).get(random.nextInt(3));
            plain(path, "nested " + depth + " deep", "[".repeat(depth) + "]".repeat(depth));
        } else if (value instanceof JsonObject object) {
            changeObject(object, path);
        } else if (value instanceof JsonArray array) {
            changeArray(array, path);
        } else if (value instanceof JsonString string) {
            changeString(string.value(), path);
        } else if (value instanceof JsonNumber || value instanceof JsonBoolean) {
            changeScalar(value.toJson(), path);
        } else {
            plain(path, "another value", "0");
        }
    }

    private void plain(String path, String note, String json) {
        notes.accept("JSON " + path + ": " + note);
        out.append(json);
    }

    private void changeObject(JsonObject object, String path) {
        List<Map.Entry<String, JsonValue>> members = new ArrayList<>(object.members());
        if (members.isEmpty()) {
            plain(path, "an unknown member", "{\"unknown\":{\"a\":[1]}}");
            return;
        }
        int at = random.nextInt(members.size());
        Map.Entry<String, JsonValue> one = members.get(at);
        String name = one.getKey();
        String other = OTHER_VALUES.get(random.nextInt(OTHER_VALUES.size()));
        String prefix = "JSON " + path + (path.isEmpty() ? "" : ".") + name + ": ";
        switch (random.nextInt(8)) {
            case 0 -> {
                notes.accept(prefix + "missing");
                members.remove(at);
                members(members, path, "", "");
            }
            case 1 -> {
                notes.accept(prefix + "twice");
                members.add(one);
                members(members, path, "", "");
            }
            case 2 -> {
                notes.accept(prefix + "twice, first " + other);
                members(members, path, name(name) + ":" + other + ",", "");
            }
            case 3 -> {
                notes.accept(prefix + "twice, then " + other);
                members(members, path, "", "," + name(name) + ":" + other);
            }
            case 4 -> {
                notes.accept("JSON " + path + ": other order");
                Collections.shuffle(members, random);
                members(members, path, "", "");
            }
            case 5 -> {
                notes.accept("JSON " + path + ": an unknown member");
                members(members, path, "", ",\"unknown\":" + other);
            }
            case 6 -> {
                notes.accept("JSON " + path + ": comma at the end");
                members(members, path, "", ",");
            }
            default -> {
                notes.accept(prefix + "name in another case");
                members.remove(at);
                members(
                        members,
                        path,
                        "",
                        (members.isEmpty() ? "" : ",") + name(swapCase(name)) + ":"
                                + one.getValue().toJson());
            }
        }
    }

    private static String swapCase(String name) {
        char first = name.charAt(0);
        return (Character.isUpperCase(first) ? Character.toLowerCase(first) : Character.toUpperCase(first))
                + name.substring(1);
    }

    private void changeArray(JsonArray array, String path) {
        List<JsonValue> elements = new ArrayList<>(array.values());
        switch (random.nextInt(3)) {
            case 0 -> {
                notes.accept("JSON " + path + ": another element");
                elements.add(JsonString.of("unknown"));
            }
            case 1 -> {
                notes.accept("JSON " + path + ": an element of another type");
                elements.add(array);
            }
            default -> {
                notes.accept("JSON " + path + ": an element twice");
                elements.addAll(array.values());
            }
        }
        elements(elements, path);
    }

    private void changeString(String value, String path) {
        String proper = JsonString.of(value).toJson();
        String inside = proper.substring(1, proper.length() - 1);
        int at = inside.isEmpty() ? 0 : random.nextInt(inside.length());
        switch (random.nextInt(13)) {
            case 0 -> plain(path, "with padding", '"' + inside + "=".repeat(1 + random.nextInt(2)) + '"');
            case 1 ->
                plain(
                        path,
                        "in base64's other alphabet",
                        '"' + inside.replace('-', '+').replace('_', '/') + '"');
            case 2 -> plain(path, "with pad bits", '"' + withPadBits(inside) + '"');
            case 3 ->
                plain(path, "with white space in it", '"' + inside.substring(0, at) + " " + inside.substring(at) + '"');
            case 4 ->
                plain(
                        path,
                        "with a line break in it",
                        '"' + inside.substring(0, at) + "\\n" + inside.substring(at) + '"');
            case 5 -> plain(path, "cut", '"' + inside.substring(0, at) + '"');
            case 6 -> plain(path, "one character more", '"' + inside + "A\"");
            case 7 -> plain(path, "empty", "\"\"");
            case 8 -> plain(path, "escaped", escaped(value));
            case 9 -> plain(path, "an unpaired surrogate", '"' + inside + "\\ud800\"");
            case 10 -> plain(path, "a control character", '"' + inside + "\u0001\"");
            case 11 ->
                plain(
                        path,
                        "in another case",
                        '"'
                                + (inside.equals(inside.toUpperCase(Locale.ROOT))
                                        ? inside.toLowerCase(Locale.ROOT)
                                        : inside.toUpperCase(Locale.ROOT))
                                + '"');
            default ->
                plain(path, "one character less", '"' + inside.substring(0, Math.max(0, inside.length() - 1)) + '"');
        }
    }

    private static String withPadBits(String base64Url) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = base64Url.isEmpty() ? -1 : alphabet.indexOf(base64Url.charAt(base64Url.length() - 1));
        return last < 0 ? base64Url + "A" : base64Url.substring(0, base64Url.length() - 1) + alphabet.charAt(last ^ 1);
    }

    private static String escaped(String value) {
        StringBuilder escaped = new StringBuilder("\"");
        value.chars().forEach(c -> escaped.append(String.format("\\u%04x", c)));
        return escaped.append('"').toString();
    }

    private void changeScalar(String json, String path) {
        switch (random.nextInt(5)) {
            case 0 -> plain(path, "as a text", '"' + json + '"');
            case 1 ->
                plain(
                        path,
                        "the other one",
                        json.equals("true") ? "false" : json.equals("false") ? "true" : json + "1");
            case 2 -> plain(path, "a fraction", "1.0");
            case 3 -> plain(path, "leading zero", "00");
            default -> plain(path, "huge", "1e400");
        }
    }
}
