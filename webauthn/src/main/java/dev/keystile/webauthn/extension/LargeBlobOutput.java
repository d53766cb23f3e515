package dev.keystile.webauthn.extension;

import dev.keystile.webauthn.bytes.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * What the client says of a credential's large blob
 * (<a href="https://www.w3.org/TR/webauthn-3/#sctn-large-blob-extension">L3 §10.1.5</a>).
 *
 * @param supported at registration, whether the credential can have one; null when not reported
 * @param blob at authentication, what was read; null when nothing was, or when it was not asked for
 * @param written at authentication, whether it was written; null when that was not asked for
 */
public record LargeBlobOutput(
        @Nullable Boolean supported,
        @Nullable ByteString blob,
        @Nullable Boolean written) {}
