package dev.keystile.webauthn.cose;

import dev.keystile.webauthn.bytes.ByteString;

/**
 * A signature and whether it is one.
 *
 * @param title what is special about it
 */
record SignatureCase(String title, CoseKey key, ByteString signature, ByteString data, boolean isValid) {
    static SignatureCase valid(String title, CoseKey key, ByteString signature, ByteString data) {
        return new SignatureCase(title, key, signature, data, true);
    }

    static SignatureCase invalid(String title, CoseKey key, ByteString signature, ByteString data) {
        return new SignatureCase(title, key, signature, data, false);
    }

    String verdict(SignatureSuite suite) {
        try {
            suite.verify(key, signature, data);
            return "valid";
        } catch (InvalidSignatureException e) {
            return "invalid";
        } catch (UnsupportedAlgorithmException e) {
            return "unsupported";
        }
    }

    @Override
    public String toString() {
        return key.algorithm() + ", " + title;
    }
}
