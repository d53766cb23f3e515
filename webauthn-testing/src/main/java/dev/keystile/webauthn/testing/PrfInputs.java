package dev.keystile.webauthn.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One or two inputs on which a credential's {@code prf} is to be evaluated. */
record PrfInputs(byte[] first, Optional<byte[]> second) {

    static PrfInputs read(Options values) {
        return new PrfInputs(values.requiredBytes("first"), values.bytes("second"));
    }

    /** The outputs one after the other: 32 or 64 bytes. */
    byte[] outputs(SoftwareCredential credential) {
        byte[] output = evaluate(credential, first);
        return second.map(input -> Bytes.concat(output, evaluate(credential, input)))
                .orElse(output);
    }

    /** The outputs as the client gives them to the page. */
    Map<String, @Nullable Object> results(SoftwareCredential credential) {
        Map<String, @Nullable Object> results = new LinkedHashMap<>();
        results.put("first", Bytes.base64Url(evaluate(credential, first)));
        second.ifPresent(input -> results.put("second", Bytes.base64Url(evaluate(credential, input))));
        return results;
    }

    private static byte[] evaluate(SoftwareCredential credential, byte[] input) {
        return HmacSecret.evaluate(credential.prfSecret(), HmacSecret.salt(input));
    }
}
