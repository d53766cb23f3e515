package dev.keystile.webauthn.metadata;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Set;

/**
 * Who may sign a BLOB: whose certificate leads to one of these roots and, where names are given, is for one of these names.
 *
 * <p>Several roots make a rotation possible: add the new root before the publisher changes over, remove the old one afterwards.
 * The nearest root of a chain counts, so that a new root that is cross-signed by an old one works with either.
 *
 * @param roots the trusted root certificates, at least one
 * @param dnsNames the DNS names of which the signing certificate must have one; empty accepts every certificate under the roots
 */
public record MetadataSigner(Set<X509Certificate> roots, Set<String> dnsNames) {

    /**
     * Copies the sets.
     *
     * @throws IllegalArgumentException if there is no root
     */
    public MetadataSigner {
        roots = Set.copyOf(roots);
        dnsNames = Set.copyOf(dnsNames);
        if (roots.isEmpty()) {
            throw new IllegalArgumentException("no root certificate");
        }
    }

    /**
     * The FIDO Alliance's production service, whose certificate is for {@code mds.fidoalliance.org}. Its root is a public one
     * (since August 2026 GlobalSign Root R46, before that GlobalSign Root CA R3), under which anybody can have a certificate,
     * so that the name matters as much.
     *
     * @param roots the service's present root and, around a rotation, the one before or after
     */
    public static MetadataSigner fidoAlliance(Collection<X509Certificate> roots) {
        return new MetadataSigner(Set.copyOf(roots), Set.of("mds.fidoalliance.org"));
    }

    /** Whoever has a certificate under these roots: for roots that certify nobody else. */
    public static MetadataSigner anyUnder(Collection<X509Certificate> roots) {
        return new MetadataSigner(Set.copyOf(roots), Set.of());
    }
}
