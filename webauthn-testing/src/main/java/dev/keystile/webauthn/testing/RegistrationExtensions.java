package dev.keystile.webauthn.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The extensions that a registration's options ask for, as the client understands them. */
record RegistrationExtensions(Options inputs) {
    private static final int CRED_BLOB_LENGTH = 32;

    static RegistrationExtensions read(Options creationOptions) {
        RegistrationExtensions extensions =
                new RegistrationExtensions(creationOptions.object("extensions").orElse(Options.none()));
        extensions.refuseSignInInputs();
        return extensions;
    }

    private void refuseSignInInputs() {
        if (inputs.object("prf").filter(prf -> prf.has("evalByCredential")).isPresent()) {
            throw new DomException.NotSupportedError("prf.evalByCredential is for sign-ins");
        }
        Optional<Options> largeBlob = inputs.object("largeBlob");
        if (largeBlob.filter(blob -> blob.has("read") || blob.has("write")).isPresent()) {
            throw new DomException.NotSupportedError("largeBlob.read and write are for sign-ins");
        }
    }

    /** Passes over an authenticator that lacks what the relying party cannot do without. */
    void require(Set<Extension> supported) {
        boolean largeBlobRequired = inputs.object("largeBlob")
                .flatMap(blob -> blob.text("support"))
                .filter("required"::equals)
                .isPresent();
        if (largeBlobRequired && !supported.contains(Extension.LARGE_BLOB)) {
            throw new DomException.NotAllowedError("the authenticator stores no large blobs");
        }
        if (inputs.flag("enforceCredentialProtectionPolicy")
                && requestedProtection() != CredentialProtection.OPTIONAL
                && !supported.contains(Extension.CRED_PROTECT)) {
            throw new DomException.NotAllowedError("the authenticator does not protect credentials");
        }
    }

    /** Evaluating {@code prf} takes user verification, whatever the options say. */
    boolean needUserVerification(Set<Extension> supported) {
        return prfInputs().isPresent() && supported.contains(Extension.PRF_AT_REGISTRATION);
    }

    CredentialProtection protection(Set<Extension> supported) {
        return supported.contains(Extension.CRED_PROTECT) ? requestedProtection() : CredentialProtection.OPTIONAL;
    }

    Optional<byte[]> credBlob(Set<Extension> supported) {
        return inputs.bytes("credBlob")
                .filter(blob -> supported.contains(Extension.CRED_BLOB) && blob.length <= CRED_BLOB_LENGTH);
    }

    Optional<String> excludedAppId() {
        return inputs.text("appidExclude");
    }

    ExtensionOutputs outputs(
            SoftwareCredential credential, Set<Extension> supported, boolean userVerified, int minPinLength) {
        ExtensionOutputs outputs = new ExtensionOutputs();
        if (inputs.flag("credProps")) {
            Map<String, @Nullable Object> properties = new LinkedHashMap<>();
            properties.put("rk", credential.isDiscoverable());
            outputs.client().put("credProps", properties);
        }
        if (inputs.has("appidExclude")) {
            outputs.client().put("appidExclude", true);
        }
        if (inputs.has("credentialProtectionPolicy") && supported.contains(Extension.CRED_PROTECT)) {
            outputs.authenticator().put("credProtect", requestedProtection().level());
        }
        if (inputs.has("credBlob") && supported.contains(Extension.CRED_BLOB)) {
            boolean stored = credBlob(supported).isPresent();
            outputs.authenticator().put("credBlob", stored);
            outputs.client().put("credBlob", stored);
        }
        if (inputs.flag("minPinLength") && supported.contains(Extension.MIN_PIN_LENGTH)) {
            outputs.authenticator().put("minPinLength", (long) minPinLength);
        }
        if (inputs.flag("uvm") && supported.contains(Extension.USER_VERIFICATION_METHOD) && userVerified) {
            outputs.userVerificationMethods();
        }
        inputs.object("largeBlob").ifPresent(ignored -> {
            Map<String, @Nullable Object> largeBlob = new LinkedHashMap<>();
            largeBlob.put("supported", supported.contains(Extension.LARGE_BLOB));
            outputs.client().put("largeBlob", largeBlob);
        });
        if (inputs.has("prf")) {
            prf(credential, supported, userVerified, outputs);
        }
        return outputs;
    }

    private void prf(
            SoftwareCredential credential, Set<Extension> supported, boolean userVerified, ExtensionOutputs outputs) {
        boolean enabled = supported.contains(Extension.PRF);
        Map<String, @Nullable Object> prf = new LinkedHashMap<>();
        prf.put("enabled", enabled);
        if (enabled) {
            outputs.authenticator().put("hmac-secret", true);
            if (supported.contains(Extension.PRF_AT_REGISTRATION) && userVerified) {
                prfInputs().ifPresent(values -> prf.put("results", values.results(credential)));
            }
        }
        outputs.client().put("prf", prf);
    }

    private Optional<PrfInputs> prfInputs() {
        return inputs.object("prf").flatMap(prf -> prf.object("eval")).map(PrfInputs::read);
    }

    private CredentialProtection requestedProtection() {
        return inputs.text("credentialProtectionPolicy")
                .flatMap(CredentialProtection::ofPolicy)
                .orElse(CredentialProtection.OPTIONAL);
    }
}
