package dev.keystile.webauthn.extension;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.json.JsonArray;
import dev.keystile.webauthn.json.JsonBoolean;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.json.JsonString;
import dev.keystile.webauthn.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the client reports of extensions, asked for or not. Nothing signs it. An output whose form is not the one its
 * extension defines reads as absent; {@link #json()} has it as it came.
 *
 * @param json the outputs by extension identifier; pseudo-random function results in it are secret
 */
public record ClientExtensionOutputs(JsonObject json) {

    private static final ClientExtensionOutputs NONE =
            new ClientExtensionOutputs(JsonObject.builder().build());

    /** The outputs may not be null. */
    public ClientExtensionOutputs {
        Objects.requireNonNull(json, "json");
    }

    /** No outputs. */
    public static ClientExtensionOutputs none() {
        return NONE;
    }

    /**
     * {@code credProps.rk} (L3 §10.1.3): whether the new credential is discoverable; empty when the client does not
     * know.
     */
    public Optional<Boolean> credentialIsDiscoverable() {
        JsonObject properties = object(json, "credProps");
        return properties == null ? Optional.empty() : Optional.ofNullable(bool(properties, "rk"));
    }

    /** {@code appid} (L3 §10.1.1): whether a credential of the U2F API answered. */
    public Optional<Boolean> appid() {
        return Optional.ofNullable(bool(json, "appid"));
    }

    /** {@code appidExclude} (L3 §10.1.2): whether the client honoured the exclusion. */
    public Optional<Boolean> appidExclude() {
        return Optional.ofNullable(bool(json, "appidExclude"));
    }

    /** {@code prf} (L3 §10.1.4). Its results are keys; few relying parties should let them leave the page. */
    public Optional<PrfOutput> prf() {
        JsonObject prf = object(json, "prf");
        if (prf == null) {
            return Optional.empty();
        }
        JsonObject results = object(prf, "results");
        PrfValues values = results == null ? null : PrfValues.read(results).orElse(null);
        return Optional.of(new PrfOutput(bool(prf, "enabled"), values));
    }

    /** {@code largeBlob} (L3 §10.1.5). */
    public Optional<LargeBlobOutput> largeBlob() {
        JsonObject blob = object(json, "largeBlob");
        return blob == null
                ? Optional.empty()
                : Optional.of(new LargeBlobOutput(bool(blob, "supported"), bytes(blob, "blob"), bool(blob, "written")));
    }

    /**
     * {@code uvm} (L2 §10.3): the ways in which the user was verified, one to three by its definition; empty when
     * not reported, or when one of them is not three integers.
     */
    public List<UserVerificationMethod> userVerificationMethods() {
        if (!(json.get("uvm").orElse(null) instanceof JsonArray entries)) {
            return List.of();
        }
        List<UserVerificationMethod> methods = new ArrayList<>();
        for (JsonValue entry : entries) {
            UserVerificationMethod method = method(entry);
            if (method == null) {
                return List.of();
            }
            methods.add(method);
        }
        return List.copyOf(methods);
    }

    private static @Nullable UserVerificationMethod method(JsonValue entry) {
        try {
            List<Long> numbers = entry instanceof JsonArray array ? array.toLongs() : List.of();
            return numbers.size() == 3
                    ? new UserVerificationMethod(numbers.get(0), numbers.get(1), numbers.get(2))
                    : null;
        } catch (MalformedException e) {
            return null;
        }
    }

    private static @Nullable JsonObject object(JsonObject json, String name) {
        return json.get(name).orElse(null) instanceof JsonObject object ? object : null;
    }

    private static @Nullable Boolean bool(JsonObject json, String name) {
        return json.get(name).orElse(null) instanceof JsonBoolean bool ? bool.value() : null;
    }

    private static @Nullable ByteString bytes(JsonObject json, String name) {
        try {
            return json.get(name).orElse(null) instanceof JsonString string ? string.toBytes() : null;
        } catch (MalformedException e) {
            return null;
        }
    }

    /** The names only. */
    @Override
    public String toString() {
        return "ClientExtensionOutputs" + json.names();
    }
}
