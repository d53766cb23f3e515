package dev.keystile.webauthn.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What can be wrong with the certificates of an attestation statement. Changed certificates are signed anew by their
 * proper issuer, so that only the change can be held against them.
 *
 * <pre>{@code
 * client.create(options, authenticator, ChainFault.leaf().expired());
 * client.create(options, authenticator, ChainFault.rootIncluded());
 * }</pre>
 */
public final class ChainFault {
    private static final Instant LONG_AGO = Instant.parse("2010-01-01T00:00:00Z");
    private static final Instant SHORTLY_AFTER = Instant.parse("2011-01-01T00:00:00Z");
    private static final Instant FAR_OFF = Instant.parse("2090-01-01T00:00:00Z");
    private static final Instant STILL_FARTHER = Instant.parse("2091-01-01T00:00:00Z");

    private final String name;
    private final Function<ChainDraft, CertificateDraft> link;

    private ChainFault(String name, Function<ChainDraft, CertificateDraft> link) {
        this.name = name;
        this.link = link;
    }

    /** The attestation certificate itself. */
    public static ChainFault leaf() {
        return new ChainFault("attestation certificate", ChainDraft::leaf);
    }

    /** The certificate of the leaf's issuer, for authorities with an intermediate. */
    public static ChainFault intermediate() {
        return new ChainFault(
                "intermediate certificate",
                chain -> chain.intermediate()
                        .orElseThrow(() -> new IllegalArgumentException("this chain has no intermediate")));
    }

    /** The statement carries the root as well. */
    public static Fault rootIncluded() {
        return inChain("root certificate included", chain -> chain.carried.add(chain.root()));
    }

    /** The statement carries the certificates in the opposite order; for chains of two or more. */
    public static Fault reversed() {
        return inChain("certificates in the opposite order", ChainDraft::reverse);
    }

    /** The statement carries the leaf alone, though an intermediate issued it. */
    public static Fault intermediateMissing() {
        return inChain(
                "intermediate certificate missing",
                chain -> chain.carried.removeIf(
                        each -> each == chain.intermediate().orElse(null)));
    }

    /** The statement carries the leaf two times. */
    public static Fault leafTwice() {
        return inChain("attestation certificate twice", chain -> chain.carried.add(0, chain.leaf()));
    }

    /** The statement carries a certificate after the others that has nothing to do with them. */
    public static Fault strangerIncluded() {
        return inChain(
                "a stranger's certificate included",
                chain -> chain.carried.add(AttestationAuthority.builder()
                        .organization("Somebody else")
                        .seed(0)
                        .build()
                        .chain(chain.leaf().subject, chain.leaf().publicKey)
                        .root()));
    }

    /**
     * The certificate is for another key than the credential's, of the same algorithm, and the statement is signed by
     * that one; for {@code android-key} and {@code apple}, whose certificates are the credential's own.
     */
    public static Fault strangersKey() {
        return Fault.at(Stage.CERTIFIED_KEY, "a stranger's key certified", key -> SigningKey.stranger(key.algorithm()));
    }

    /** The certificate is for a key on this algorithm's curve, which signs with SHA-256 all the same, as ES256 does. */
    public static Fault keyOnCurveOf(Algorithm algorithm) {
        return Fault.at(
                Stage.CERTIFIED_KEY,
                "a certified key on the curve of " + algorithm,
                key -> new SigningKey(
                        Algorithm.ES256, SigningKey.stranger(algorithm).keys()));
    }

    /** An element of {@code x5c}, 0 for the leaf, is these bytes. */
    public static Fault element(int index, byte[] bytes) {
        return Fault.changingStatement("x5c[" + index + "] other bytes", statement -> {
            if (!(statement.get("x5c") instanceof List<?> x5c)) {
                throw new IllegalArgumentException("this statement has no x5c");
            }
            List<Object> changed = new ArrayList<>(x5c);
            changed.set(index, bytes);
            statement.put("x5c", changed);
        });
    }

    /** Was valid in 2010. */
    public Fault expired() {
        return named("expired", draft -> validity(draft, LONG_AGO, SHORTLY_AFTER));
    }

    /** Will be valid in 2090. */
    public Fault notYetValid() {
        return named("not yet valid", draft -> validity(draft, FAR_OFF, STILL_FARTHER));
    }

    /** Is valid from one time to another. */
    public Fault valid(Instant notBefore, Instant notAfter) {
        return named("valid from " + notBefore + " to " + notAfter, draft -> validity(draft, notBefore, notAfter));
    }

    /** Is of X.509 version 1, and so without extensions. */
    public Fault version1() {
        return named("of version 1", draft -> draft.version = 1);
    }

    /** Is of X.509 version 2, and so without extensions. */
    public Fault version2() {
        return named("of version 2", draft -> draft.version = 2);
    }

    /** Says that it is, or is not, an authority's. */
    public Fault authority(boolean authority) {
        return named(authority ? "of an authority" : "of no authority", draft -> draft.basicConstraints(authority));
    }

    /** Has this in its subject: {@code C}, {@code O}, {@code OU} or {@code CN}. */
    public Fault subject(String attribute, String value) {
        return named("with " + attribute + "=" + value, draft -> draft.subject = draft.subject.with(attribute, value));
    }

    /** Lacks this in its subject. */
    public Fault subjectWithout(String attribute) {
        return named("without " + attribute, draft -> draft.subject = draft.subject.without(attribute));
    }

    /** Has an empty subject. */
    public Fault emptySubject() {
        return named("with an empty subject", draft -> draft.subject = DistinguishedName.empty());
    }

    /** Names another issuer than the one that signed it. */
    public Fault otherIssuerName() {
        return named("with another issuer's name", draft -> draft.issuer = draft.issuer.with("CN", "Somebody else"));
    }

    /** Was signed by another key than its issuer's. */
    public Fault signedByStranger() {
        return named(
                "signed by a stranger", draft -> draft.issuerKey = SigningKey.stranger(draft.issuerKey.algorithm()));
    }

    /** Certifies another key, of the given algorithm, than the one that is used. */
    public Fault otherKey(Algorithm algorithm) {
        return named(
                "of another key, for " + algorithm,
                draft -> draft.publicKey = SigningKey.stranger(algorithm).publicKey());
    }

    /** Has this extension, replacing one of the same identifier; the value is what stands inside the octet string. */
    public Fault extension(String oid, boolean critical, byte[] value) {
        return named(
                "with " + (critical ? "critical " : "") + "extension " + oid,
                draft -> draft.extension(oid, critical, value));
    }

    /** Lacks this extension. */
    public Fault withoutExtension(String oid) {
        return named("without extension " + oid, draft -> draft.extensions.remove(oid));
    }

    /** Has the AAGUID extension with another AAGUID. */
    public Fault aaguid(UUID aaguid) {
        return extension(CertificateDraft.AAGUID, false, Der.octetString(Bytes.of(aaguid)));
    }

    /** Has its AAGUID extension marked critical. */
    public Fault aaguidCritical() {
        return aaguidExtension("critical", extension -> new CertificateDraft.Extension(true, extension.value()));
    }

    /** Has its AAGUID in one octet string instead of two. */
    public Fault aaguidUnwrapped() {
        return aaguidExtension(
                "not wrapped twice",
                extension -> new CertificateDraft.Extension(
                        false, Arrays.copyOfRange(extension.value(), 2, extension.value().length)));
    }

    /** Lacks the AAGUID extension. */
    public Fault withoutAaguid() {
        return withoutExtension(CertificateDraft.AAGUID);
    }

    /** Is followed by bytes in the same element of {@code x5c}. */
    public Fault leftover(byte... leftover) {
        return named("followed by other bytes", draft -> draft.leftover = leftover);
    }

    private Fault aaguidExtension(
            String description, Function<CertificateDraft.Extension, CertificateDraft.Extension> change) {
        return named("with its AAGUID " + description, draft -> {
            Map<String, CertificateDraft.Extension> extensions = draft.extensions;
            CertificateDraft.Extension extension = extensions.get(CertificateDraft.AAGUID);
            if (extension == null) {
                throw new IllegalArgumentException("this certificate has no AAGUID");
            }
            extensions.put(CertificateDraft.AAGUID, change.apply(extension));
        });
    }

    private Fault named(String description, Consumer<CertificateDraft> change) {
        return inChain(name + " " + description, chain -> change.accept(link.apply(chain)));
    }

    private static void validity(CertificateDraft draft, Instant notBefore, Instant notAfter) {
        draft.notBefore = notBefore;
        draft.notAfter = notAfter;
    }

    private static Fault inChain(String name, Consumer<ChainDraft> change) {
        return Fault.in(Stage.CHAIN, name, change);
    }
}
