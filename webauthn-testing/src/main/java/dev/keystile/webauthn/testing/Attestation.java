package dev.keystile.webauthn.testing;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an authenticator says about itself when it makes a credential, in one attestation statement format. */
public abstract class Attestation {

    Attestation() {}

    /** Nothing: format {@code none}. */
    public static Attestation none() {
        return new Attestation() {
            @Override
            String format() {
                return "none";
            }

            @Override
            Map<Object, @Nullable Object> statement(Subject subject, Faults faults) {
                return new LinkedHashMap<>();
            }
        };
    }

    /** A signature by the credential's own key: format {@code packed} without certificates. */
    public static Attestation self() {
        return new Attestation() {
            @Override
            String format() {
                return "packed";
            }

            @Override
            boolean isSelf() {
                return true;
            }

            @Override
            Map<Object, @Nullable Object> statement(Subject subject, Faults faults) {
                byte[] signed = faults.at(Stage.SIGNED_BYTES, subject.authenticatorDataAndHash());
                SoftwareCredential credential = subject.credential();
                byte[] signature = credential.sign(signed, subject.random());
                Map<Object, @Nullable Object> statement = new LinkedHashMap<>();
                statement.put("alg", (long) credential.algorithm().cose());
                statement.put("sig", faults.at(Stage.SIGNATURE, signature));
                return statement;
            }
        };
    }

    abstract String format();

    /** Whether a client that was asked for no attestation may pass this on, as it gives no model away. */
    boolean isSelf() {
        return false;
    }

    abstract Map<Object, @Nullable Object> statement(Subject subject, Faults faults);

    /** What a statement is about. */
    record Subject(
            SoftwareCredential credential,
            String rpId,
            byte[] aaguid,
            byte[] authenticatorData,
            byte[] clientDataHash,
            SecureRandom random) {

        byte[] authenticatorDataAndHash() {
            return Bytes.concat(authenticatorData, clientDataHash);
        }
    }
}
