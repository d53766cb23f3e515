package dev.keystile.webauthn.testing;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A maker of authenticators, as its certificate authority: a root, an intermediate if wanted, and the attestation
 * certificates that they issue. Give the relying party {@link #root()} as its trust anchor.
 */
public final class AttestationAuthority {
    private static final Instant DEFAULT_NOT_BEFORE = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant DEFAULT_NOT_AFTER = Instant.parse("2049-12-31T23:59:59Z");

    private final DistinguishedName name;
    private final Instant notBefore;
    private final Instant notAfter;
    private final SecureRandom random;
    private final SigningKey rootKey;
    private final @Nullable SigningKey intermediateKey;
    /** What was signed once, by what was signed: an authority's certificates do not change from one use to the next. */
    private final Map<ByteBuffer, byte[]> issued = new ConcurrentHashMap<>();

    AttestationAuthority(Builder settings, SigningKey rootKey) {
        this.name = DistinguishedName.empty().with("C", "AA").with("O", settings.organization);
        this.notBefore = settings.notBefore;
        this.notAfter = settings.notAfter;
        this.random = settings.random;
        this.rootKey = rootKey;
        this.intermediateKey = settings.intermediate ? newKey(settings.algorithm) : null;
    }

    /** A root on P-256 that issues attestation certificates itself. */
    public static AttestationAuthority create() {
        return builder().build();
    }

    /** The settings of an authority, those of {@link #create()} at first. */
    public static Builder builder() {
        return new Builder();
    }

    /** The self-signed root certificate. */
    public X509Certificate root() {
        return parse(encoded(rootDraft(), true));
    }

    /** The intermediate certificate, which statements carry; empty without one. */
    public Optional<X509Certificate> intermediate() {
        return intermediateDraft().map(draft -> parse(encoded(draft, true)));
    }

    /** A key for something that this authority's maker will build. */
    SigningKey newKey(Algorithm algorithm) {
        return SigningKey.generate(algorithm, random);
    }

    /** What this authority's certificates have in common: {@code C} and {@code O}. */
    DistinguishedName name() {
        return name;
    }

    /** A chain for a key of the authority's maker, to be completed by the attestation format. */
    ChainDraft chain(DistinguishedName subject, PublicKey key) {
        CertificateDraft root = rootDraft();
        Optional<CertificateDraft> intermediate = intermediateDraft();
        CertificateDraft issuer = intermediate.orElse(root);
        SigningKey issuerKey = intermediateKey == null ? rootKey : intermediateKey;
        CertificateDraft leaf =
                CertificateDraft.ofEndEntity(subject, key, issuer.subject, issuerKey, notBefore, notAfter);
        return new ChainDraft(leaf, intermediate.orElse(null), root);
    }

    /** A chain of two that the root alone vouches for. */
    ChainDraft chainWithoutIntermediate(DistinguishedName subject, PublicKey key) {
        CertificateDraft root = rootDraft();
        CertificateDraft leaf = CertificateDraft.ofEndEntity(subject, key, root.subject, rootKey, notBefore, notAfter);
        return new ChainDraft(leaf, null, root);
    }

    /**
     * Signs what the chain carries, as the faults will have it.
     *
     * @param lasting whether the leaf is one that comes again, and is then the same certificate
     */
    List<Object> issue(ChainDraft chain, boolean lasting, Faults faults) {
        ChainDraft draft = faults.at(Stage.CHAIN, chain);
        List<Object> x5c = new ArrayList<>();
        for (CertificateDraft each : draft.carried) {
            x5c.add(encoded(each, lasting || each != draft.leaf()));
        }
        return x5c;
    }

    /** The first of the certificates that a statement carries. */
    static X509Certificate leaf(List<Object> x5c) {
        return parse((byte[]) x5c.get(0));
    }

    private static X509Certificate parse(byte[] certificate) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
        } catch (CertificateException e) {
            throw new IllegalStateException("this JVM cannot read a certificate that was made here", e);
        }
    }

    private byte[] encoded(CertificateDraft draft, boolean lasting) {
        if (!lasting) {
            return draft.signed(random);
        }
        byte[] key =
                Bytes.concat(draft.toBeSigned(), draft.issuerKey.publicKey().getEncoded(), draft.leftover);
        return issued.computeIfAbsent(ByteBuffer.wrap(key), absent -> draft.signed(random));
    }

    private CertificateDraft rootDraft() {
        DistinguishedName subject =
                name.with("OU", "Authenticator Attestation CA").with("CN", "Root");
        return CertificateDraft.ofAuthority(subject, rootKey.publicKey(), subject, rootKey, notBefore, notAfter);
    }

    private Optional<CertificateDraft> intermediateDraft() {
        if (intermediateKey == null) {
            return Optional.empty();
        }
        DistinguishedName subject =
                name.with("OU", "Authenticator Attestation CA").with("CN", "Intermediate");
        return Optional.of(CertificateDraft.ofAuthority(
                subject, intermediateKey.publicKey(), rootDraft().subject, rootKey, notBefore, notAfter));
    }

    /** The settings of an {@link AttestationAuthority}. */
    public static final class Builder {
        private String organization = "Keystile Testing";
        private Algorithm algorithm = Algorithm.ES256;
        private boolean intermediate;
        private Instant notBefore = DEFAULT_NOT_BEFORE;
        private Instant notAfter = DEFAULT_NOT_AFTER;
        private SecureRandom random = new SecureRandom();

        private Builder() {}

        /** The {@code O} of every certificate. */
        public Builder organization(String organization) {
            this.organization = organization;
            return this;
        }

        /** What root and intermediate sign with; ES256 by default. */
        public Builder algorithm(Algorithm algorithm) {
            this.algorithm = algorithm;
            return this;
        }

        /** Whether an intermediate stands between root and attestation certificates; not so by default. */
        public Builder intermediate(boolean intermediate) {
            this.intermediate = intermediate;
            return this;
        }

        /** When every certificate is valid, to the second; 2020 to 2049 by default, whatever the clock says. */
        public Builder validity(Instant notBefore, Instant notAfter) {
            this.notBefore = notBefore;
            this.notAfter = notAfter;
            return this;
        }

        /** Where keys and signatures get their randomness; a new {@link SecureRandom} by default. */
        public Builder random(SecureRandom random) {
            this.random = random;
            return this;
        }

        /** Makes everything the same in every run, and the keys no secret. */
        public Builder seed(long seed) {
            return random(new SeededRandom(seed));
        }

        /** A new authority with keys of its own. */
        public AttestationAuthority build() {
            return new AttestationAuthority(this, SigningKey.generate(algorithm, random));
        }
    }
}
