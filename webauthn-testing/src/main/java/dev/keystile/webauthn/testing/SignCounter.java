package dev.keystile.webauthn.testing;

/** What an authenticator does about the <a href="https://www.w3.org/TR/webauthn-3/#signature-counter">signature counter</a> (L3 §6.1.1). */
public enum SignCounter {
    /** Each credential counts its own uses: 0 in the registration, then 1, 2, 3. */
    PER_CREDENTIAL,
    /** One counter for everything that the authenticator signs. */
    GLOBAL,
    /** Always 0, as synchronised passkeys have it. */
    NONE
}
