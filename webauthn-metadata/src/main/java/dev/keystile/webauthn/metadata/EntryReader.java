package dev.keystile.webauthn.metadata;

import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.json.JsonObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads entries and their status reports from JSON. */
final class EntryReader {
    private EntryReader() {}

    static MetadataEntry entry(JsonObject json) throws MalformedException {
        Members entry = new Members(json);
        String aaid = entry.string("aaid");
        Aaguid aaguid = entry.aaguid("aaguid");
        Set<ByteString> keyIdentifiers = entry.keyIdentifiers("attestationCertificateKeyIdentifiers");
        if (aaid == null && aaguid == null && keyIdentifiers.isEmpty()) {
            throw entry.malformed("aaguid", "neither it nor another identifier is there");
        }
        MetadataStatement statement =
                entry.object("metadataStatement", members -> StatementReader.statement(members.json()));
        if (statement != null
                && statement.aaguid() != null
                && !statement.aaguid().equals(aaguid)) {
            throw entry.malformed("metadataStatement", "is about another model than the entry");
        }
        json.requiredArray("statusReports");
        return new MetadataEntry(
                aaid,
                aaguid,
                keyIdentifiers,
                statement,
                entry.list("biometricStatusReports", EntryReader::biometricStatusReport),
                entry.list("statusReports", EntryReader::statusReport),
                entry.date("timeOfLastStatusChange"),
                entry.string("rogueListURL"),
                entry.string("rogueListHash"));
    }

    /** What an entry that cannot be read is about, as far as that can be. */
    static SkippedEntry skipped(int index, @Nullable JsonObject json, MalformedException problem) {
        if (json == null) {
            return new SkippedEntry(index, null, Set.of(), problem);
        }
        Members entry = new Members(json);
        return new SkippedEntry(index, aaguidIfReadable(entry), keyIdentifiersIfReadable(entry), problem);
    }

    private static @Nullable Aaguid aaguidIfReadable(Members entry) {
        try {
            return entry.aaguid("aaguid");
        } catch (MalformedException e) {
            return null;
        }
    }

    private static Set<ByteString> keyIdentifiersIfReadable(Members entry) {
        try {
            return entry.keyIdentifiers("attestationCertificateKeyIdentifiers");
        } catch (MalformedException e) {
            return Set.of();
        }
    }

    private static StatusReport statusReport(Members report) throws MalformedException {
        return new StatusReport(
                new AuthenticatorStatus(report.json().requiredString("status")),
                report.date("effectiveDate"),
                report.unsigned("authenticatorVersion"),
                report.string("certificate"),
                report.string("batchCertificate"),
                report.string("url"),
                report.string("certificationDescriptor"),
                report.string("certificateNumber"),
                report.string("certificationPolicyVersion"),
                report.strings("certificationProfiles"),
                report.string("certificationRequirementsVersion"),
                report.date("sunsetDate"),
                report.unsigned("fipsRevision"),
                report.unsigned("fipsPhysicalSecurityLevel"));
    }

    private static BiometricStatusReport biometricStatusReport(Members report) throws MalformedException {
        return new BiometricStatusReport(
                report.requiredUnsigned("certLevel"),
                report.json().requiredString("modality"),
                report.date("effectiveDate"),
                report.string("certificationDescriptor"),
                report.string("certificateNumber"),
                report.string("certificationPolicyVersion"),
                report.string("certificationRequirementsVersion"));
    }
}
