package dev.keystile.webauthn.attestation;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.der.X509;
import dev.keystile.webauthn.json.JsonObject;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * SafetyNet's answer taken apart, before anything in it was verified: a compact JWS, RFC 7515 §3.1.
 *
 * @param algorithm what the header says it is signed by
 * @param certificates {@code x5c} of the header, the signer's own first
 * @param signingInput header and payload as they were signed
 * @param payload what was signed
 * @param signature the signature's bytes
 */
record SafetyNetJws(
        String algorithm,
        List<X509Certificate> certificates,
        ByteString signingInput,
        JsonObject payload,
        ByteString signature) {

    static SafetyNetJws parse(ByteString response) throws MalformedException {
        String text = response.toUtf8();
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (first < 0 || second < 0 || text.indexOf('.', second + 1) >= 0) {
            throw new MalformedException(Format.JWS, "", "must have three parts");
        }
        Header header = header(text.substring(0, first));
        return new SafetyNetJws(
                header.algorithm(),
                header.certificates(),
                ByteString.ofUtf8(text.substring(0, second)),
                object(text.substring(first + 1, second), "payload"),
                decoded(text.substring(second + 1), "signature"));
    }

    private record Header(String algorithm, List<X509Certificate> certificates) {}

    private static Header header(String part) throws MalformedException {
        JsonObject header = object(part, "header");
        try {
            if (header.has("crit")) {
                throw header.malformed(Format.JWS, "crit", "critical members, of which none is known");
            }
            return new Header(header.requiredString("alg"), certificates(header));
        } catch (MalformedException e) {
            throw e.in("header");
        }
    }

    private static JsonObject object(String part, String name) throws MalformedException {
        try {
            return JsonObject.parse(decoded(part, ""));
        } catch (MalformedException e) {
            throw e.in(name);
        }
    }

    private static ByteString decoded(String part, String name) throws MalformedException {
        try {
            return ByteString.fromBase64Url(part);
        } catch (MalformedException e) {
            throw e.in(name);
        }
    }

    private static List<X509Certificate> certificates(JsonObject header) throws MalformedException {
        List<String> x5c = header.requiredArray("x5c").toStrings();
        if (x5c.isEmpty() || x5c.size() > StatementInput.MAX_CERTIFICATES) {
            throw header.malformed(
                    Format.JWS,
                    "x5c",
                    "holds " + x5c.size() + " certificates, not 1 to " + StatementInput.MAX_CERTIFICATES);
        }
        List<X509Certificate> certificates = new ArrayList<>(x5c.size());
        for (int i = 0; i < x5c.size(); i++) {
            try {
                certificates.add(
                        X509.certificate(ByteString.copyOf(Base64.getDecoder().decode(x5c.get(i)))));
            } catch (MalformedException e) {
                throw e.in("x5c[" + i + "]");
            } catch (IllegalArgumentException e) {
                throw new MalformedException(Format.X509, "x5c[" + i + "]", "not in base64", e);
            }
        }
        return certificates;
    }
}
