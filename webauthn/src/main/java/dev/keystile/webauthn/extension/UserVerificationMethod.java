package dev.keystile.webauthn.extension;

/**
 * One way in which the authenticator verified its user, as the {@code uvm} extension reports it
 * (<a href="https://www.w3.org/TR/webauthn-2/#sctn-uvm-extension">L2 §10.3</a>); the numbers are those of the FIDO
 * registry of predefined values.
 *
 * @param method a {@code USER_VERIFY} number
 * @param keyProtection a {@code KEY_PROTECTION} bit set
 * @param matcherProtection a {@code MATCHER_PROTECTION} bit set
 */
public record UserVerificationMethod(long method, long keyProtection, long matcherProtection) {}
