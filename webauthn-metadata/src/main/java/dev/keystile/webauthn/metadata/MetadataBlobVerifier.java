package dev.keystile.webauthn.metadata;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.cose.CoseKey;
import dev.keystile.webauthn.cose.EcCurve;
import dev.keystile.webauthn.cose.EcdsaSignature;
import dev.keystile.webauthn.cose.InvalidSignatureException;
import dev.keystile.webauthn.cose.SignatureSuite;
import dev.keystile.webauthn.cose.UnsupportedAlgorithmException;
import dev.keystile.webauthn.der.X509;
import java.io.IOException;
import java.net.URI;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Verifies that a BLOB was signed by whom it should be, and reads it
 * (<a href="https://fidoalliance.org/specs/mds/fido-metadata-service-v3.1.1-ps-20260105.html#sctn-mds-blob-proc-rules">MDS §3.2,
 * processing rules</a>, steps 4 to 6). {@link MetadataService} does the rest: fetching, caching, and refusing what is older.
 *
 * <p>Nothing of a BLOB is looked at before its signature is verified, except for the header, and nothing is fetched by the word of
 * a certificate before it is known to lead to a trusted root. Immutable; safe for use by several threads.
 */
public final class MetadataBlobVerifier {
    private final MetadataSigner signer;
    private final RevocationPolicy revocation;
    private final List<X509CRL> revocationLists;
    private final MetadataLimits limits;
    private final SignatureSuite signatures;
    private final MetadataFetch fetch;
    private final Clock clock;

    private MetadataBlobVerifier(Builder builder) {
        this.signer = builder.signer;
        this.revocation = builder.revocation;
        this.revocationLists = List.copyOf(builder.revocationLists);
        this.limits = builder.limits;
        this.signatures = builder.signatures == null ? SignatureSuite.platform() : builder.signatures;
        this.fetch = builder.fetch;
        this.clock = builder.clock;
    }

    /**
     * Makes a verifier.
     *
     * @param signer who may sign
     * @param fetch fetches revocation lists, and certificates that a header names by URL
     * @param clock tells which certificates and lists are valid
     */
    public static Builder builder(MetadataSigner signer, MetadataFetch fetch, Clock clock) {
        return new Builder(signer, fetch, clock);
    }

    /**
     * Verifies a BLOB and reads it.
     *
     * @param blob a compact JWS in ASCII, as it was published, signed by ES256 or RS256
     * @param source where it was published; null for one of unknown origin, which then may not name its certificates by
     *     URL
     * @throws MetadataRefusedException when it was not verified: its {@linkplain MetadataRefusedException#failure()
     *     failure} says why. An entry that cannot be read is no reason; it is {@linkplain MetadataBlob#skipped()
     *     skipped}.
     */
    public MetadataBlob verify(ByteString blob, @Nullable URI source) throws MetadataRefusedException {
        return verify(blob, source, fetch, clock.instant());
    }

    /** As of another moment, with what was fetched then. */
    MetadataBlob verify(ByteString blob, @Nullable URI source, MetadataFetch documents, Instant at)
            throws MetadataRefusedException {
        try {
            return verifyWellFormed(
                    Fetching.checked(blob, MetadataRequest.Kind.BLOB, limits.blob()), source, documents, at);
        } catch (MalformedException e) {
            throw new MetadataRefusedException(new MetadataFailure.Malformed(e), e);
        }
    }

    private MetadataBlob verifyWellFormed(ByteString blob, @Nullable URI source, MetadataFetch documents, Instant at)
            throws MalformedException, MetadataRefusedException {
        BlobJws jws = BlobJws.parse(blob);
        CoseAlgorithm algorithm = algorithm(jws);
        List<X509Certificate> certificates = certificates(jws, source, documents);
        if (certificates.isEmpty()) {
            verifySignedByRoot(jws, algorithm, at);
        } else {
            SignerChain chain = SignerChain.of(certificates, signer, at);
            verifySignature(jws, algorithm, chain.signer());
            new RevocationLists(revocationLists, documents, limits, revocation, at, clock.instant()).check(chain);
        }
        return BlobPayload.parse(jws.decodedPayload());
    }

    private static CoseAlgorithm algorithm(BlobJws jws) throws MetadataRefusedException {
        return switch (jws.algorithm()) {
            case "ES256" -> CoseAlgorithm.ES256;
            case "RS256" -> CoseAlgorithm.RS256;
            default -> throw new MetadataRefusedException(new MetadataFailure.AlgorithmNotAccepted(jws.algorithm()));
        };
    }

    // MDS §3.2 steps 4 and 5: x5u before x5c.
    private List<X509Certificate> certificates(BlobJws jws, @Nullable URI source, MetadataFetch documents)
            throws MalformedException, MetadataRefusedException {
        URI x5u = jws.x5u();
        if (x5u == null) {
            return jws.x5c();
        }
        if (source == null || !isSameHttpsOrigin(x5u, source)) {
            throw new MetadataRefusedException(new MetadataFailure.ForeignCertificates(x5u, source));
        }
        MetadataRequest.Kind kind = MetadataRequest.Kind.CERTIFICATES;
        try {
            return Certificates.fromPem(Fetching.document(documents, kind, x5u, limits.certificates()));
        } catch (IOException e) {
            throw new MetadataRefusedException(
                    new MetadataFailure.Unavailable(kind, x5u, String.valueOf(e.getMessage())), e);
        } catch (MalformedException e) {
            throw e.in("header.x5u");
        }
    }

    private static boolean isSameHttpsOrigin(URI one, URI other) {
        return one.getHost() != null
                && "https".equals(String.valueOf(one.getScheme()).toLowerCase(Locale.ROOT))
                && WebOrigin.of(one).equals(WebOrigin.of(other));
    }

    // MDS §3.2 step 5: without certificates, the trust anchor is the signer.
    private void verifySignedByRoot(BlobJws jws, CoseAlgorithm algorithm, Instant at) throws MetadataRefusedException {
        MetadataRefusedException last = null;
        for (X509Certificate root : signer.roots()) {
            try {
                verifySignature(
                        jws, algorithm, SignerChain.ofRoot(root, signer, at).signer());
                return;
            } catch (MetadataRefusedException e) {
                last = e;
            }
        }
        throw Objects.requireNonNull(last, "there is at least one root");
    }

    private void verifySignature(BlobJws jws, CoseAlgorithm algorithm, X509Certificate certificate)
            throws MetadataRefusedException {
        try {
            ByteString signature = algorithm.equals(CoseAlgorithm.ES256)
                    ? EcdsaSignature.toDer(jws.signature(), EcCurve.P_256)
                    : jws.signature();
            signatures.verify(CoseKey.of(certificate.getPublicKey(), algorithm), signature, jws.signingInput());
        } catch (MalformedException | InvalidSignatureException | UnsupportedAlgorithmException e) {
            throw new MetadataRefusedException(new MetadataFailure.SignatureInvalid(String.valueOf(e.getMessage())), e);
        }
    }

    MetadataFetch fetch() {
        return fetch;
    }

    MetadataLimits limits() {
        return limits;
    }

    Clock clock() {
        return clock;
    }

    /** Makes a {@link MetadataBlobVerifier}. */
    public static final class Builder {
        private final MetadataSigner signer;
        private final MetadataFetch fetch;
        private final Clock clock;
        private RevocationPolicy revocation = RevocationPolicy.strict();
        private List<X509CRL> revocationLists = List.of();
        private MetadataLimits limits = MetadataLimits.DEFAULT;
        private @Nullable SignatureSuite signatures;

        private Builder(MetadataSigner signer, MetadataFetch fetch, Clock clock) {
            this.signer = Objects.requireNonNull(signer, "signer");
            this.fetch = Objects.requireNonNull(fetch, "fetch");
            this.clock = Objects.requireNonNull(clock, "clock");
        }

        /** What is asked of revocation lists; {@link RevocationPolicy#strict()} unless set. */
        public Builder revocation(RevocationPolicy policy) {
            this.revocation = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /**
         * Revocation lists to look at before any is fetched, in DER.
         *
         * @param lists of any issuers; the ones that are not of the chain count for nothing
         * @throws MalformedException when one of them is none
         */
        public Builder revocationLists(Collection<ByteString> lists) throws MalformedException {
            List<X509CRL> parsed = new ArrayList<>(lists.size());
            for (ByteString list : lists) {
                parsed.add(X509.revocationList(list));
            }
            this.revocationLists = parsed;
            return this;
        }

        /** How much is read at most; {@link MetadataLimits#DEFAULT} unless set. */
        public Builder limits(MetadataLimits limits) {
            this.limits = Objects.requireNonNull(limits, "limits");
            return this;
        }

        /** What verifies the BLOB's signature; {@link SignatureSuite#platform()} unless set. */
        public Builder signatures(SignatureSuite signatures) {
            this.signatures = Objects.requireNonNull(signatures, "signatures");
            return this;
        }

        /** The verifier; the builder can go on. */
        public MetadataBlobVerifier build() {
            return new MetadataBlobVerifier(this);
        }
    }
}
