package dev.keystile.webauthn.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An object among the options, read as {@code parseCreationOptionsFromJSON} and {@code parseRequestOptionsFromJSON} do:
 * what is missing, of another type or not base64url is a {@code TypeError}.
 */
record Options(String place, Map<?, ?> members) {

    static Options parse(String json) {
        Object value;
        try {
            value = Json.parse(json);
        } catch (IllegalArgumentException e) {
            throw new DomException.TypeError("the options are " + e.getMessage());
        }
        if (!(value instanceof Map<?, ?> members)) {
            throw new DomException.TypeError("the options are no JSON object");
        }
        return new Options("options", members);
    }

    static Options none() {
        return new Options("options", Map.of());
    }

    boolean has(String name) {
        return members.get(name) != null;
    }

    String requiredText(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    Optional<String> text(String name) {
        return optional(name, String.class, "a text");
    }

    byte[] requiredBytes(String name) {
        return bytes(name).orElseThrow(() -> missing(name));
    }

    Optional<byte[]> bytes(String name) {
        return text(name).map(text -> {
            try {
                return Bytes.fromBase64Url(text);
            } catch (IllegalArgumentException e) {
                throw new DomException.TypeError(place + "." + name + " is not base64url without padding");
            }
        });
    }

    boolean flag(String name) {
        return optional(name, Boolean.class, "true or false").orElse(false);
    }

    long requiredNumber(String name) {
        return optional(name, Long.class, "a whole number").orElseThrow(() -> missing(name));
    }

    Options requiredObject(String name) {
        return object(name).orElseThrow(() -> missing(name));
    }

    Optional<Options> object(String name) {
        return optional(name, Map.class, "an object").map(value -> new Options(place + "." + name, (Map<?, ?>) value));
    }

    /** The objects in an array; none if there is no such member. */
    List<Options> objects(String name) {
        List<Options> objects = new ArrayList<>();
        for (Object element : optional(name, List.class, "an array").orElse(List.of())) {
            String elementPlace = place + "." + name + "[" + objects.size() + "]";
            if (!(element instanceof Map<?, ?> map)) {
                throw new DomException.TypeError(elementPlace + " is not an object");
            }
            objects.add(new Options(elementPlace, map));
        }
        return objects;
    }

    /** The texts in an array; none if there is no such member. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Object element : optional(name, List.class, "an array").orElse(List.of())) {
            if (!(element instanceof String text)) {
                throw new DomException.TypeError(place + "." + name + "[" + texts.size() + "] is not a text");
            }
            texts.add(text);
        }
        return texts;
    }

    List<byte[]> requiredListOfBytes(String name) {
        if (!has(name)) {
            throw missing(name);
        }
        return texts(name).stream()
                .map(text -> new Options(place, Map.of(name, text)).requiredBytes(name))
                .toList();
    }

    private <T> Optional<T> optional(String name, Class<T> type, String description) {
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            throw new DomException.TypeError(place + "." + name + " is not " + description);
        }
        return Optional.of(type.cast(value));
    }

    private DomException.TypeError missing(String name) {
        return new DomException.TypeError(place + "." + name + " is missing");
    }
}
