package dev.keystile.peers;

import dev.keystile.webauthn.bytes.ByteString;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/**
 * What a relying party asked for when it began a registration.
 *
 * @param algorithms COSE algorithm identifiers, most preferred first
 * @param trustRoots anchors for attestation; when empty, attestation is verified but nothing is trusted or demanded
 */
public record RegistrationQuestion(
        String rpId,
        String origin,
        ByteString challenge,
        ByteString userHandle,
        List<Integer> algorithms,
        boolean userVerificationRequired,
        Set<X509Certificate> trustRoots) {

    public RegistrationQuestion {
        algorithms = List.copyOf(algorithms);
        trustRoots = Set.copyOf(trustRoots);
    }
}
