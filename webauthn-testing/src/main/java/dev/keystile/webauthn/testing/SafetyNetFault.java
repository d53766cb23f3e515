package dev.keystile.webauthn.testing;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What can be wrong with the JWS of an {@code android-safetynet} attestation statement. Header and payload are signed as
 * the fault leaves them.
 *
 * <p>{@link Fault#statement} breaks {@code ver} and {@code response}, {@link ChainFault} the certificates in the header,
 * the faults of signatures the JWS's.
 */
public final class SafetyNetFault {

    private SafetyNetFault() {}

    /** A member of the JWS header: {@code alg} or {@code x5c}. */
    public static Member header(String member) {
        return Member.of(Stage.JWS_HEADER, List.of(member));
    }

    /** A member of the payload, such as {@code nonce}, {@code timestampMs}, {@code ctsProfileMatch}. */
    public static Member payload(String member) {
        return Member.of(Stage.JWS_PAYLOAD, List.of(member));
    }

    /** The nonce is the hash of something else. */
    public static Fault otherNonce() {
        return Fault.at(Stage.NONCE, "another nonce", nonce -> Bytes.withBitTurned(nonce, 0));
    }

    /** The device does not match a certified one. */
    public static Fault notCertified() {
        return payload("ctsProfileMatch").is(false);
    }

    /**
     * The statement was made this much later than now, or earlier when negative; {@code timestampMs} counts in
     * milliseconds.
     */
    public static Fault made(Duration fromNow) {
        return payload("timestampMs").changed("off by " + fromNow, millis -> (Long) millis + fromNow.toMillis());
    }

    /** The certificate is for another host than attest.android.com. */
    public static Fault host(String host) {
        return Fault.at(Stage.HOST_NAME, "host " + host, proper -> host);
    }

    /** Whatever this makes of the JWS in compact serialization, after it was signed. */
    public static Fault changingJws(String name, UnaryOperator<String> change) {
        return Fault.at(Stage.JWS, name, change);
    }
}
