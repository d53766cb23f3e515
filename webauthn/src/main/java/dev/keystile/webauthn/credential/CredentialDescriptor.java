package dev.keystile.webauthn.credential;

import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.internal.stored.StoredJson;
import dev.keystile.webauthn.json.JsonArray;
import dev.keystile.webauthn.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A credential as options name it to the client
 * (<a href="https://www.w3.org/TR/webauthn-3/#dictionary-credential-descriptor">L3 §5.8.3</a>).
 *
 * @param id the credential's id
 * @param transports how its authenticator said it can be reached; may be empty
 */
public record CredentialDescriptor(CredentialId id, Set<AuthenticatorTransport> transports) {

    /** Copies the set, keeping its order. Nothing may be null. */
    public CredentialDescriptor {
        Objects.requireNonNull(id, "id");
        transports = Collections.unmodifiableSet(new LinkedHashSet<>(transports));
        transports.forEach(Objects::requireNonNull);
    }

    /** A descriptor without transports. */
    public CredentialDescriptor(CredentialId id) {
        this(id, Set.of());
    }

    /**
     * The descriptor as L3's {@code PublicKeyCredentialDescriptorJSON}.
     *
     * <p>The type is always {@code public-key}; {@code transports} is left out when there are none.
     */
    public JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder().put("id", id.value()).put("type", "public-key");
        if (!transports.isEmpty()) {
            json.put("transports", JsonArray.of(StoredJson.strings(transports, AuthenticatorTransport::value)));
        }
        return json.build();
    }

    /** Descriptors as an array of {@link #toJson()}. */
    public static JsonArray toJson(List<CredentialDescriptor> descriptors) {
        List<JsonObject> objects = new ArrayList<>(descriptors.size());
        for (CredentialDescriptor descriptor : descriptors) {
            objects.add(descriptor.toJson());
        }
        return JsonArray.of(objects);
    }

    /**
     * Reads what {@link #toJson(List)} writes.
     *
     * @throws MalformedException for anything else, unknown members included
     */
    public static List<CredentialDescriptor> listOf(JsonArray array) throws MalformedException {
        List<CredentialDescriptor> descriptors = new ArrayList<>(array.size());
        for (JsonObject object : array.toObjects()) {
            descriptors.add(of(object));
        }
        return descriptors;
    }

    /**
     * Reads what {@link #toJson()} writes.
     *
     * @throws MalformedException for anything else, unknown members included
     */
    public static CredentialDescriptor of(JsonObject json) throws MalformedException {
        StoredJson.requireOnly(json, "", Set.of("id", "type", "transports"));
        StoredJson.oneOf(json, "type", new String[] {"public-key"}, text -> text);
        CredentialId id = StoredJson.value("id", json.requiredBytes("id"), CredentialId::new);
        return json.has("transports")
                ? new CredentialDescriptor(
                        id, new LinkedHashSet<>(StoredJson.values(json, "transports", AuthenticatorTransport::new)))
                : new CredentialDescriptor(id);
    }
}
