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

    /** {@code credProps.rk}: whether the new credential is discoverable. */
    public Optional<Boolean> credentialIsDiscoverable() {
        JsonObject properties = object(json, "credProps");
        return properties == null ? Optional.empty() : Optional.ofNullable(bool(properties, "rk"));
    }

    /** {@code appid}: whether a credential of the U2F API answered. */
    public Optional<Boolean> appid() {
        return Optional.ofNullable(bool(json, "appid"));
    }

    /** {@code appidExclude}: whether the client honoured the exclusion. */
    public Optional<Boolean> appidExclude() {
        return Optional.ofNullable(bool(json, "appidExclude"));
    }

    /** {@code prf}. */
    public Optional<PrfOutput> prf() {
        JsonObject prf = object(json, "prf");
        if (prf == null) {
            return Optional.empty();
        }
        JsonObject results = object(prf, "results");
        PrfValues values = results == null ? null : PrfValues.read(results).orElse(null);
        return Optional.of(new PrfOutput(bool(prf, "enabled"), values));
    }

    /** {@code largeBlob}. */
    public Optional<LargeBlobOutput> largeBlob() {
        JsonObject blob = object(json, "largeBlob");
        return blob == null
                ? Optional.empty()
                : Optional.of(new LargeBlobOutput(bool(blob, "supported"), bytes(blob, "blob"), bool(blob, "written")));
    }

    /** {@code uvm}: the one to three ways in which the user was verified; empty when not reported. */
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
