package dev.keystile.webauthn.extension;

/**
 * One way in which the authenticator verified its user, as the {@code uvm} extension reports it
 * (<a href="https://www.w3.org/TR/webauthn-2/#sctn-uvm-extension">L2 §10.3</a>); the numbers are those of the FIDO
 * registry of predefined values.
 *
 * @param method a {@code USER_VERIFY} number, such as 2 for a fingerprint and 4 for a PIN
 * @param keyProtection a {@code KEY_PROTECTION} bit set, such as 2 for hardware
 * @param matcherProtection a {@code MATCHER_PROTECTION} bit set, such as 4 for on the chip
 */
public record UserVerificationMethod(long method, long keyProtection, long matcherProtection) {}
