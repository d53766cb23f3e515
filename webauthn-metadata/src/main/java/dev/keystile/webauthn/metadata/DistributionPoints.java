package dev.keystile.webauthn.metadata;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.der.DerReader;
import dev.keystile.webauthn.der.DerTag;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where certificates and revocation lists say that revocation lists are found, as URIs; RFC 5280 §4.2.1.13 and §5.2.5. */
final class DistributionPoints {
    private static final String CRL_DISTRIBUTION_POINTS = "2.5.29.31";
    static final String ISSUING_DISTRIBUTION_POINT = "2.5.29.28";

    private DistributionPoints() {}

    /** Where a certificate's issuer publishes its own and complete lists. */
    static List<URI> of(X509Certificate certificate) throws MalformedException {
        byte[] extension = certificate.getExtensionValue(CRL_DISTRIBUTION_POINTS);
        if (extension == null) {
            return List.of();
        }
        List<URI> uris = new ArrayList<>();
        DerReader points = content(extension).readSequence();
        while (points.hasNext()) {
            DerReader point = points.readSequence();
            List<URI> names = names(point);
            // What follows would be reasons, of which such a list tells some only, or another issuer.
            if (!point.hasNext()) {
                uris.addAll(names);
            }
        }
        return uris;
    }

    /**
     * What a list says it covers.
     *
     * @param names where it is found; empty when it covers all
     * @param userCertificatesOnly nothing of authorities
     * @param authorityCertificatesOnly nothing of others
     * @param other some reasons, some attributes or other issuers only, none of which is of use here
     */
    record Scope(List<URI> names, boolean userCertificatesOnly, boolean authorityCertificatesOnly, boolean other) {

        boolean covers(X509Certificate certificate) throws MalformedException {
            boolean isAuthority = certificate.getBasicConstraints() >= 0;
            if (other || (isAuthority ? userCertificatesOnly : authorityCertificatesOnly)) {
                return false;
            }
            return names.isEmpty()
                    || DistributionPoints.of(certificate).stream().anyMatch(names::contains);
        }
    }

    static Scope scope(X509CRL list) throws MalformedException {
        byte[] extension = list.getExtensionValue(ISSUING_DISTRIBUTION_POINT);
        if (extension == null) {
            return new Scope(List.of(), false, false, false);
        }
        DerReader point = content(extension).readSequence();
        boolean isPartition = point.isNext(DerTag.explicit(0));
        List<URI> names = names(point);
        boolean users = isSet(point, 1);
        boolean authorities = isSet(point, 2);
        // A partition without any URI cannot be told to be the certificate's.
        boolean other = point.hasNext() || (isPartition && names.isEmpty());
        return new Scope(names, users, authorities, other);
    }

    private static boolean isSet(DerReader point, int number) throws MalformedException {
        DerTag tag = DerTag.implicit(number);
        return point.isNext(tag) && !point.read(tag).equals(ByteString.of((byte) 0));
    }

    private static DerReader content(byte[] extension) throws MalformedException {
        return new DerReader(new DerReader(ByteString.copyOf(extension)).readOctetString());
    }

    /** The URIs among a distribution point's full names, if that comes next. */
    private static List<URI> names(DerReader point) throws MalformedException {
        List<URI> uris = new ArrayList<>();
        if (!point.isNext(DerTag.explicit(0))) {
            return uris;
        }
        DerReader name = point.enter(DerTag.explicit(0));
        if (!name.isNext(DerTag.explicit(0))) {
            return uris;
        }
        DerReader generalNames = name.enter(DerTag.explicit(0));
        while (generalNames.hasNext()) {
            if (generalNames.isNext(DerTag.implicit(6))) {
                addUri(uris, generalNames.read(DerTag.implicit(6)));
            } else {
                generalNames.skip();
            }
        }
        return uris;
    }

    private static void addUri(List<URI> uris, ByteString ia5) {
        try {
            URI uri = new URI(new String(ia5.toByteArray(), StandardCharsets.US_ASCII));
            if (uri.getScheme() != null && Set.of("http", "https").contains(uri.getScheme())) {
                uris.add(uri);
            }
        } catch (URISyntaxException e) {
            // Names of other kinds, such as LDAP's, are of no use either.
        }
    }
}
