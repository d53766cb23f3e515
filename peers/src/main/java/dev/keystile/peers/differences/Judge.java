package dev.keystile.peers.differences;

import com.webauthn4j.util.exception.WebAuthnException;
import com.yubico.webauthn.exception.AssertionFailedException;
import com.yubico.webauthn.exception.RegistrationFailedException;
import dev.keystile.peers.Keystile;
import dev.keystile.peers.Peer;
import dev.keystile.peers.Verification;
import dev.keystile.peers.Webauthn4j;
import dev.keystile.peers.Yubico;
import dev.keystile.webauthn.attestation.AttestationFailure;
import dev.keystile.webauthn.authentication.AuthenticationRefusedException;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cose.SignatureSuite;
import dev.keystile.webauthn.registration.RegistrationFailure;
import dev.keystile.webauthn.registration.RegistrationRefusedException;
import java.io.IOException;
import java.util.Locale;

/** A library, and which of its exceptions are refusals. */
enum Judge {
    KEYSTILE {
        @Override
        Peer peer(SignatureSuite signatures) {
            return new Keystile(signatures).withSafetyNet();
        }

        @Override
        Verdict verdict(Throwable thrown) {
            if (thrown instanceof MalformedException malformed) {
                return Verdict.refused(code(malformed));
            } else if (thrown instanceof RegistrationRefusedException refused) {
                return Verdict.refused(code(refused.failure()));
            } else if (thrown instanceof AuthenticationRefusedException refused) {
                return Verdict.refused(refused.failure().code());
            }
            return Verdict.crashed(thrown);
        }
    },
    YUBICO {
        @Override
        Peer peer(SignatureSuite signatures) {
            return new Yubico();
        }

        @Override
        Verdict verdict(Throwable thrown) {
            boolean declared = thrown instanceof RegistrationFailedException
                    || thrown instanceof AssertionFailedException
                    || thrown instanceof IOException;
            return declared ? Verdict.refused(said(thrown)) : Verdict.crashed(thrown);
        }
    },
    WEBAUTHN4J {
        @Override
        Peer peer(SignatureSuite signatures) {
            return new Webauthn4j();
        }

        @Override
        Verdict verdict(Throwable thrown) {
            return thrown instanceof WebAuthnException ? Verdict.refused(said(thrown)) : Verdict.crashed(thrown);
        }
    };

    abstract Peer peer(SignatureSuite signatures);

    /** What an exception from this library means. */
    abstract Verdict verdict(Throwable thrown);

    Verdict verdict(Verification verification, String response) {
        try {
            verification.verify(response);
            return Verdict.ACCEPTED;
        } catch (Exception | StackOverflowError e) {
            return verdict(e);
        }
    }

    private static String said(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        return thrown.getClass().getSimpleName() + ": "
                + message.lines().findFirst().orElse("");
    }

    private static String code(MalformedException malformed) {
        return "malformed " + malformed.format().name().toLowerCase(Locale.ROOT).replace('_', '-') + " at "
                + malformed.place().replaceAll("@\\d+", "") + ": " + malformed.problem();
    }

    private static String code(RegistrationFailure failure) {
        return failure instanceof RegistrationFailure.AttestationRejected rejected
                ? "attestation: " + code(rejected.reason())
                : failure.code();
    }

    private static String code(AttestationFailure failure) {
        if (failure instanceof AttestationFailure.StatementMalformed statement) {
            return "statement " + statement.format() + " " + code(statement.problem());
        } else if (failure instanceof AttestationFailure.RuleBroken rule) {
            return "rule " + rule.format() + " " + rule.place() + ": " + rule.rule();
        } else if (failure instanceof AttestationFailure.TrustInsufficient) {
            return failure.code() + ": " + failure.message();
        }
        return failure.code();
    }
}
