package dev.keystile.webauthn.extension;

import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.json.JsonBoolean;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.json.JsonString;
import dev.keystile.webauthn.json.JsonValue;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an authentication asks of extensions
 * (<a href="https://www.w3.org/TR/webauthn-3/#sctn-extensions">L3 §9</a>). Clients and authenticators may ignore any of it.
 *
 * @param json the inputs by extension identifier, as in L3's {@code AuthenticationExtensionsClientInputsJSON}
 */
public record AuthenticationExtensions(JsonObject json) {

    private static final AuthenticationExtensions NONE =
            new AuthenticationExtensions(JsonObject.builder().build());

    /** The inputs may not be null. */
    public AuthenticationExtensions {
        Objects.requireNonNull(json, "json");
    }

    /** No extensions. */
    public static AuthenticationExtensions none() {
        return NONE;
    }

    /** Begins with no extensions. */
    public static Builder builder() {
        return new Builder();
    }

    /** The AppID under which credentials of the U2F API may answer, if it was asked for (L3 §10.1.1). */
    public Optional<String> appid() {
        return json.get("appid").orElse(null) instanceof JsonString appId
                ? Optional.of(appId.value())
                : Optional.empty();
    }

    /** The names only. */
    @Override
    public String toString() {
        return "AuthenticationExtensions" + json.names();
    }

    /** Collects inputs; each extension can be given once, and a second time is an {@link IllegalArgumentException}. */
    public static final class Builder {

        private final JsonObject.Builder inputs = JsonObject.builder();

        private Builder() {}

        /**
         * Accepts credentials made with the U2F API under this AppID (L3 §10.1.1). They have to be named in {@code
         * allowCredentials}.
         *
         * @param appId an https URL as it was used then; its UTF-8 SHA-256 is what the authenticator data hold
         */
        public Builder appid(String appId) {
            return input("appid", JsonString.of(appId));
        }

        /**
         * Evaluates the credential's pseudo-random function (L3 §10.1.4).
         *
         * @param inputs any number of bytes each; clients hash them with a prefix of their own
         */
        public Builder prf(PrfValues inputs) {
            return input(
                    "prf", JsonObject.builder().put("eval", inputs.toJson()).build());
        }

        /**
         * Evaluates it with inputs that differ by credential. Each has to be named in {@code allowCredentials}.
         *
         * @param inputsByCredential the inputs for each credential
         */
        public Builder prf(Map<CredentialId, PrfValues> inputsByCredential) {
            return input(
                    "prf",
                    JsonObject.builder()
                            .put("evalByCredential", byCredential(inputsByCredential))
                            .build());
        }

        /**
         * As {@link #prf(Map)}, with inputs for all other credentials.
         *
         * @param inputsByCredential the inputs for each of these credentials
         * @param otherwise the inputs for every other
         */
        public Builder prf(Map<CredentialId, PrfValues> inputsByCredential, PrfValues otherwise) {
            return input(
                    "prf",
                    JsonObject.builder()
                            .put("eval", otherwise.toJson())
                            .put("evalByCredential", byCredential(inputsByCredential))
                            .build());
        }

        private static JsonObject byCredential(Map<CredentialId, PrfValues> inputsByCredential) {
            JsonObject.Builder byCredential = JsonObject.builder();
            for (Map.Entry<CredentialId, PrfValues> inputs : inputsByCredential.entrySet()) {
                byCredential.put(
                        inputs.getKey().toBase64Url(), inputs.getValue().toJson());
            }
            return byCredential.build();
        }

        /** Reads the credential's large blob (L3 §10.1.5). Not together with {@link #writeLargeBlob}. */
        public Builder readLargeBlob() {
            return input("largeBlob", JsonObject.builder().put("read", true).build());
        }

        /**
         * Writes the large blob of the one credential that {@code allowCredentials} names (L3 §10.1.5). Not together
         * with {@link #readLargeBlob}.
         *
         * @param blob any number of bytes; whether they fitted, {@link LargeBlobOutput#written()} says
         */
        public Builder writeLargeBlob(ByteString blob) {
            return input("largeBlob", JsonObject.builder().put("write", blob).build());
        }

        /** Asks for the bytes kept with the credential (CTAP 2.2 §12.2). */
        public Builder getCredBlob() {
            return input("getCredBlob", JsonBoolean.TRUE);
        }

        /** Asks how the user was verified (L2 §10.3). */
        public Builder uvm() {
            return input("uvm", JsonBoolean.TRUE);
        }

        /**
         * Any other extension's input.
         *
         * @param identifier the name in the <a
         *     href="https://www.iana.org/assignments/webauthn/webauthn.xhtml#webauthn-extension-ids">IANA registry</a>
         * @param input the input in the form that L3's JSON has for it: bytes in base64url
         * @throws IllegalArgumentException if this extension was given already
         */
        public Builder input(String identifier, JsonValue input) {
            inputs.put(identifier, input);
            return this;
        }

        /** The inputs given so far. */
        public AuthenticationExtensions build() {
            return new AuthenticationExtensions(inputs.build());
        }
    }
}
