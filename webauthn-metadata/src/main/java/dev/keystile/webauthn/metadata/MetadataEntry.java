package dev.keystile.webauthn.metadata;

import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.json.JsonObject;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a BLOB says of one authenticator model
 * (<a href="https://fidoalliance.org/specs/mds/fido-metadata-service-v3.1.1-ps-20260105.html#sctn-mds-blob-pe">MDS §3.1.1</a>).
 * At least one of the three identifiers is there.
 *
 * @param aaid identifies the model of a UAF authenticator, as {@code 4 hexadecimal digits#4 hexadecimal digits}; null
 *     for others
 * @param aaguid identifies the model of a FIDO2 authenticator; null for others
 * @param attestationCertificateKeyIdentifiers identify the model of a U2F authenticator: the SHA-1 hashes, 20 bytes
 *     each, of its attestation certificates' public keys; empty for others
 * @param metadataStatement the model's description, and what its attestation rests on; null when the publisher has none
 * @param biometricStatusReports the certification of its biometric parts; may be empty
 * @param statusReports what is known of its certification and security, in the publisher's order
 * @param timeOfLastStatusChange since which day the status reports are what they are; null when not said
 * @param rogueListUrl where to find a list of single untrusted authenticators; null without one. Nothing here fetches
 *     it.
 * @param rogueListHash that list's hash, as it was written; null without one
 */
public record MetadataEntry(
        @Nullable String aaid,
        @Nullable Aaguid aaguid,
        Set<ByteString> attestationCertificateKeyIdentifiers,
        @Nullable MetadataStatement metadataStatement,
        List<BiometricStatusReport> biometricStatusReports,
        List<StatusReport> statusReports,
        @Nullable LocalDate timeOfLastStatusChange,
        @Nullable String rogueListUrl,
        @Nullable String rogueListHash) {

    /**
     * Copies the collections.
     *
     * @throws IllegalArgumentException if nothing identifies the model
     */
    public MetadataEntry {
        attestationCertificateKeyIdentifiers = Set.copyOf(attestationCertificateKeyIdentifiers);
        biometricStatusReports = List.copyOf(biometricStatusReports);
        statusReports = List.copyOf(statusReports);
        if (aaid == null && aaguid == null && attestationCertificateKeyIdentifiers.isEmpty()) {
            throw new IllegalArgumentException("an entry without any identifier");
        }
    }

    /**
     * Reads an entry.
     *
     * @throws MalformedException when a member is missing or not what it should be. Members that only other versions of the
     *     specification know, and values of open registries, are no fault.
     */
    public static MetadataEntry parse(JsonObject json) throws MalformedException {
        return EntryReader.entry(json);
    }

    /**
     * A model known by its statement alone, without any report on its status: how vendors hand out metadata before they are
     * published.
     *
     * @throws IllegalArgumentException if the statement does not say which model it is about
     */
    public static MetadataEntry of(MetadataStatement statement) {
        return new MetadataEntry(
                statement.aaid(),
                statement.aaguid(),
                statement.attestationCertificateKeyIdentifiers(),
                statement,
                List.of(),
                List.of(),
                null,
                null,
                null);
    }

    /** The model's name for people: its description, or else its identifier. */
    public String description() {
        if (metadataStatement != null) {
            return metadataStatement.description();
        }
        return aaguid != null ? aaguid.toString() : aaid != null ? aaid : "a U2F authenticator";
    }
}
