package dev.keystile.webauthn.metadata;

import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a BLOB that could not be read, and was left out so that the others count. Where it still says which model it is
 * about, that model is not trusted: its entry may have been a warning.
 *
 * @param index its place among the entries, from 0
 * @param aaguid the model; null if not readable, or if not identified by one
 * @param attestationCertificateKeyIdentifiers the model, 20 bytes each; empty if not readable, or if not identified by
 *     any
 * @param problem what could not be read, and where
 */
public record SkippedEntry(
        int index,
        @Nullable Aaguid aaguid,
        Set<ByteString> attestationCertificateKeyIdentifiers,
        MalformedException problem) {

    /** Copies the set. */
    public SkippedEntry {
        attestationCertificateKeyIdentifiers = Set.copyOf(attestationCertificateKeyIdentifiers);
        Objects.requireNonNull(problem, "problem");
    }
}
