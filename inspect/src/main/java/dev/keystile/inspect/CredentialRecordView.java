package dev.keystile.inspect;

import dev.keystile.webauthn.credential.CredentialRecord;
import dev.keystile.webauthn.json.JsonObject;
import java.util.Map;

/** A credential record as this library writes it down. */
final class CredentialRecordView {
    static final String KIND = "credential-record";

    private static final Map<String, JsonView.Member> MEMBERS = Map.of(
            "userHandle",
            JsonView.BYTES,
            "id",
            JsonView.BYTES,
            "publicKey",
            JsonView.structure(Kind.COSE_KEY.title(), CoseKeyView::describe),
            "attestationFormat",
            (tree, name, value) ->
                    tree.text(name, JsonView.scalar(value), StatementView.formatNote(JsonView.scalar(value))));

    private CredentialRecordView() {}

    static void describe(Tree tree, JsonObject record) {
        JsonView.members(tree, record, MEMBERS);
        tree.strictly(() -> CredentialRecord.parse(record.toJson()));
    }
}
