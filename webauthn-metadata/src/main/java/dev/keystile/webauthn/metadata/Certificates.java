package dev.keystile.webauthn.metadata;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.der.X509;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates in the forms in which metadata and JOSE write them. */
final class Certificates {
    /** What separates lines and pads them in the statements that are out there. */
    private static final Pattern SPACE = Pattern.compile("[ \\t\\r\\n]+");

    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]{1,20000})-----END CERTIFICATE-----\\s*");

    private Certificates() {}

    /** A certificate as JOSE's {@code x5c} holds it: base64 with padding and nothing else, RFC 7515 §4.1.6. */
    static X509Certificate fromBase64(String text) throws MalformedException {
        ByteString der;
        try {
            der = ByteString.copyOf(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new MalformedException(Format.X509, "", "not in base64", e);
        }
        return X509.certificate(der);
    }

    /** A certificate as metadata statements hold it: base64 that vendors broke into lines. */
    static X509Certificate fromBase64IgnoringSpace(String text) throws MalformedException {
        return fromBase64(SPACE.matcher(text).replaceAll(""));
    }

    /** One certificate or more in PEM, with nothing around them. */
    static List<X509Certificate> fromPem(ByteString pem) throws MalformedException {
        String text = pem.toUtf8();
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher matcher = PEM.matcher(text);
        while (matcher.lookingAt()) {
            certificates.add(fromBase64IgnoringSpace(matcher.group(1)));
            if (matcher.end() == text.length()) {
                return certificates;
            }
            matcher.region(matcher.end(), text.length());
        }
        throw new MalformedException(Format.X509, "", "not a series of certificates in PEM");
    }
}
