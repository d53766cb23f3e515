package dev.keystile.webauthn.extension;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.cbor.CborArray;
import dev.keystile.webauthn.cbor.CborBytes;
import dev.keystile.webauthn.cbor.CborInteger;
import dev.keystile.webauthn.cbor.CborMap;
import dev.keystile.webauthn.cbor.CborSimple;
import dev.keystile.webauthn.cbor.CborValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the authenticator reports of extensions, asked for or not, under its signature. An output whose form is not the one its
 * extension defines reads as absent; {@link #cbor()} has it as it came.
 *
 * @param cbor the outputs by extension identifier
 */
public record AuthenticatorExtensionOutputs(CborMap cbor) {

    /** The outputs may not be null. */
    public AuthenticatorExtensionOutputs {
        Objects.requireNonNull(cbor, "cbor");
    }

    /**
     * {@code credProtect} (CTAP 2.2 §12.1): when the authenticator lets the new credential be used; empty for other
     * numbers than 1 to 3.
     */
    public Optional<CredentialProtection> credentialProtection() {
        OptionalLong level = integer(cbor.get("credProtect").orElse(null));
        return level.isPresent() ? CredentialProtection.ofLevel(level.getAsLong()) : Optional.empty();
    }

    /** {@code minPinLength} (CTAP 2.2 §12.4): the fewest characters of a PIN, in Unicode code points. */
    public OptionalLong minPinLength() {
        OptionalLong length = integer(cbor.get("minPinLength").orElse(null));
        return length.isPresent() && length.getAsLong() >= 0 ? length : OptionalLong.empty();
    }

    /** {@code credBlob} at registration (CTAP 2.2 §12.2): whether the bytes were kept with the credential. */
    public Optional<Boolean> credBlobStored() {
        CborValue stored = cbor.get("credBlob").orElse(null);
        return stored == CborSimple.TRUE || stored == CborSimple.FALSE
                ? Optional.of(stored == CborSimple.TRUE)
                : Optional.empty();
    }

    /**
     * {@code credBlob} at authentication (CTAP 2.2 §12.2): the bytes kept with the credential; empty bytes if there
     * are none.
     */
    public Optional<ByteString> credBlob() {
        return cbor.get("credBlob").orElse(null) instanceof CborBytes bytes
                ? Optional.of(bytes.value())
                : Optional.empty();
    }

    /**
     * {@code uvm} (L2 §10.3): the ways in which the user was verified, one to three by its definition; empty when
     * not reported, or when one of them is not three integers.
     */
    public List<UserVerificationMethod> userVerificationMethods() {
        if (!(cbor.get("uvm").orElse(null) instanceof CborArray entries)) {
            return List.of();
        }
        List<UserVerificationMethod> methods = new ArrayList<>();
        for (CborValue entry : entries.values()) {
            UserVerificationMethod method = method(entry);
            if (method == null) {
                return List.of();
            }
            methods.add(method);
        }
        return List.copyOf(methods);
    }

    private static @Nullable UserVerificationMethod method(CborValue entry) {
        if (!(entry instanceof CborArray numbers) || numbers.size() != 3) {
            return null;
        }
        OptionalLong method = integer(numbers.get(0));
        OptionalLong keyProtection = integer(numbers.get(1));
        OptionalLong matcherProtection = integer(numbers.get(2));
        return method.isPresent() && keyProtection.isPresent() && matcherProtection.isPresent()
                ? new UserVerificationMethod(
                        method.getAsLong(), keyProtection.getAsLong(), matcherProtection.getAsLong())
                : null;
    }

    private static OptionalLong integer(@Nullable CborValue value) {
        return value instanceof CborInteger integer && integer.isLong()
                ? OptionalLong.of(integer.negative() ? -1 - integer.magnitude() : integer.magnitude())
                : OptionalLong.empty();
    }
}
