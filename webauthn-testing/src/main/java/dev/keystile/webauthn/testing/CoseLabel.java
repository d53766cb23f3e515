package dev.keystile.webauthn.testing;

/** The labels of a COSE_Key; what the negative ones mean depends on the key type. */
final class CoseLabel {
    static final Long KTY = 1L;
    static final Long ALG = 3L;
    static final Long CRV = -1L;
    static final Long X = -2L;
    static final Long Y = -3L;
    static final Long N = -1L;
    static final Long E = -2L;
    static final Long PUB = -1L;

    private CoseLabel() {}
}
