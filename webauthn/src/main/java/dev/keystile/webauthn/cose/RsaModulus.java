package dev.keystile.webauthn.cose;

/** The setting of RSA keys, which is not divided any further. */
enum RsaModulus implements KeyGroup {
    ANY;

    static final int KEY_TYPE = 3;

    @Override
    public int keyType() {
        return KEY_TYPE;
    }

    @Override
    public String title() {
        return "RSA";
    }
}
