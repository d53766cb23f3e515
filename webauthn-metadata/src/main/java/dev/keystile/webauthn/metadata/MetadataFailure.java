package dev.keystile.webauthn.metadata;

import dev.keystile.webauthn.bytes.MalformedException;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why a BLOB was refused. Every case has a {@linkplain #code() stable code} and a {@linkplain #message() sentence}. */
public sealed interface MetadataFailure {

    /** A stable word in kebab-case, for logs and alerts. */
    String code();

    /** A sentence for the log. */
    String message();

    /** The BLOB, its certificates or its payload are not what they should be. */
    record Malformed(MalformedException problem) implements MetadataFailure {
        @Override
        public String code() {
            return "metadata-malformed";
        }

        @Override
        public String message() {
            return String.valueOf(problem.getMessage());
        }
    }

    /** A document is longer than the {@link MetadataLimits} allow. */
    record TooLong(MetadataRequest.Kind kind, int limit) implements MetadataFailure {
        @Override
        public String code() {
            return "metadata-too-long";
        }

        @Override
        public String message() {
            return "The " + kind + " is longer than " + limit + " bytes";
        }
    }

    /** A document could not be fetched. */
    record Unavailable(MetadataRequest.Kind kind, URI uri, String reason) implements MetadataFailure {
        @Override
        public String code() {
            return "metadata-unavailable";
        }

        @Override
        public String message() {
            return "The " + kind + " could not be fetched: " + reason;
        }
    }

    /** The header names another algorithm than the two that are accepted, ES256 and RS256. */
    record AlgorithmNotAccepted(String algorithm) implements MetadataFailure {
        @Override
        public String code() {
            return "metadata-algorithm-not-accepted";
        }

        @Override
        public String message() {
            return "The BLOB is signed by " + quoted(algorithm) + ", not by ES256 or RS256";
        }
    }

    /** The header has {@code crit}: what it demands is not understood. */
    record CriticalHeader(List<String> names) implements MetadataFailure {
        @Override
        public String code() {
            return "metadata-critical-header";
        }

        @Override
        public String message() {
            return "The BLOB's header holds parameters critical that are not understood";
        }
    }

    /** The header names its certificates by a URL of another origin than the BLOB's own, or the BLOB has no URL. */
    record ForeignCertificates(URI x5u, @Nullable URI blob) implements MetadataFailure {
        @Override
        public String code() {
            return "metadata-foreign-certificates";
        }

        @Override
        public String message() {
            return "The BLOB's certificates are at another origin than the BLOB itself";
        }
    }

    /** No root in which trust was placed certifies the signer. */
    record ChainNotTrusted(String reason) implements MetadataFailure {
        @Override
        public String code() {
            return "metadata-chain-not-trusted";
        }

        @Override
        public String message() {
            return "The BLOB's certificates lead to no trusted root: " + reason;
        }
    }

    /** The signer's certificate is for other names than were expected. */
    record SignerNotExpected(List<String> names, Set<String> expected) implements MetadataFailure {
        @Override
        public String code() {
            return "metadata-signer-not-expected";
        }

        @Override
        public String message() {
            return "The BLOB is signed by another than " + expected;
        }
    }

    /** A certificate of the chain is revoked. */
    record CertificateRevoked(String subject, BigInteger serialNumber, Instant since) implements MetadataFailure {
        @Override
        public String code() {
            return "metadata-certificate-revoked";
        }

        @Override
        public String message() {
            return "The certificate " + serialNumber.toString(16) + " of " + quoted(subject) + " is revoked since "
                    + since;
        }
    }

    /** Whether a certificate of the chain is revoked cannot be told: no list that counts is there. */
    record RevocationUnknown(String subject, List<String> reasons) implements MetadataFailure {
        @Override
        public String code() {
            return "metadata-revocation-unknown";
        }

        @Override
        public String message() {
            return "No revocation list tells of " + quoted(subject) + ": " + String.join("; ", reasons);
        }
    }

    /** The signature is not the signer's. */
    record SignatureInvalid(String reason) implements MetadataFailure {
        @Override
        public String code() {
            return "metadata-signature-invalid";
        }

        @Override
        public String message() {
            return "The BLOB's signature is invalid: " + reason;
        }
    }

    /** The BLOB is older than the one already held. */
    record RolledBack(BigInteger offered, BigInteger held) implements MetadataFailure {
        @Override
        public String code() {
            return "metadata-rolled-back";
        }

        @Override
        public String message() {
            return "BLOB no " + offered + " was offered where no " + held + " is held";
        }
    }

    /** What the cache holds cannot be read. */
    record CacheUnreadable(String reason) implements MetadataFailure {
        @Override
        public String code() {
            return "metadata-cache-unreadable";
        }

        @Override
        public String message() {
            return "The cached BLOB cannot be read: " + reason;
        }
    }

    /** A text from outside as a message can hold it: short, and without characters that could pass for the log's own. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints()
                .limit(100)
                .forEach(each -> quoted.appendCodePoint(
                        Character.isISOControl(each) || each == '"' || !Character.isDefined(each) ? '?' : each));
        return quoted.append('"').toString();
    }
}
