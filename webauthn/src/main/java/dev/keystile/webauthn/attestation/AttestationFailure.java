package dev.keystile.webauthn.attestation;

import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import java.util.Locale;
import java.util.Set;

/**
 * Why an attestation is refused: first because the statement is incorrect (L3 <a
 * href="https://www.w3.org/TR/webauthn-3/#sctn-registering-a-new-credential">§7.1</a> step 22, by the procedures of
 * §8.2 to §8.9), then because the policy wants another (step 24).
 */
public sealed interface AttestationFailure {

    /**
     * A stable word for this kind of failure, in kebab-case, such as {@code signature-invalid}: for metrics and
     * tests, the same in every version.
     */
    String code();

    /** A sentence for the log, with both sides. */
    String message();

    /**
     * The statement, or a certificate or a structure in it, does not have the form that its format gives it.
     *
     * @param format the statement's
     * @param problem what is wrong, at a place that begins with {@code attStmt}
     */
    record StatementMalformed(AttestationFormat format, MalformedException problem) implements AttestationFailure {
        @Override
        public String code() {
            return "statement-malformed";
        }

        @Override
        public String message() {
            return "the " + format + " statement cannot be read: " + problem.getMessage();
        }
    }

    /**
     * The attestation signature is not by the key that it should be by, or not over this response.
     *
     * @param algorithm that of the signature
     */
    record SignatureInvalid(CoseAlgorithm algorithm) implements AttestationFailure {
        @Override
        public String code() {
            return "signature-invalid";
        }

        @Override
        public String message() {
            return "the attestation signature by " + algorithm + " is invalid";
        }
    }

    /**
     * Signatures of the attestation's algorithm cannot be verified here.
     *
     * @param algorithm that of the statement, or one that its format has no hash for
     */
    record AlgorithmNotSupported(CoseAlgorithm algorithm) implements AttestationFailure {
        @Override
        public String code() {
            return "algorithm-not-supported";
        }

        @Override
        public String message() {
            return "no attestation signature by " + algorithm + " can be verified here";
        }
    }

    /**
     * Self attestation names another algorithm than the credential's (L3 §8.2).
     *
     * @param statement {@code alg}
     * @param credential the credential key's
     */
    record AlgorithmMismatch(CoseAlgorithm statement, CoseAlgorithm credential) implements AttestationFailure {
        @Override
        public String code() {
            return "algorithm-mismatch";
        }

        @Override
        public String message() {
            return "self attestation by " + statement + " for a credential of " + credential;
        }
    }

    /**
     * The attestation certificate is of another model than the authenticator data (L3 §8.2 and §8.3, extension
     * 1.3.6.1.4.1.45724.1.1.4).
     *
     * @param certified the certificate's
     * @param attested that of the authenticator data
     */
    record AaguidMismatch(Aaguid certified, Aaguid attested) implements AttestationFailure {
        @Override
        public String code() {
            return "aaguid-mismatch";
        }

        @Override
        public String message() {
            return "the attestation certificate is for model " + certified + ", and the authenticator data for "
                    + attested;
        }
    }

    /**
     * The statement is about another key than the credential's.
     *
     * @param format the statement's
     * @param place where it names it, such as {@code pubArea} or {@code x5c[0]}
     */
    record OtherKey(AttestationFormat format, String place) implements AttestationFailure {
        @Override
        public String code() {
            return "other-key";
        }

        @Override
        public String message() {
            return "in the " + format + " statement, the key of " + place + " is not the credential's";
        }
    }

    /**
     * The statement was made for another ceremony or other authenticator data.
     *
     * @param format the statement's
     * @param place the member that holds another hash than that of the data at hand, such as {@code certInfo.extraData}
     */
    record OtherCeremony(AttestationFormat format, String place) implements AttestationFailure {
        @Override
        public String code() {
            return "other-ceremony";
        }

        @Override
        public String message() {
            return "in the " + format + " statement, " + place + " is not the hash of this response's data";
        }
    }

    /**
     * One of the statements in a compound attestation is refused (L3 §8.9).
     *
     * @param index its position, 0 for the first
     * @param format its format
     * @param reason why, as if it stood alone
     */
    record PartRefused(int index, AttestationFormat format, AttestationFailure reason) implements AttestationFailure {
        @Override
        public String code() {
            return "part-refused";
        }

        @Override
        public String message() {
            return "statement " + index + " of the compound attestation: " + reason.message();
        }
    }

    /**
     * A statement in a compound attestation is of a format that cannot be verified here (L3 §8.9), and the
     * {@linkplain AttestationRules#unknownFormatsInCompound() rules} do not let it pass.
     *
     * @param format its format
     */
    record FormatUnknown(AttestationFormat format) implements AttestationFailure {
        @Override
        public String code() {
            return "format-unknown";
        }

        @Override
        public String message() {
            return "no statement of the format " + format + " can be verified here";
        }
    }

    /**
     * A certificate or another part of the statement breaks a rule of its format.
     *
     * @param format the statement's
     * @param place where, such as {@code x5c[0]}
     * @param rule what must hold, as a sentence
     * @param found what is there instead, at most 200 characters of it, and question marks for those that control a screen or end
     *     a line; it comes from outside
     */
    record RuleBroken(AttestationFormat format, String place, String rule, String found) implements AttestationFailure {
        @Override
        public String code() {
            return "rule-broken";
        }

        @Override
        public String message() {
            return "in the " + format + " statement's " + place + ", " + rule + "; found: " + found;
        }
    }

    /**
     * The policy accepts other formats only; if it lists none, all but the retired one that was received.
     *
     * @param received the statement's, or that of a part of a compound one
     * @param accepted the policy's; empty where it names none
     */
    record FormatNotAccepted(AttestationFormat received, Set<AttestationFormat> accepted)
            implements AttestationFailure {
        @Override
        public String code() {
            return "format-not-accepted";
        }

        @Override
        public String message() {
            return accepted.isEmpty()
                    ? "the format " + received + " is retired, and the policy does not name it"
                    : "the format is " + received + ", not one of " + accepted;
        }
    }

    /**
     * The policy wants more trust than there is (L3 §7.1 step 24).
     *
     * @param format the statement's
     * @param type the kind of evidence
     * @param trust how far it can be trusted, and if not, why
     * @param required how far it has to be
     */
    record TrustInsufficient(
            AttestationFormat format,
            AttestationType type,
            AttestationTrust trust,
            AttestationPolicy.TrustRequirement required)
            implements AttestationFailure {
        @Override
        public String code() {
            return "trust-insufficient";
        }

        @Override
        public String message() {
            String reason = trust instanceof AttestationTrust.Unverified unverified
                    ? ": " + unverified.reason().message()
                    : "";
            return "trust '" + required.value() + "' is required, and a " + format + " attestation of type " + type
                    + " is " + trust.getClass().getSimpleName().toLowerCase(Locale.ROOT) + reason;
        }
    }
}
