package dev.keystile.webauthn.testing;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** L3 §8.6. */
final class FidoU2fAttestation extends Attestation {
    private static final int HASH_LENGTH = 32;

    private final AttestationAuthority authority;
    private final SigningKey key;

    FidoU2fAttestation(AttestationAuthority authority, SigningKey key) {
        this.authority = authority;
        this.key = key;
    }

    @Override
    public String format() {
        return "fido-u2f";
    }

    @Override
    Optional<X509Certificate> certificate(UUID aaguid) {
        return Optional.of(AttestationAuthority.leaf(authority.issue(chain(key), true, Faults.none())));
    }

    @Override
    Object statement(Subject subject, Faults faults) {
        SigningKey used = faults.at(Stage.CERTIFIED_KEY, key);
        byte[] signed = Bytes.concat(
                new byte[1],
                Arrays.copyOf(subject.authenticatorData(), HASH_LENGTH),
                subject.clientDataHash(),
                subject.credential().id(),
                publicKey(subject));
        Map<Object, @Nullable Object> statement = new LinkedHashMap<>();
        statement.put("x5c", authority.issue(chain(used), used.equals(key), faults));
        statement.put("sig", new Signer(used, subject.credential(), subject.random()).sign(signed, faults));
        return faults.at(Stage.STATEMENT, statement);
    }

    private ChainDraft chain(SigningKey certified) {
        DistinguishedName name = authority.name().with("CN", "Software U2F Authenticator");
        return authority.chainWithoutIntermediate(name, certified.publicKey());
    }

    /** The uncompressed point, of the key as the authenticator data have it where they have one. */
    private static byte[] publicKey(Subject subject) {
        if (subject.credential().algorithm() != Algorithm.ES256) {
            throw new IllegalStateException("fido-u2f attests ES256 credentials, not "
                    + subject.credential().algorithm());
        }
        Map<Object, @Nullable Object> proper =
                subject.credential().algorithm().coseKey(subject.credential().publicKey());
        return Bytes.concat(
                new byte[] {4}, coordinate(CoseLabel.X, subject, proper), coordinate(CoseLabel.Y, subject, proper));
    }

    private static byte[] coordinate(Long label, Subject subject, Map<Object, @Nullable Object> proper) {
        Object coordinate = subject.coseKey().get(label) instanceof byte[] bytes ? bytes : proper.get(label);
        return (byte[]) Objects.requireNonNull(coordinate);
    }
}
