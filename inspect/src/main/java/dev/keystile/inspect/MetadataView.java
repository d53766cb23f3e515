package dev.keystile.inspect;

import dev.keystile.inspect.JsonView.Member;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.json.JsonArray;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.json.JsonString;
import dev.keystile.webauthn.json.JsonValue;
import dev.keystile.webauthn.metadata.MetadataEntry;
import dev.keystile.webauthn.metadata.MetadataStatement;
import java.util.Map;

/** FIDO metadata, MDS 3.1: entries and statements by their members, and a whole BLOB's entries by a line each. */
final class MetadataView {

    /** More entries than that are listed, not spread out. */
    private static final int FEW = 5;

    private static final Map<String, Member> STATEMENT = Map.of(
            "attestationRootCertificates", JsonView.array("Trust anchors", JwsView::certificate),
            "icon", MetadataView::image,
            "iconDark", MetadataView::image,
            "providerLogoLight", MetadataView::image,
            "providerLogoDark", MetadataView::image);

    private static final Map<String, Member> STATUS = Map.of("certificate", JwsView::certificate);

    private static final Map<String, Member> ENTRY = Map.of(
            "metadataStatement", JsonView.object(Kind.METADATA_STATEMENT.title(), STATEMENT),
            "statusReports", JsonView.array("Status reports", JsonView.object("Status report", STATUS, "status")));

    private MetadataView() {}

    static void statement(Tree tree, JsonObject statement) {
        JsonView.members(tree, statement, STATEMENT);
        tree.strictly(() -> MetadataStatement.parse(statement));
    }

    static void entry(Tree tree, JsonObject entry) {
        JsonView.members(tree, entry, ENTRY);
        tree.strictly(() -> MetadataEntry.parse(entry));
    }

    static void payload(Tree tree, JsonObject payload) {
        JsonView.members(tree, payload, Map.of("entries", MetadataView::entries));
    }

    private static void entries(Tree tree, String name, JsonValue value) {
        if (!(value instanceof JsonArray entries)) {
            JsonView.unexpected(tree, name, value, "an array");
            return;
        }
        Tree section = tree.section(name, entries.size() + (entries.size() == 1 ? " entry" : " entries"));
        JsonView.each(section, entries, entries.size() <= FEW ? MetadataView::whole : MetadataView::line);
    }

    private static void whole(Tree tree, String name, JsonValue value) {
        if (value instanceof JsonObject entry) {
            entry(tree.section(name, Kind.METADATA_ENTRY.title()), entry);
        } else {
            JsonView.unexpected(tree, name, value, "an object");
        }
    }

    private static void line(Tree tree, String name, JsonValue value) {
        if (!(value instanceof JsonObject entry)) {
            JsonView.unexpected(tree, name, value, "an object");
            return;
        }
        String model = text(entry, "aaguid");
        if (model.isEmpty()) {
            model = text(entry, "aaid");
        }
        String description = entry.get("metadataStatement").orElse(null) instanceof JsonObject statement
                ? text(statement, "description")
                : "";
        tree.text(model.isEmpty() ? "U2F model" : model, description, statuses(entry));
        tree.attempt(() -> {
            try {
                MetadataEntry.parse(entry);
            } catch (MalformedException e) {
                throw e.in(name);
            }
        });
    }

    private static String statuses(JsonObject entry) {
        if (!(entry.get("statusReports").orElse(null) instanceof JsonArray reports)) {
            return "";
        }
        StringBuilder joined = new StringBuilder();
        for (JsonValue report : reports) {
            if (report instanceof JsonObject object) {
                joined.append(joined.isEmpty() ? "" : ", ").append(text(object, "status"));
            }
        }
        return joined.toString();
    }

    private static String text(JsonObject object, String name) {
        return object.get(name).orElse(null) instanceof JsonString text ? text.value() : "";
    }

    private static void image(Tree tree, String name, JsonValue value) {
        if (value instanceof JsonString url && url.value().startsWith("data:")) {
            String type = url.value().substring(0, Math.max(5, url.value().indexOf(',')));
            tree.text(name, type, "a picture, " + url.value().length() + " characters");
        } else {
            JsonView.value(tree, name, value);
        }
    }
}
