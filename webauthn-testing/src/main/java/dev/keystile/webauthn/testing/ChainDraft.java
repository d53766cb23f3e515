package dev.keystile.webauthn.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An attestation certificate and those above it before they are signed. */
final class ChainDraft {
    private final CertificateDraft leaf;
    private final @Nullable CertificateDraft intermediate;
    private final CertificateDraft root;
    /** Those that the statement carries, in the order in which it does. */
    final List<CertificateDraft> carried = new ArrayList<>();

    ChainDraft(CertificateDraft leaf, @Nullable CertificateDraft intermediate, CertificateDraft root) {
        this.leaf = leaf;
        this.intermediate = intermediate;
        this.root = root;
        carried.add(leaf);
        if (intermediate != null) {
            carried.add(intermediate);
        }
    }

    CertificateDraft leaf() {
        return leaf;
    }

    Optional<CertificateDraft> intermediate() {
        return Optional.ofNullable(intermediate);
    }

    CertificateDraft root() {
        return root;
    }

    void reverse() {
        Collections.reverse(carried);
    }

    /** A text that differs when what will be carried does. */
    String fingerprint() {
        StringBuilder text = new StringBuilder();
        for (CertificateDraft each : carried) {
            text.append(Bytes.base64Url(each.toBeSigned()))
                    .append(' ')
                    .append(Bytes.base64Url(each.issuerKey.publicKey().getEncoded()))
                    .append(' ')
                    .append(Bytes.base64Url(each.leftover))
                    .append('\n');
        }
        return text.toString();
    }
}
