package dev.keystile.webauthn.extension;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.json.JsonBoolean;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.json.JsonString;
import dev.keystile.webauthn.json.JsonValue;
import java.util.Objects;
import java.util.Optional;

/**
 * What a registration asks of extensions
 * (<a href="https://www.w3.org/TR/webauthn-3/#sctn-extensions">L3 §9</a>). Clients and authenticators may ignore any of it.
 *
 * @param json the inputs by extension identifier, as in L3's {@code AuthenticationExtensionsClientInputsJSON}
 */
public record RegistrationExtensions(JsonObject json) {

    private static final RegistrationExtensions NONE =
            new RegistrationExtensions(JsonObject.builder().build());

    private static final String CRED_PROTECT = "credentialProtectionPolicy";
    private static final String ENFORCE_CRED_PROTECT = "enforceCredentialProtectionPolicy";

    /** The inputs may not be null. */
    public RegistrationExtensions {
        Objects.requireNonNull(json, "json");
    }

    /** No extensions. */
    public static RegistrationExtensions none() {
        return NONE;
    }

    /** Begins with no extensions. */
    public static Builder builder() {
        return new Builder();
    }

    /** The protection that the credential must have, when it was asked for as something to insist on. */
    public Optional<CredentialProtection> enforcedCredentialProtection() {
        boolean enforced = json.get(ENFORCE_CRED_PROTECT).equals(Optional.of(JsonBoolean.TRUE));
        return enforced ? requestedProtection() : Optional.empty();
    }

    private Optional<CredentialProtection> requestedProtection() {
        Optional<JsonValue> requested = json.get(CRED_PROTECT);
        for (CredentialProtection protection : CredentialProtection.values()) {
            if (requested.equals(Optional.of(JsonString.of(protection.value())))) {
                return Optional.of(protection);
            }
        }
        return Optional.empty();
    }

    /** The names only. */
    @Override
    public String toString() {
        return "RegistrationExtensions" + json.names();
    }

    /** Collects inputs; each extension can be given once, and a second time is an {@link IllegalArgumentException}. */
    public static final class Builder {

        private final JsonObject.Builder inputs = JsonObject.builder();

        private Builder() {}

        /**
         * Asks whether the credential is discoverable (L3 §10.1.3). The answer is {@link
         * ClientExtensionOutputs#credentialIsDiscoverable()}.
         */
        public Builder credProps() {
            return input("credProps", JsonBoolean.TRUE);
        }

        /** Asks for a pseudo-random function (L3 §10.1.4). The answer is {@link ClientExtensionOutputs#prf()}. */
        public Builder prf() {
            return input("prf", JsonObject.builder().build());
        }

        /**
         * As {@link #prf()}, and to evaluate it at once where possible.
         *
         * @param inputs any number of bytes each; clients hash them with a prefix of their own
         */
        public Builder prf(PrfValues inputs) {
            return input(
                    "prf", JsonObject.builder().put("eval", inputs.toJson()).build());
        }

        /**
         * Asks that the credential can have a large blob (L3 §10.1.5), or insists on it.
         *
         * @param required whether clients fail without one
         */
        public Builder largeBlob(boolean required) {
            return input(
                    "largeBlob",
                    JsonObject.builder()
                            .put("support", required ? "required" : "preferred")
                            .build());
        }

        /**
         * Asks for a protection of the credential (CTAP 2.2 §12.1).
         *
         * @param enforced whether a weaker one, or none reported, refuses the registration
         * @param protection the least protection wanted
         */
        public Builder credProtect(CredentialProtection protection, boolean enforced) {
            input(CRED_PROTECT, JsonString.of(protection.value()));
            return input(ENFORCE_CRED_PROTECT, JsonBoolean.of(enforced));
        }

        /**
         * Asks for the length that the authenticator demands of PINs (CTAP 2.2 §12.4). Authenticators tell it to
         * relying parties that they were configured for.
         */
        public Builder minPinLength() {
            return input("minPinLength", JsonBoolean.TRUE);
        }

        /** Asks to keep a few bytes, usually at most 32, with the credential (CTAP 2.2 §12.2). */
        public Builder credBlob(ByteString blob) {
            return input("credBlob", JsonString.of(blob));
        }

        /** Asks how the user was verified (L2 §10.3). */
        public Builder uvm() {
            return input("uvm", JsonBoolean.TRUE);
        }

        /**
         * Also excludes credentials made with the U2F API under this AppID (L3 §10.1.2).
         *
         * @param appId an https URL as it was used then
         */
        public Builder appidExclude(String appId) {
            return input("appidExclude", JsonString.of(appId));
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
        public RegistrationExtensions build() {
            return new RegistrationExtensions(inputs.build());
        }
    }
}
