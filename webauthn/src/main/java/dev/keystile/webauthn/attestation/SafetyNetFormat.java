package dev.keystile.webauthn.attestation;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cbor.CborMap;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.der.DerReader;
import dev.keystile.webauthn.der.DerTag;
import dev.keystile.webauthn.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Attestation by Android's SafetyNet
 * (<a href="https://www.w3.org/TR/webauthn-3/#sctn-android-safetynet-attestation">L3 §8.5</a>), a service that is gone: for
 * responses that were kept, and for the FIDO conformance tests.
 */
final class SafetyNetFormat implements StatementFormat {

    private static final Set<String> MEMBERS = Set.of("ver", "response");
    private static final String SERVICE = "attest.android.com";
    private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
    private static final String COMMON_NAME = "2.5.4.3";
    private static final DerTag DNS_NAME = DerTag.implicit(2);

    private static final int MOST_VERSION_DIGITS = 10;

    /** How old an answer of the service may be, as the FIDO conformance tests have it. */
    private static final Duration MAX_AGE = Duration.ofMinutes(1);

    /** How far the service's clock may be ahead of ours. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(10);

    @Override
    public AttestationFormat identifier() {
        return AttestationFormat.ANDROID_SAFETYNET;
    }

    @Override
    public CorrectStatement verify(StatementInput input) throws MalformedException, AttestationRefusedException {
        CborMap statement = input.statementMap(MEMBERS);
        input.require(
                "ver",
                isVersion(statement.requiredText("ver")),
                "the version must be a number of 31 bits",
                "another text");
        SafetyNetJws jws = jws(input, statement.requiredBytes("response"));
        X509Certificate serviceCertificate = jws.certificates().get(0);
        CoseAlgorithm algorithm = CoseAlgorithm.RS256;
        input.require("response", jws.algorithm().equals("RS256"), "the JWS must be signed by RS256", jws.algorithm());
        input.verifySignature(serviceCertificate, algorithm, jws.signature(), jws.signingInput());
        verifyHost(input, serviceCertificate);
        try {
            verifyPayload(input, jws.payload());
        } catch (MalformedException e) {
            throw input.located("response.payload", e);
        }
        return CorrectStatement.certified(identifier(), AttestationType.BASIC, jws.certificates(), algorithm);
    }

    /** Whether a text may be the version of Google Play Services, such as 14799021; Android has versions of 31 bits. */
    private static boolean isVersion(String text) {
        return !text.isEmpty()
                && text.length() <= MOST_VERSION_DIGITS
                && text.chars().allMatch(digit -> digit >= '0' && digit <= '9')
                && Long.parseLong(text) <= Integer.MAX_VALUE;
    }

    private static SafetyNetJws jws(StatementInput input, ByteString response) throws MalformedException {
        try {
            return SafetyNetJws.parse(response);
        } catch (MalformedException e) {
            throw input.located("response", e);
        }
    }

    /** The certificate's DNS names count and, only if it has no alternative names, its common name (RFC 2818 §3.1). */
    private static void verifyHost(StatementInput input, X509Certificate x509)
            throws MalformedException, AttestationRefusedException {
        AttestationCertificate certificate = new AttestationCertificate(input, x509);
        List<String> hosts = certificate.has(SUBJECT_ALTERNATIVE_NAME)
                ? certificate.extension(SUBJECT_ALTERNATIVE_NAME, SafetyNetFormat::dnsNames)
                : certificate.subject().values(COMMON_NAME);
        certificate.require(
                hosts.contains(SERVICE), "the certificate must be for the host " + SERVICE, hosts.toString());
    }

    private static List<String> dnsNames(DerReader extension) throws MalformedException {
        List<String> hosts = new ArrayList<>();
        DerReader names = extension.readSequence();
        while (names.hasNext()) {
            if (names.isNext(DNS_NAME)) {
                hosts.add(new String(names.read(DNS_NAME).toByteArray(), StandardCharsets.US_ASCII));
            } else {
                names.skip();
            }
        }
        return hosts;
    }

    private static void verifyPayload(StatementInput input, JsonObject payload)
            throws MalformedException, AttestationRefusedException {
        String nonce = Base64.getEncoder().encodeToString(input.signedDataHash().toByteArray());
        input.requireHash(
                "response.nonce", ByteString.ofUtf8(payload.requiredString("nonce")), ByteString.ofUtf8(nonce));
        input.require(
                "response",
                payload.requiredBoolean("ctsProfileMatch"),
                "the device must match the profile of a certified one",
                "ctsProfileMatch false");
        input.require(
                "response",
                payload.requiredBoolean("basicIntegrity"),
                "the device must not have been tampered with",
                "basicIntegrity false");
        payload.requiredString("apkPackageName"); // of the app that asked, which is the platform's, not the caller's
        long made = payload.requiredLong("timestampMs");
        Instant at = input.at();
        input.require(
                "response",
                made >= at.minus(MAX_AGE).toEpochMilli()
                        && made <= at.plus(CLOCK_TOLERANCE).toEpochMilli(),
                "timestampMs must be at most " + MAX_AGE + " before " + at,
                Long.toString(made));
    }
}
