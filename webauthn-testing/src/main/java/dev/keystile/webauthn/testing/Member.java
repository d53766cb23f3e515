package dev.keystile.webauthn.testing;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A named member of something in a response, and what can be wrong with it. {@link Fault#response}, {@link
 * Fault#clientData}, {@link Fault#attestationObject}, {@link Fault#statement} and {@link CredentialKeyFault#parameter}
 * give one.
 *
 * <p>Values are those of the encoders here: {@code String}, {@code Long}, {@code Boolean}, {@code List}, {@code Map},
 * {@code null}, and in CBOR also {@code byte[]}.
 */
public final class Member {
    private static final int MAX_DESCRIPTION = 60;

    private final String name;
    private final Place place;

    /** Where the member stands: makes a fault of a change to the map that holds it. */
    interface Place {
        Fault fault(String name, Edit edit);
    }

    /** A change of the member under this key. */
    interface Edit {
        void apply(Map<Object, @Nullable Object> parent, Object key);
    }

    private enum Type {
        NUMBER,
        TEXT,
        BOOLEAN,
        NULL,
        ARRAY,
        OBJECT
    }

    private Member(String name, Place place) {
        this.name = name;
        this.place = place;
    }

    /** The member at the end of a path through the maps of a stage. */
    @SuppressWarnings("unchecked")
    static <K> Member of(Stage<Map<K, @Nullable Object>> stage, List<K> path) {
        K key = path.get(path.size() - 1);
        String name = String.join(".", path.stream().map(String::valueOf).toList());
        return new Member(
                stage + " member " + name,
                (faultName, edit) -> Fault.at(stage, faultName, whole -> {
                    Map<Object, @Nullable Object> parent = (Map<Object, @Nullable Object>) (Map<?, ?>) whole;
                    for (K step : path.subList(0, path.size() - 1)) {
                        if (!(parent.get(step) instanceof Map<?, ?> inner)) {
                            throw new IllegalArgumentException("there is no " + name + " in this " + stage);
                        }
                        parent = (Map<Object, @Nullable Object>) inner;
                    }
                    edit.apply(parent, Objects.requireNonNull(key));
                    return whole;
                }));
    }

    /** Not there. */
    public Fault missing() {
        return place.fault(name + " missing", Map::remove);
    }

    /**
     * This value instead, or as well if there was none.
     *
     * @param value a {@code String}, {@code Long}, {@code Boolean}, {@code List}, {@code Map} or {@code null}; in CBOR
     *     also a {@code byte[]}
     */
    public Fault is(@Nullable Object value) {
        return place.fault(name + " is " + describe(value), (parent, key) -> parent.put(key, value));
    }

    /** What this makes of the proper value, for members that there are. */
    public Fault changed(String description, Function<Object, @Nullable Object> change) {
        return place.fault(
                name + " " + description, (parent, key) -> parent.put(key, change.apply(proper(parent, key))));
    }

    private Object proper(Map<Object, @Nullable Object> parent, Object key) {
        Object proper = parent.get(key);
        if (proper == null) {
            throw new IllegalArgumentException("there is no " + name + " here");
        }
        return proper;
    }

    /** Of no length: an empty text, byte string, array or object, as the proper value is. */
    public Fault empty() {
        return changed("empty", value -> {
            if (value instanceof String) {
                return "";
            } else if (value instanceof byte[]) {
                return new byte[0];
            } else if (value instanceof List) {
                return new ArrayList<>();
            } else if (value instanceof Map) {
                return new LinkedHashMap<>();
            }
            throw new IllegalArgumentException("a " + name + " has no length");
        });
    }

    /** There two times, first properly and then with this value. */
    public Fault twice(@Nullable Object second) {
        return changed("twice, then " + describe(second), first -> new Twice(first, second));
    }

    /** There two times, first with this value and then properly. */
    public Fault precededBy(@Nullable Object first) {
        return changed("twice, first " + describe(first), second -> new Twice(first, second));
    }

    /** CBOR only: the member's name has its length in a longer form than needed. */
    public Fault withLongName() {
        return place.fault(name + " with a longer name than needed", (parent, key) -> {
            Object value = proper(parent, key);
            parent.remove(key);
            parent.put(Cbor.withLongerHead(key), value);
        });
    }

    /** CBOR only: there two times, the second time with this value and with the name's length in a longer form. */
    public Fault againWithLongName(@Nullable Object second) {
        return place.fault(name + " twice, once with a longer name than needed", (parent, key) -> {
            proper(parent, key);
            parent.put(Cbor.withLongerHead(key), second);
        });
    }

    /** There two times, both times the same. */
    public Fault twice() {
        return changed("twice", value -> new Twice(value, value));
    }

    /** A base64url text with a character in it that no base64 has, and which some decoders skip. */
    public Fault notBase64Url() {
        return changed("not base64url", text -> {
            String proper = (String) text;
            return proper.substring(0, 1) + "!" + proper.substring(1);
        });
    }

    /** A base64url text with padding, of the right length where there is one. */
    public Fault padded() {
        return changed("padded", text -> {
            String proper = (String) text;
            return proper + "=".repeat(Math.max(1, (4 - proper.length() % 4) % 4));
        });
    }

    /** In base64 of the other alphabet, with something in front of it that tells the two apart. */
    public Fault inOtherAlphabet() {
        return changed("in base64's other alphabet", text -> "+/" + text);
    }

    /** A base64url text whose last character has bits that stand for nothing; for lengths that leave such bits. */
    public Fault withPadBits() {
        return changed("with pad bits", text -> {
            String proper = (String) text;
            if (proper.length() % 4 == 0) {
                throw new IllegalArgumentException("the " + name + " has a length that leaves no bits over");
            }
            String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
            int last = alphabet.indexOf(proper.charAt(proper.length() - 1));
            return proper.substring(0, proper.length() - 1) + alphabet.charAt(last | 1);
        });
    }

    /** Of every type that a text is not; {@code null} among them. */
    public List<Fault> notText() {
        return mistyped(EnumSet.of(Type.TEXT));
    }

    /** Of every type that a byte string is not; texts and {@code null} among them. */
    public List<Fault> notBytes() {
        return mistyped(EnumSet.noneOf(Type.class));
    }

    /** Of every type that a number is not; {@code null} among them. */
    public List<Fault> notNumber() {
        return mistyped(EnumSet.of(Type.NUMBER));
    }

    /** Of every type that {@code true} and {@code false} are not; {@code null} among them. */
    public List<Fault> notBoolean() {
        return mistyped(EnumSet.of(Type.BOOLEAN));
    }

    /** Of every type that an array is not; {@code null} among them. */
    public List<Fault> notArray() {
        return mistyped(EnumSet.of(Type.ARRAY));
    }

    /** Of every type that an object, or a map, is not; {@code null} among them. */
    public List<Fault> notObject() {
        return mistyped(EnumSet.of(Type.OBJECT));
    }

    private List<Fault> mistyped(EnumSet<Type> proper) {
        return EnumSet.complementOf(proper).stream()
                .map(type -> is(example(type)))
                .toList();
    }

    private static @Nullable Object example(Type type) {
        return switch (type) {
            case NUMBER -> 1469L;
            case TEXT -> "text";
            case BOOLEAN -> true;
            case NULL -> null;
            case ARRAY -> new ArrayList<>(List.of(1L));
            case OBJECT -> new LinkedHashMap<>(Map.of("a", 1L));
        };
    }

    private static String describe(@Nullable Object value) {
        String text;
        if (value instanceof byte[] bytes) {
            text = "h'" + HexFormat.of().formatHex(bytes) + "'";
        } else if (value instanceof Map<?, ?> map) {
            text = map.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + describe(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        } else if (value instanceof List<?> list) {
            text = list.stream().map(Member::describe).collect(Collectors.joining(", ", "[", "]"));
        } else {
            text = value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
        }
        return text.length() <= MAX_DESCRIPTION ? text : text.substring(0, MAX_DESCRIPTION) + "…";
    }
}
