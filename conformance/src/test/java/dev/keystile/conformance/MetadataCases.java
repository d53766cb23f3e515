package dev.keystile.conformance;

import static dev.keystile.conformance.Tool.USUALLY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.conformance.ConformanceCase.Ceremony;
import dev.keystile.conformance.ConformanceCase.Group;
import java.util.stream.Stream;

/** The cases of the metadata service: models that are in a good BLOB, and models that are only in a bad one. */
final class MetadataCases {
    private static final String UNTRUSTED = "attestation-rejected/trust-insufficient/";

    private MetadataCases() {}

    static Stream<ConformanceCase> all() {
        Group group = new Group("Server-MDS3", by("FIDO_CERTIFIED"));
        return Stream.of(
                group.accepts("P-1", "a model in the good BLOB"),
                reported(group, "USER_VERIFICATION_BYPASS"),
                reported(group, "ATTESTATION_KEY_COMPROMISE"),
                reported(group, "USER_KEY_REMOTE_COMPROMISE"),
                reported(group, "USER_KEY_PHYSICAL_COMPROMISE"),
                unknown(group, "F-2", "bad-signature"),
                blobRefused(group, "F-2", "bad-signature", "metadata-signature-invalid: "),
                unknown(group, "F-3", "bad-chain"),
                blobRefused(group, "F-3", "bad-chain", "metadata-chain-not-trusted: "),
                unknown(group, "F-4", "revoked-intermediate"),
                blobRefused(group, "F-4", "revoked-intermediate", "metadata-certificate-revoked: "),
                unknown(group, "F-5", "revoked-leaf"),
                blobRefused(group, "F-5", "revoked-leaf", "metadata-certificate-revoked: "));
    }

    private static Ceremony by(String model) {
        return (world, faults) -> world.register(world.service().model(model), USUALLY, faults);
    }

    private static ConformanceCase reported(Group group, String status) {
        return group.refusesAsItIs("F-1", "a model reported as " + status, by(status), UNTRUSTED + "metadata-status: ");
    }

    private static ConformanceCase unknown(Group group, String number, String blob) {
        return group.refusesAsItIs(number, "a model only in " + blob, by(blob), UNTRUSTED + "unknown-model: ");
    }

    /** That the model is unknown because its BLOB was refused, and why. */
    private static ConformanceCase blobRefused(Group group, String number, String blob, String reason) {
        return group.shows(
                number,
                "the BLOB " + blob + " is left out, " + reason,
                world -> assertThat(world.metadata().report())
                        .anyMatch(line -> line.startsWith("https://metadata.example/" + blob + ": " + reason)));
    }
}
