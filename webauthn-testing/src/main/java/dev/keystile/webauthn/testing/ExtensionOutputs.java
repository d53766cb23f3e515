package dev.keystile.webauthn.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a ceremony's extensions give: signed by the authenticator, and unsigned by the client. */
record ExtensionOutputs(Map<Object, @Nullable Object> authenticator, Map<String, @Nullable Object> client) {
    /** Fingerprint, key in hardware, matcher on chip; the numbers are those of FIDO's registry of predefined values. */
    private static final List<List<Long>> USER_VERIFICATION_METHODS = List.of(List.of(2L, 2L, 4L));

    ExtensionOutputs() {
        this(new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    void userVerificationMethods() {
        authenticator.put("uvm", USER_VERIFICATION_METHODS);
        client.put("uvm", USER_VERIFICATION_METHODS);
    }
}
