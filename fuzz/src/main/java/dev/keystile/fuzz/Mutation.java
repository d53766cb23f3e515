package dev.keystile.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes of bytes that know what they stand for: one value in a JSON, CBOR or DER structure is replaced, removed, doubled or moved, and
 * all lengths around it fit again; a string inside that is itself such a structure is changed in the same way.
 */
final class Mutation {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_LEVELS = 6;

    private final Recipe recipe;

    Mutation(Recipe recipe) {
        this.recipe = recipe;
    }

    /** The bytes with at least one of them changed. */
    byte[] of(byte[] original) {
        byte[] changed = changed(original, 0);
        if (!Arrays.equals(changed, original)) {
            return changed;
        }
        byte[] turned = original.length == 0 ? new byte[1] : original.clone();
        turned[turned.length - 1] ^= 1;
        return turned;
    }

    private byte[] changed(byte[] original, int level) {
        if (level < MAX_LEVELS && original.length > 1 && recipe.next(4) != 3) {
            byte[] structured = changedByStructure(original, level);
            if (structured != null) {
                return structured;
            }
        }
        byte[] changed = original;
        for (int changes = 1 + recipe.next(3); changes > 0; changes--) {
            changed = changedPlainly(changed);
        }
        return changed;
    }

    private byte @Nullable [] changedByStructure(byte[] original, int level) {
        if (original[0] == '{' || original[0] == '[') {
            return changedJson(original, level);
        }
        if (original[0] == 0x30) {
            DerTree der = DerTree.read(original);
            if (der != null) {
                return changedDer(der, level);
            }
        }
        CborTree cbor = CborTree.read(original);
        return cbor == null || cbor.children.isEmpty() ? null : changedCbor(cbor, level);
    }

    private byte[] changedPlainly(byte[] bytes) {
        int kind = recipe.next(8);
        if (bytes.length == 0) {
            return recipe.nextBytes(1 + kind);
        }
        int at = recipe.next(bytes.length);
        byte[] changed = bytes.clone();
        switch (kind) {
            case 0 -> changed[at] ^= (byte) (1 << recipe.next(8));
            case 1 -> changed[at] = (byte) recipe.nextByte();
            case 2 -> changed[at] = new byte[] {0, -1, 0x7f, (byte) 0x80, 1}[recipe.next(5)];
            case 3 -> changed = Arrays.copyOf(bytes, at);
            case 4 -> changed = joined(Arrays.copyOf(bytes, at), recipe.nextBytes(1 + recipe.next(8)), tail(bytes, at));
            case 5 -> changed = joined(Arrays.copyOf(bytes, at), tail(bytes, at + 1 + recipe.next(bytes.length - at)));
            case 6 -> changed = joined(bytes, tail(bytes, at));
            default -> changed = joined(bytes, recipe.nextBytes(1 + recipe.next(4)));
        }
        return changed;
    }

    private static byte[] tail(byte[] bytes, int from) {
        return Arrays.copyOfRange(bytes, Math.min(from, bytes.length), bytes.length);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private byte[] changedCbor(CborTree tree, int level) {
        List<CborTree> all = tree.all();
        CborTree node = all.get(recipe.next(all.size()));
        CborTree other = all.get(recipe.next(all.size()));
        switch (recipe.next(8)) {
            case 0 -> {
                if (node.isString()) {
                    node.content = changed(node.content, level + 1);
                } else {
                    node.argument = recipe.next(1 << 16) - 8L;
                }
            }
            case 1 -> replace(node, other.copy());
            case 2 -> replace(node, anyCbor());
            case 3 -> anyEntry(node).clear();
            case 4 -> node.children.addAll(List.copyOf(anyEntry(node)));
            case 5 -> node.form = 24 + recipe.next(4);
            case 6 -> node.majorType = node.children.isEmpty() && node.isString() ? 5 - node.majorType : node.majorType;
            default -> {
                CborTree inside = node.copy();
                replace(node, CborTree.ofNumber(4, 0));
                node.children.add(inside);
            }
        }
        return tree.encoded();
    }

    /** A view of one element of an array, or of a key of a map with its value; of nothing if there is none. */
    private List<CborTree> anyEntry(CborTree node) {
        if (node.children.isEmpty()) {
            return node.children;
        }
        int length = node.majorType == 5 ? 2 : 1;
        int at = recipe.next(node.children.size() / length) * length;
        return node.children.subList(at, at + length);
    }

    private static void replace(CborTree node, CborTree by) {
        node.majorType = by.majorType;
        node.argument = by.argument;
        node.form = by.form;
        node.content = by.content;
        node.children.clear();
        node.children.addAll(by.children);
    }

    private CborTree anyCbor() {
        return switch (recipe.next(6)) {
            case 0 -> CborTree.ofNumber(7, 20 + recipe.next(4));
            case 1 -> CborTree.ofNumber(0, recipe.next(1 << 16));
            case 2 -> CborTree.ofNumber(1, recipe.next(1 << 16));
            case 3 -> CborTree.ofNumber(recipe.next(2), -1L - recipe.next(4));
            case 4 -> CborTree.ofBytes(recipe.nextBytes(recipe.next(20)));
            default -> CborTree.ofNumber(4 + recipe.next(2), 0);
        };
    }

    private byte[] changedDer(DerTree tree, int level) {
        List<DerTree> all = tree.all();
        DerTree node = all.get(recipe.next(all.size()));
        DerTree other = all.get(recipe.next(all.size()));
        switch (recipe.next(6)) {
            case 0 -> {
                if (!node.isConstructed()) {
                    node.content = changed(node.content, level + 1);
                }
            }
            case 1 ->
                node.tag =
                        new int[] {1, 2, 3, 4, 5, 6, 10, 12, 19, 22, 23, 24, 0x30, 0x31, 0x80, 0xa0}[recipe.next(16)];
            case 2 -> {
                DerTree copy = other.copy();
                node.tag = copy.tag;
                node.content = copy.content;
                node.children.clear();
                node.children.addAll(copy.children);
            }
            case 3 -> {
                if (!node.children.isEmpty()) {
                    node.children.remove(recipe.next(node.children.size()));
                }
            }
            case 4 -> node.children.add(other.copy());
            default -> {
                if (node.children.size() > 1) {
                    node.children.add(node.children.remove(recipe.next(node.children.size())));
                }
            }
        }
        return tree.encoded();
    }

    private byte @Nullable [] changedJson(byte[] original, int level) {
        JsonNode root;
        try {
            root = JSON.readTree(original);
        } catch (JacksonException e) {
            return null;
        }
        List<JsonNode> containers = containers(root);
        JsonNode container = containers.get(recipe.next(containers.size()));
        if (container.isEmpty()) {
            return null;
        }
        if (container instanceof ObjectNode object) {
            List<String> names = List.copyOf(object.propertyNames());
            String name = names.get(recipe.next(names.size()));
            switch (recipe.next(6)) {
                case 0, 1, 2 -> object.set(name, changedJsonValue(object.get(name), level));
                case 3 -> object.set(name, anyJson());
                case 4 -> object.remove(name);
                default -> object.set(names.get(recipe.next(names.size())), object.get(name));
            }
        } else if (container instanceof ArrayNode array) {
            int at = recipe.next(array.size());
            switch (recipe.next(4)) {
                case 0 -> array.set(at, changedJsonValue(array.get(at), level));
                case 1 -> array.set(at, anyJson());
                case 2 -> array.remove(at);
                default -> array.add(array.get(at));
            }
        }
        return JSON.writeValueAsBytes(root);
    }

    private static List<JsonNode> containers(JsonNode node) {
        List<JsonNode> all = new ArrayList<>();
        if (node.isContainer()) {
            all.add(node);
            node.forEach(child -> all.addAll(containers(child)));
        }
        return all;
    }

    /** A text that is base64url is changed as the bytes that it stands for. */
    private JsonNode changedJsonValue(JsonNode value, int level) {
        if (!value.isString()) {
            return value.isContainer() ? NODES.arrayNode().add(value) : anyJson();
        }
        String text = value.stringValue();
        if (recipe.next(8) != 7) {
            try {
                byte[] bytes = Base64.getUrlDecoder().decode(text);
                return NODES.stringNode(
                        Base64.getUrlEncoder().withoutPadding().encodeToString(changed(bytes, level + 1)));
            } catch (IllegalArgumentException e) {
                // It is a text.
            }
        }
        return NODES.stringNode(new String(changed(text.getBytes(UTF_8), MAX_LEVELS), ISO_8859_1));
    }

    private JsonNode anyJson() {
        return switch (recipe.next(9)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(recipe.next(2) == 1);
            case 2 -> NODES.numberNode(recipe.next(1 << 16) - 8);
            case 3 -> NODES.numberNode(0.5);
            case 4 -> NODES.numberNode(Long.MIN_VALUE + recipe.next(3));
            case 5 -> NODES.stringNode("");
            case 6 -> NODES.stringNode(new String(recipe.nextBytes(recipe.next(20)), ISO_8859_1));
            case 7 -> NODES.arrayNode();
            default -> NODES.objectNode();
        };
    }
}
