package dev.keystile.webauthn.metadata;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.json.JsonArray;
import dev.keystile.webauthn.json.JsonLimits;
import dev.keystile.webauthn.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A BLOB taken apart, before anything in it was verified: a compact JWS, RFC 7515 §3.1.
 *
 * @param algorithm what the header says it is signed by
 * @param x5u where the header says the signer's certificates are
 * @param x5c the signer's certificates in the header, the signer's own first; empty when the header has none
 * @param signingInput header and payload as they were signed
 * @param payload the payload, still in base64url
 * @param signature the signature's bytes
 */
record BlobJws(
        String algorithm,
        @Nullable URI x5u,
        List<X509Certificate> x5c,
        ByteString signingInput,
        ByteString payload,
        ByteString signature) {

    private static final JsonLimits HEADER_LIMITS = new JsonLimits(64 * 1024, 4, 200);
    private static final int MAXIMUM_CERTIFICATES = 10;

    static BlobJws parse(ByteString text) throws MalformedException, MetadataRefusedException {
        int first = dot(text, 0);
        int second = dot(text, first + 1);
        if (first < 0 || second < 0) {
            throw malformed("", "must have three parts");
        }
        JsonObject header = header(text.slice(0, first));
        return new BlobJws(
                header.requiredString("alg"),
                x5u(header),
                x5c(header),
                text.slice(0, second),
                text.slice(first + 1, second),
                decoded(text.slice(second + 1), "signature"));
    }

    /** The payload, decoded. */
    ByteString decodedPayload() throws MalformedException {
        return decoded(payload, "payload");
    }

    private static int dot(ByteString text, int from) {
        for (int i = from; i > -1 && i < text.length(); i++) {
            if (text.byteAt(i) == '.') {
                return i;
            }
        }
        return -1;
    }

    private static JsonObject header(ByteString encoded) throws MalformedException, MetadataRefusedException {
        if (encoded.length() > HEADER_LIMITS.maxLength() * 4 / 3 + 4) {
            throw malformed("header", "longer than " + HEADER_LIMITS.maxLength() + " bytes");
        }
        JsonObject header;
        try {
            header = JsonObject.parse(decoded(encoded, ""), HEADER_LIMITS);
            checkType(header);
        } catch (MalformedException e) {
            throw e.in("header");
        }
        if (header.has("crit")) {
            throw new MetadataRefusedException(new MetadataFailure.CriticalHeader(criticalNames(header)));
        }
        return header;
    }

    private static void checkType(JsonObject header) throws MalformedException {
        Optional<String> type = header.optionalString("typ");
        if (type.isPresent() && !type.get().equalsIgnoreCase("JWT")) {
            throw header.malformed(Format.JWS, "typ", "must be JWT");
        }
    }

    private static List<String> criticalNames(JsonObject header) {
        try {
            return header.requiredArray("crit").toStrings();
        } catch (MalformedException e) {
            return List.of();
        }
    }

    private static @Nullable URI x5u(JsonObject header) throws MalformedException {
        Optional<String> x5u = header.optionalString("x5u");
        if (x5u.isEmpty()) {
            return null;
        }
        try {
            return new URI(x5u.get());
        } catch (URISyntaxException e) {
            throw malformed("header.x5u", "not a URI");
        }
    }

    private static List<X509Certificate> x5c(JsonObject header) throws MalformedException {
        Optional<JsonArray> x5c = header.optionalArray("x5c");
        if (x5c.isEmpty()) {
            return List.of();
        }
        List<String> texts = x5c.get().toStrings();
        if (texts.isEmpty() || texts.size() > MAXIMUM_CERTIFICATES) {
            throw malformed("header.x5c", "must have 1 to " + MAXIMUM_CERTIFICATES + " certificates");
        }
        List<X509Certificate> certificates = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            try {
                certificates.add(Certificates.fromBase64(texts.get(i)));
            } catch (MalformedException e) {
                throw e.in("header.x5c[" + i + "]");
            }
        }
        return certificates;
    }

    private static ByteString decoded(ByteString base64Url, String part) throws MalformedException {
        try {
            byte[] ascii = base64Url.toByteArray();
            return ByteString.fromBase64Url(ascii, 0, ascii.length);
        } catch (MalformedException e) {
            throw e.in(part);
        }
    }

    private static MalformedException malformed(String place, String problem) {
        return new MalformedException(Format.JWS, place, problem);
    }
}
