package dev.keystile.webauthn.testing;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The extensions that a sign-in's options ask for, as the client understands them. */
record AuthenticationExtensions(Options inputs) {

    /**
     * Reads and checks them.
     *
     * @param allowed the ids that the options name
     */
    static AuthenticationExtensions read(Options requestOptions, List<byte[]> allowed) {
        AuthenticationExtensions extensions =
                new AuthenticationExtensions(requestOptions.object("extensions").orElse(Options.none()));
        extensions.checkPrf(allowed);
        extensions.checkLargeBlob(allowed);
        return extensions;
    }

    private void checkPrf(List<byte[]> allowed) {
        Optional<Options> byCredential = inputs.object("prf").flatMap(prf -> prf.object("evalByCredential"));
        if (byCredential.isEmpty() || byCredential.get().members().isEmpty()) {
            return;
        }
        if (allowed.isEmpty()) {
            throw new DomException.NotSupportedError("prf.evalByCredential needs allowCredentials");
        }
        for (Object key : byCredential.get().members().keySet()) {
            if (!isOneOf(allowed, String.valueOf(key))) {
                throw new DomException.SyntaxError("prf.evalByCredential names a credential that is not allowed");
            }
        }
    }

    private static boolean isOneOf(List<byte[]> allowed, String text) {
        try {
            byte[] id = Bytes.fromBase64Url(text);
            return allowed.stream().anyMatch(each -> Arrays.equals(each, id));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void checkLargeBlob(List<byte[]> allowed) {
        Options blob = inputs.object("largeBlob").orElse(Options.none());
        if (blob.has("support") || blob.has("read") && blob.has("write")) {
            throw new DomException.NotSupportedError("a sign-in either reads or writes a large blob");
        }
        if (blob.has("write") && allowed.size() != 1) {
            throw new DomException.NotSupportedError("a large blob is written for the one allowed credential");
        }
    }

    /** Evaluating {@code prf} takes user verification, whatever the options say. */
    boolean needUserVerification(Set<Extension> supported) {
        return inputs.has("prf") && supported.contains(Extension.PRF);
    }

    Optional<String> appId() {
        return inputs.text("appid");
    }

    ExtensionOutputs outputs(
            SoftwareCredential credential, Set<Extension> supported, boolean userVerified, SecureRandom random) {
        ExtensionOutputs outputs = new ExtensionOutputs();
        appId().ifPresent(
                        appId -> outputs.client().put("appid", credential.rpId().equals(appId)));
        if (inputs.flag("getCredBlob") && supported.contains(Extension.CRED_BLOB)) {
            byte[] blob = credential.credBlob();
            outputs.authenticator().put("credBlob", blob);
            outputs.client().put("getCredBlob", Bytes.base64Url(blob));
        }
        if (inputs.flag("uvm") && supported.contains(Extension.USER_VERIFICATION_METHOD) && userVerified) {
            outputs.userVerificationMethods();
        }
        inputs.object("largeBlob").ifPresent(blob -> largeBlob(blob, credential, supported, outputs));
        if (inputs.has("prf")) {
            Map<String, @Nullable Object> prf = new LinkedHashMap<>();
            outputs.client().put("prf", prf);
            if (supported.contains(Extension.PRF) && userVerified) {
                prfInputs(credential).ifPresent(values -> {
                    outputs.authenticator().put("hmac-secret", HmacSecret.encrypt(values.outputs(credential), random));
                    prf.put("results", values.results(credential));
                });
            }
        }
        return outputs;
    }

    private static void largeBlob(
            Options blob, SoftwareCredential credential, Set<Extension> supported, ExtensionOutputs outputs) {
        boolean possible = supported.contains(Extension.LARGE_BLOB);
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        blob.bytes("write").ifPresent(bytes -> {
            if (possible) {
                credential.storeLargeBlob(bytes);
            }
            result.put("written", possible);
        });
        if (blob.flag("read") && possible) {
            credential.largeBlob().ifPresent(bytes -> result.put("blob", Bytes.base64Url(bytes)));
        }
        outputs.client().put("largeBlob", result);
    }

    private Optional<PrfInputs> prfInputs(SoftwareCredential credential) {
        Options prf = inputs.requiredObject("prf");
        return prf.object("evalByCredential")
                .flatMap(byCredential -> byCredential.object(Bytes.base64Url(credential.id())))
                .or(() -> prf.object("eval"))
                .map(PrfInputs::read);
    }
}
