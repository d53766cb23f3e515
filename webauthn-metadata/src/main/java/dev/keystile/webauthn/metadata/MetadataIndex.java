package dev.keystile.webauthn.metadata;

import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.bytes.ByteString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Metadata entries by the identifiers that WebAuthn authenticators show: their AAGUID, or the key of their attestation
 * certificate. Immutable.
 *
 * <p>Metadata should hold one entry for a model. Where there are more, all of them are found, and each has its say.
 */
public final class MetadataIndex {
    private static final MetadataIndex EMPTY = new MetadataIndex(List.of(), List.of());

    private final Map<Aaguid, List<MetadataEntry>> byAaguid = new HashMap<>();
    private final Map<ByteString, List<MetadataEntry>> byKeyIdentifier = new HashMap<>();
    private final Set<Aaguid> skippedAaguids = new HashSet<>();
    private final Set<ByteString> skippedKeyIdentifiers = new HashSet<>();

    private MetadataIndex(Collection<MetadataEntry> entries, Collection<SkippedEntry> skipped) {
        entries.forEach(this::add);
        for (SkippedEntry entry : skipped) {
            if (entry.aaguid() != null) {
                skippedAaguids.add(entry.aaguid());
            }
            skippedKeyIdentifiers.addAll(entry.attestationCertificateKeyIdentifiers());
        }
    }

    private void add(MetadataEntry entry) {
        if (entry.aaguid() != null) {
            byAaguid.computeIfAbsent(entry.aaguid(), any -> new ArrayList<>(1)).add(entry);
        }
        for (ByteString identifier : entry.attestationCertificateKeyIdentifiers()) {
            byKeyIdentifier
                    .computeIfAbsent(identifier, any -> new ArrayList<>(1))
                    .add(entry);
        }
    }

    /** Without any entry. */
    public static MetadataIndex empty() {
        return EMPTY;
    }

    /** Of entries that were read. */
    public static MetadataIndex of(Collection<MetadataEntry> entries) {
        return new MetadataIndex(entries, List.of());
    }

    static MetadataIndex of(Collection<MetadataEntry> entries, Collection<SkippedEntry> skipped) {
        return new MetadataIndex(entries, skipped);
    }

    /** The entries of a model; none for the zero AAGUID, which is no model's. */
    public List<MetadataEntry> find(Aaguid aaguid) {
        return aaguid.isZero() ? List.of() : List.copyOf(byAaguid.getOrDefault(aaguid, List.of()));
    }

    /** The entries of the model whose attestation certificates have a key with this SHA-1 hash, of 20 bytes. */
    public List<MetadataEntry> find(ByteString keyIdentifier) {
        return List.copyOf(byKeyIdentifier.getOrDefault(keyIdentifier, List.of()));
    }

    /** Whether there is an entry for the model that could not be read. */
    boolean isUnreadable(Aaguid aaguid) {
        return !aaguid.isZero() && skippedAaguids.contains(aaguid);
    }

    /** Whether there is an entry for the model that could not be read. */
    boolean isUnreadable(ByteString keyIdentifier) {
        return skippedKeyIdentifiers.contains(keyIdentifier);
    }
}
