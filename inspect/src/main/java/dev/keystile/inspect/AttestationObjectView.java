package dev.keystile.inspect;

import dev.keystile.webauthn.attestation.AttestationObject;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cbor.CborBytes;
import dev.keystile.webauthn.cbor.CborReader;
import dev.keystile.webauthn.cbor.CborText;
import dev.keystile.webauthn.cbor.CborValue;
import java.util.Optional;
import java.util.Set;

/** An attestation object, L3 §6.5. */
final class AttestationObjectView {
    private static final Set<String> MEMBERS = Set.of("fmt", "attStmt", "authData");
    private static final String AUTH_DATA = "authData";

    private AttestationObjectView() {}

    /** Whether a map looks like one, by its first key when it is damaged. */
    static boolean isLikely(PartialMap map) {
        boolean named = map.entries().stream().anyMatch(entry -> isMember(entry.getKey()));
        CborValue broken = map.brokenKey();
        return named || broken != null && isMember(broken);
    }

    private static boolean isMember(CborValue key) {
        return key instanceof CborText text && MEMBERS.contains(text.value());
    }

    static void describe(Tree tree, ByteString encoded, RpIds rpIds) {
        PartialMap map = PartialMap.read(encoded);
        String format = map.get(new CborText("fmt")) instanceof CborText text ? text.value() : "";
        map.forEach((key, value) -> member(tree, format, key, value, rpIds));
        map.complain(tree);
        if (map.get(new CborText(AUTH_DATA)) == null) {
            authDataIn(map.rest()).ifPresent(found -> {
                Tree data = tree.section(AUTH_DATA, Kind.AUTHENTICATOR_DATA.title() + ", found behind the broken part");
                AuthenticatorDataView.describe(data, found, rpIds);
            });
        }
        tree.strictly(() -> AttestationObject.parse(encoded));
    }

    private static void member(Tree tree, String format, CborValue key, CborValue value, RpIds rpIds) {
        String name = CborView.diagnostic(key);
        if (name.equals("fmt") && value instanceof CborText text) {
            tree.text(name, text.value(), StatementView.formatNote(text.value()));
        } else if (name.equals("attStmt")) {
            StatementView.describe(tree.section(name, StatementView.title(format)), format, value);
        } else if (name.equals(AUTH_DATA) && value instanceof CborBytes bytes) {
            AuthenticatorDataView.describe(tree.section(name, Kind.AUTHENTICATOR_DATA.title()), bytes.value(), rpIds);
        } else {
            CborView.value(tree, name, value);
        }
    }

    /** Behind what is broken, the member that says most may still be whole. */
    private static Optional<ByteString> authDataIn(ByteString rest) {
        ByteString name = ByteString.of((byte) 0x68).concat(ByteString.ofUtf8(AUTH_DATA));
        for (int i = 0; i < rest.length() - name.length(); i++) {
            if (rest.slice(i).startsWith(name)) {
                try {
                    return Optional.of(new CborReader(rest.slice(i + name.length()), CborView.LENIENT).readBytes());
                } catch (MalformedException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}
