package dev.keystile.webauthn.metadata;

import dev.keystile.webauthn.bytes.MalformedException;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a BLOB was refused (<a
 * href="https://fidoalliance.org/specs/mds/fido-metadata-service-v3.1.1-ps-20260105.html#sctn-mds-blob-proc-rules">MDS
 * §3.2</a>). Every case has a {@linkplain #code() stable code} and a {@linkplain #message() sentence}.
 */
public sealed interface MetadataFailure {

    /**
     * A stable word in kebab-case, such as {@code metadata-rolled-back}: for logs and alerts, the same in every
     * version.
     */
    String code();

    /** A sentence for the log. */
    String message();

    /**
     * The BLOB, its certificates or its payload are not what they should be.
     *
     * @param problem what, and at which place
     */
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

    /**
     * A document is longer than the {@link MetadataLimits} allow.
     *
     * @param kind which document
     * @param limit in bytes
     */
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

    /**
     * A document could not be fetched.
     *
     * @param kind which document
     * @param uri where it should be
     * @param reason what the fetch said
     */
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

    /**
     * The header names another algorithm than the two that are accepted, ES256 and RS256.
     *
     * @param algorithm {@code alg}, which comes from outside
     */
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

    /**
     * The header has {@code crit}: what it demands is not understood.
     *
     * @param names what {@code crit} lists, which comes from outside
     */
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

    /**
     * The header names its certificates by a URL of another origin than the BLOB's own, or the BLOB has no URL.
     *
     * @param x5u where the header says that they are
     * @param blob where the BLOB itself was published; null when that is not known
     */
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

    /**
     * No root in which trust was placed certifies the signer.
     *
     * @param reason what is wrong with the chain
     */
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

    /**
     * The signer's certificate is for other names than were expected.
     *
     * @param names the certificate's DNS names
     * @param expected those of which it must have one
     */
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

    /**
     * A certificate of the chain is revoked.
     *
     * @param subject the certificate's subject
     * @param serialNumber the certificate's number
     * @param since from when on
     */
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

    /**
     * Whether a certificate of the chain is revoked cannot be told: no list that counts is there.
     *
     * @param subject the certificate's subject
     * @param reasons for each list that was tried, why it does not count
     */
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

    /**
     * The signature is not the signer's.
     *
     * @param reason what the verification said
     */
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

    /**
     * The BLOB is older than the one already held.
     *
     * @param offered the number of the BLOB refused
     * @param held the number of the BLOB held
     */
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

    /**
     * What the cache holds cannot be read.
     *
     * @param reason what is wrong with it
     */
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
