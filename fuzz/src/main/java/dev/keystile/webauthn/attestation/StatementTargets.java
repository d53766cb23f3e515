package dev.keystile.webauthn.attestation;

import dev.keystile.fuzz.FuzzTarget;
import dev.keystile.fuzz.Samples;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cose.SignatureSuite;
import dev.keystile.webauthn.der.DerReader;
import dev.keystile.webauthn.der.X509;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Attestation statements and the structures inside of them. */
public final class StatementTargets {
    private static final AttestationVerifier VERIFIER =
            new AttestationVerifier(SignatureSuite.platform(), TrustAnchorSource.none());

    private StatementTargets() {}

    public static List<FuzzTarget<?>> all() {
        return List.of(
                tpmAttest(), tpmPublicArea(), androidKeyDescription(), safetyNet(), distinguishedName(), statement());
    }

    private static FuzzTarget<TpmAttest> tpmAttest() {
        return FuzzTarget.reading("tpm-attest", TpmAttest::parse)
                .refusingBy(MalformedException.class)
                .from(() -> Samples.get().statementMembers("certInfo"));
    }

    private static FuzzTarget<TpmPublicArea> tpmPublicArea() {
        return FuzzTarget.reading("tpm-public-area", TpmPublicArea::parse)
                .refusingBy(MalformedException.class)
                .from(() -> Samples.get().statementMembers("pubArea"));
    }

    private static FuzzTarget<AndroidKeyDescription> androidKeyDescription() {
        return FuzzTarget.reading("android-key-description", input -> AndroidKeyDescription.read(new DerReader(input)))
                .refusingBy(MalformedException.class)
                .within(64 * 1024, 1024)
                .from(StatementTargets::keyDescriptions);
    }

    private static FuzzTarget<SafetyNetJws> safetyNet() {
        return FuzzTarget.reading("safetynet-jws", SafetyNetJws::parse)
                .refusingBy(MalformedException.class)
                .within(2 << 20, 1024)
                .from(() -> Samples.get().statementMembers("response"));
    }

    private static FuzzTarget<DistinguishedName> distinguishedName() {
        return FuzzTarget.reading("distinguished-name", input -> DistinguishedName.read(new DerReader(input)))
                .refusingBy(MalformedException.class)
                .within(64 * 1024, 1024)
                .from(() -> certificates().stream()
                        .map(each ->
                                ByteString.copyOf(each.getSubjectX500Principal().getEncoded()))
                        .distinct()
                        .toList());
    }

    /** A statement of any format, with the client data that the valid ones are about. */
    private static FuzzTarget<Attestation> statement() {
        return FuzzTarget.reading(
                        "attestation-statement",
                        input -> VERIFIER.verify(
                                AttestationObject.parse(input, Samples.LENIENT),
                                Samples.get().clientDataHash(),
                                Samples.ANY_ATTESTATION,
                                Samples.NOW))
                .refusingBy(MalformedException.class, AttestationRefusedException.class)
                .within(4 << 20, 1024)
                .from(() -> Samples.get().attestationObjects());
    }

    private static List<ByteString> keyDescriptions() {
        List<ByteString> all = new ArrayList<>();
        for (X509Certificate certificate : certificates()) {
            byte[] wrapped = certificate.getExtensionValue(AndroidKeyDescription.OID);
            if (wrapped != null) {
                try {
                    all.add(new DerReader(ByteString.copyOf(wrapped)).readOctetString());
                } catch (MalformedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return all;
    }

    private static List<X509Certificate> certificates() {
        return Samples.get().certificates().stream()
                .map(encoded -> {
                    try {
                        return X509.certificate(encoded);
                    } catch (MalformedException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }
}
