package dev.keystile.inspect;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.json.JsonArray;
import dev.keystile.webauthn.json.JsonNumber;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.json.JsonString;
import dev.keystile.webauthn.json.JsonValue;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** JSON, where members that have a meaning are shown by it. */
final class JsonView {

    /** Shows the member of one name. */
    interface Member {
        void show(Tree tree, String name, JsonValue value);
    }

    private JsonView() {}

    /** The members in the order they stand; those without a meaning as they are. */
    static void members(Tree tree, JsonObject object, Map<String, Member> meanings) {
        for (Map.Entry<String, JsonValue> member : object.members()) {
            String name = member.getKey();
            meanings.getOrDefault(name, JsonView::value).show(tree, name, member.getValue());
        }
    }

    static void require(Tree tree, JsonObject object, String... names) {
        for (String name : names) {
            if (!object.has(name)) {
                tree.problem(name, "is missing");
            }
        }
    }

    static void value(Tree tree, String name, JsonValue value) {
        if (value instanceof JsonObject object) {
            if (object.isEmpty()) {
                tree.text(name, "{}");
                return;
            }
            members(tree.section(name, "object"), object, Map.of());
        } else if (value instanceof JsonArray array) {
            array(tree, name, array);
        } else {
            tree.text(name, scalar(value));
        }
    }

    private static void array(Tree tree, String name, JsonArray array) {
        boolean scalars =
                array.values().stream().noneMatch(each -> each instanceof JsonObject || each instanceof JsonArray);
        if (scalars) {
            StringBuilder joined = new StringBuilder();
            array.forEach(each -> joined.append(joined.isEmpty() ? "" : ", ").append(scalar(each)));
            tree.text(name, array.isEmpty() ? "[]" : joined.toString());
            return;
        }
        each(tree.section(name, array.size() + (array.size() == 1 ? " element" : " elements")), array, JsonView::value);
    }

    static void each(Tree tree, JsonArray array, Member element) {
        int index = 0;
        for (JsonValue each : array) {
            element.show(tree, "[" + index++ + "]", each);
        }
    }

    static String scalar(JsonValue value) {
        if (value instanceof JsonString string) {
            return string.value();
        }
        return value instanceof JsonNumber number ? number.text() : value.toJson();
    }

    /** A member that must be an object of these members. */
    static Member object(String title, Map<String, Member> meanings, String... required) {
        return (tree, name, value) -> {
            if (value instanceof JsonObject object) {
                Tree section = tree.section(name, title);
                members(section, object, meanings);
                require(section, object, required);
            } else {
                unexpected(tree, name, value, "an object");
            }
        };
    }

    /** A member that must be an array of such elements. */
    static Member array(String title, Member element) {
        return (tree, name, value) -> {
            if (value instanceof JsonArray array) {
                if (array.isEmpty()) {
                    tree.text(name, "[]");
                } else {
                    each(tree.section(name, title), array, element);
                }
            } else {
                unexpected(tree, name, value, "an array");
            }
        };
    }

    /** A member that must be text, with a note on what it says. */
    static Member text(Map<String, String> notes) {
        return (tree, name, value) -> {
            if (value instanceof JsonString text) {
                tree.text(name, text.value(), notes.getOrDefault(text.value(), ""));
            } else {
                unexpected(tree, name, value, "text");
            }
        };
    }

    /** A member that must be bytes in base64url, shown by their digits. */
    static final Member BYTES = bytes(Tree::bytes);

    interface BytesMember {
        void show(Tree tree, String name, ByteString bytes);
    }

    static Member bytes(BytesMember view) {
        return (tree, name, value) -> withBytes(tree, name, value, bytes -> view.show(tree, name, bytes));
    }

    /** A member that must be bytes in base64url, shown as a section of its own. */
    static Member structure(String title, BiConsumer<Tree, ByteString> view) {
        return (tree, name, value) ->
                withBytes(tree, name, value, bytes -> view.accept(tree.section(name, title), bytes));
    }

    private static void withBytes(Tree tree, String name, JsonValue value, Consumer<ByteString> view) {
        if (!(value instanceof JsonString text)) {
            unexpected(tree, name, value, "text in base64url");
            return;
        }
        try {
            view.accept(text.toBytes());
        } catch (MalformedException e) {
            Optional<ByteString> lenient = base64(text.value());
            lenient.ifPresentOrElse(view, () -> tree.text(name, text.value()));
            tree.problem(e.in(name));
        }
    }

    /** What a text would be if it were read as any of base64's forms; a certificate's is the one with plus and slash. */
    static Optional<ByteString> base64(String text) {
        String url =
                text.replaceAll("\\s", "").replace('+', '-').replace('/', '_').replaceAll("=+$", "");
        try {
            return Optional.of(ByteString.copyOf(Base64.getUrlDecoder().decode(url)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static void unexpected(Tree tree, String name, JsonValue value, String expected) {
        value(tree, name, value);
        tree.problem(name, "must be " + expected + ", not " + value.kind());
    }
}
