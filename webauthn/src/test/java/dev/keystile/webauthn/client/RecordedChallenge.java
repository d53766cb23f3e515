package dev.keystile.webauthn.client;

import dev.keystile.webauthn.bytes.ByteString;

/** Challenges of recordings, some of which are shorter than any that the library would issue. */
public final class RecordedChallenge {

    private RecordedChallenge() {}

    public static Challenge of(ByteString value) {
        return Challenge.recorded(value);
    }
}
