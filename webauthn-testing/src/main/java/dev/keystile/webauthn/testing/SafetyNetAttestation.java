package dev.keystile.webauthn.testing;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** L3 §8.5. */
final class SafetyNetAttestation extends Attestation {
    private static final String HOST = "attest.android.com";
    private static final int DNS_NAME = 2;

    private final AttestationAuthority authority;
    private final SigningKey key;
    private final Clock clock;

    SafetyNetAttestation(AttestationAuthority authority, SigningKey key, Clock clock) {
        this.authority = authority;
        this.key = key;
        this.clock = clock;
    }

    @Override
    public String format() {
        return "android-safetynet";
    }

    @Override
    Optional<X509Certificate> certificate(UUID aaguid) {
        return Optional.of(AttestationAuthority.leaf(authority.issue(chain(HOST), true, Faults.none())));
    }

    @Override
    Object statement(Subject subject, Faults faults) {
        String jws = faults.at(Stage.JWS, jws(subject, faults));
        Map<Object, @Nullable Object> statement = new LinkedHashMap<>();
        statement.put("ver", "242335037");
        statement.put("response", jws.getBytes(StandardCharsets.UTF_8));
        return faults.at(Stage.STATEMENT, statement);
    }

    private String jws(Subject subject, Faults faults) {
        ChainDraft chain = chain(faults.at(Stage.HOST_NAME, HOST));
        List<String> x5c = authority.issue(chain, true, faults).stream()
                .map(certificate -> Base64.getEncoder().encodeToString((byte[]) certificate))
                .toList();
        Map<String, @Nullable Object> header = new LinkedHashMap<>();
        header.put("alg", key.algorithm().name());
        header.put("x5c", x5c);

        byte[] nonce = faults.at(Stage.NONCE, Bytes.sha256(subject.authenticatorDataAndHash()));
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("nonce", Base64.getEncoder().encodeToString(nonce));
        payload.put("timestampMs", clock.millis());
        payload.put("apkPackageName", "com.google.android.gms");
        payload.put("apkDigestSha256", Base64.getEncoder().encodeToString(Bytes.sha256(new byte[] {1})));
        payload.put("ctsProfileMatch", true);
        payload.put("apkCertificateDigestSha256", List.of(Base64.getEncoder().encodeToString(Bytes.sha256(new byte[] {2
        }))));
        payload.put("basicIntegrity", true);
        payload.put("evaluationType", "BASIC,HARDWARE_BACKED");

        String signed = part(faults.at(Stage.JWS_HEADER, header)) + "." + part(faults.at(Stage.JWS_PAYLOAD, payload));
        Signer signer = new Signer(key, subject.credential(), subject.random());
        byte[] signature = signer.sign(signed.getBytes(StandardCharsets.US_ASCII), faults);
        return signed + "." + Bytes.base64Url(signature);
    }

    private static String part(Map<String, @Nullable Object> members) {
        return Bytes.base64Url(Json.write(members).getBytes(StandardCharsets.UTF_8));
    }

    private ChainDraft chain(String host) {
        ChainDraft chain = authority.chain(authority.name().with("CN", host), key.publicKey());
        byte[] name = Der.implicit(DNS_NAME, host.getBytes(StandardCharsets.US_ASCII));
        chain.leaf().extension(CertificateDraft.SUBJECT_ALTERNATIVE_NAME, false, Der.sequence(name));
        return chain;
    }
}
