package dev.keystile.webauthn.metadata;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A certificate with its private key: a root, an intermediate, or one that signs BLOBs; it issues others and revokes them. */
final class TestAuthority {
    /**
     * The moment around which every certificate and list of these tests is valid: so long ago that whoever looks at the real
     * clock instead finds all of them expired.
     */
    static final Instant NOW = Instant.parse("2019-09-15T12:00:00Z");

    private static final AtomicLong SERIALS = new AtomicLong(1000);

    enum Keys {
        P256("EC", "secp256r1", "SHA256withECDSA"),
        P384("EC", "secp384r1", "SHA384withECDSA"),
        RSA("RSA", null, "SHA256withRSA"),
        WEAK_RSA("RSA", "1024", "SHA256withRSA");

        private final String family;
        private final @Nullable String parameter;
        private final String signature;

        Keys(String family, @Nullable String parameter, String signature) {
            this.family = family;
            this.parameter = parameter;
            this.signature = signature;
        }

        KeyPair generate() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance(family);
                if (family.equals("EC")) {
                    generator.initialize(new ECGenParameterSpec(parameter));
                } else {
                    generator.initialize(parameter == null ? 2048 : Integer.parseInt(parameter));
                }
                return generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final Keys keys;
    private final KeyPair pair;
    private final X500Name name;
    private final X509Certificate certificate;

    private TestAuthority(Keys keys, KeyPair pair, X500Name name, X509Certificate certificate) {
        this.keys = keys;
        this.pair = pair;
        this.name = name;
        this.certificate = certificate;
    }

    static TestAuthority root(String commonName, Keys keys) {
        return root(commonName, keys, spec -> spec);
    }

    static TestAuthority root(String commonName, Keys keys, UnaryOperator<Spec> details) {
        KeyPair pair = keys.generate();
        X500Name name = new X500Name("CN=" + commonName);
        Spec spec = details.apply(Spec.authority());
        return new TestAuthority(keys, pair, name, spec.build(name, name, pair, pair, keys));
    }

    X509Certificate certificate() {
        return certificate;
    }

    KeyPair pair() {
        return pair;
    }

    TestAuthority authority(String commonName) {
        return authority(commonName, spec -> spec);
    }

    TestAuthority authority(String commonName, UnaryOperator<Spec> details) {
        return issue(commonName, Keys.P256, details.apply(Spec.authority()));
    }

    TestAuthority signer(String commonName) {
        return signer(commonName, Keys.P256, spec -> spec);
    }

    TestAuthority signer(String commonName, Keys keys, UnaryOperator<Spec> details) {
        return issue(commonName, keys, details.apply(Spec.signer()));
    }

    TestAuthority issue(String commonName, Keys subjectKeys, Spec spec) {
        KeyPair subject = subjectKeys.generate();
        X500Name subjectName = new X500Name("CN=" + commonName);
        return new TestAuthority(subjectKeys, subject, subjectName, spec.build(subjectName, name, subject, pair, keys));
    }

    /** The other authority's name and key, certified by this one: what a root rotation puts at the end of a chain. */
    X509Certificate crossSign(TestAuthority other) {
        return Spec.authority().build(other.name, name, other.pair, pair, keys);
    }

    byte[] sign(byte[] message) {
        return sign(message, keys.signature);
    }

    byte[] sign(byte[] message, String algorithm) {
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(pair.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** This authority's list of the given certificates as revoked; current at {@link #NOW}. */
    byte[] revocationList(X509Certificate... revoked) {
        return revocationList(list -> list.revoke(revoked));
    }

    byte[] revocationList(UnaryOperator<RevocationList> details) {
        return details.apply(new RevocationList(name)).build(this);
    }

    byte[] revocationListOfName(TestAuthority claimed, UnaryOperator<RevocationList> details) {
        return details.apply(new RevocationList(claimed.name)).build(this);
    }

    private static ContentSigner contentSigner(KeyPair issuer, String algorithm) throws OperatorCreationException {
        return new JcaContentSignerBuilder(algorithm).build(issuer.getPrivate());
    }

    /** What one certificate says. */
    static final class Spec {
        private @Nullable Integer pathLength;
        private boolean isAuthority;
        private @Nullable Integer keyUsage;
        private Instant notBefore = NOW.minus(365, ChronoUnit.DAYS);
        private Instant notAfter = NOW.plus(365, ChronoUnit.DAYS);
        private final List<String> distributionPoints = new ArrayList<>();
        private @Nullable String indirectDistributionPoint;
        private @Nullable String dnsName;
        private @Nullable String unknownCriticalExtension;

        private static Spec authority() {
            Spec spec = new Spec();
            spec.isAuthority = true;
            spec.keyUsage = KeyUsage.keyCertSign | KeyUsage.cRLSign;
            return spec;
        }

        private static Spec signer() {
            Spec spec = new Spec();
            spec.keyUsage = KeyUsage.digitalSignature;
            return spec;
        }

        Spec valid(Instant from, Instant until) {
            notBefore = from;
            notAfter = until;
            return this;
        }

        Spec revocationListAt(String... uris) {
            distributionPoints.addAll(List.of(uris));
            return this;
        }

        /** Where a list of somebody else's is, which tells of this certificate among others. */
        Spec indirectRevocationListAt(String uri) {
            indirectDistributionPoint = uri;
            return this;
        }

        Spec dnsName(String value) {
            dnsName = value;
            return this;
        }

        Spec keyUsage(@Nullable Integer usage) {
            keyUsage = usage;
            return this;
        }

        Spec notAnAuthority() {
            isAuthority = false;
            return this;
        }

        Spec pathLength(int length) {
            pathLength = length;
            return this;
        }

        Spec unknownCriticalExtension(String oid) {
            unknownCriticalExtension = oid;
            return this;
        }

        private X509Certificate build(
                X500Name subjectName, X500Name issuerName, KeyPair subject, KeyPair issuer, Keys issuerKeys) {
            try {
                var builder = new X509v3CertificateBuilder(
                        issuerName,
                        BigInteger.valueOf(SERIALS.incrementAndGet()),
                        Date.from(notBefore),
                        Date.from(notAfter),
                        subjectName,
                        SubjectPublicKeyInfo.getInstance(subject.getPublic().getEncoded()));
                addExtensions(builder);
                builder.addExtension(
                        Extension.subjectKeyIdentifier,
                        false,
                        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(subject.getPublic()));
                X509CertificateHolder holder = builder.build(contentSigner(issuer, issuerKeys.signature));
                return new JcaX509CertificateConverter().getCertificate(holder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (GeneralSecurityException | OperatorCreationException e) {
                throw new IllegalStateException(e);
            }
        }

        private void addExtensions(X509v3CertificateBuilder builder) throws CertIOException {
            if (isAuthority) {
                builder.addExtension(
                        Extension.basicConstraints,
                        true,
                        pathLength == null ? new BasicConstraints(true) : new BasicConstraints(pathLength));
            }
            if (keyUsage != null) {
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(keyUsage));
            }
            List<DistributionPoint> points = new ArrayList<>();
            if (indirectDistributionPoint != null) {
                GeneralNames issuer = new GeneralNames(new GeneralName(new X500Name("CN=Somebody else")));
                points.add(new DistributionPoint(fullName(indirectDistributionPoint), null, issuer));
            }
            distributionPoints.forEach(uri -> points.add(new DistributionPoint(fullName(uri), null, null)));
            if (!points.isEmpty()) {
                builder.addExtension(
                        Extension.cRLDistributionPoints,
                        false,
                        new CRLDistPoint(points.toArray(DistributionPoint[]::new)));
            }
            if (dnsName != null) {
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, dnsName)));
            }
            if (unknownCriticalExtension != null) {
                builder.addExtension(
                        new ASN1ObjectIdentifier(unknownCriticalExtension), true, new DEROctetString(new byte[] {1}));
            }
        }
    }

    private static DistributionPointName fullName(String uri) {
        return new DistributionPointName(
                new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, new DERIA5String(uri))));
    }

    /** What one revocation list says. */
    static final class RevocationList {
        private final X500Name issuer;
        private Instant thisUpdate = NOW.minus(1, ChronoUnit.DAYS);
        private @Nullable Instant nextUpdate = NOW.plus(6, ChronoUnit.DAYS);
        private final List<Consumer<X509v2CRLBuilder>> parts = new ArrayList<>();
        private @Nullable String signature;
        private boolean broken;

        private RevocationList(X500Name issuer) {
            this.issuer = issuer;
        }

        RevocationList revoke(X509Certificate... certificates) {
            for (X509Certificate certificate : certificates) {
                parts.add(list ->
                        list.addCRLEntry(certificate.getSerialNumber(), Date.from(NOW.minus(2, ChronoUnit.DAYS)), 1));
            }
            return this;
        }

        RevocationList revokeSerials(int from, int count) {
            parts.add(list -> {
                for (int i = 0; i < count; i++) {
                    list.addCRLEntry(BigInteger.valueOf(from + (long) i), Date.from(NOW.minus(2, ChronoUnit.DAYS)), 0);
                }
            });
            return this;
        }

        RevocationList current(Instant from, @Nullable Instant until) {
            thisUpdate = from;
            nextUpdate = until;
            return this;
        }

        /** Says of itself that it covers only a part: certificates of users, of authorities, or one distribution point. */
        RevocationList scope(@Nullable String distributionPoint, boolean onlyUsers, boolean onlyAuthorities) {
            return scope(new IssuingDistributionPoint(
                    distributionPoint == null ? null : fullName(distributionPoint),
                    onlyUsers,
                    onlyAuthorities,
                    null,
                    false,
                    false));
        }

        RevocationList indirect() {
            return scope(new IssuingDistributionPoint(null, false, false, null, true, false));
        }

        private RevocationList scope(IssuingDistributionPoint point) {
            return extension(Extension.issuingDistributionPoint, true, point);
        }

        RevocationList delta() {
            return extension(Extension.deltaCRLIndicator, true, new ASN1Integer(1));
        }

        RevocationList unknownCriticalExtension(String oid) {
            return extension(new ASN1ObjectIdentifier(oid), true, new DEROctetString(new byte[] {1}));
        }

        RevocationList signedBy(String algorithm) {
            signature = algorithm;
            return this;
        }

        RevocationList badSignature() {
            broken = true;
            return this;
        }

        private RevocationList extension(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
            parts.add(list -> {
                try {
                    list.addExtension(oid, critical, value);
                } catch (CertIOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            return this;
        }

        private byte[] build(TestAuthority signer) {
            try {
                var builder = new X509v2CRLBuilder(issuer, Date.from(thisUpdate));
                if (nextUpdate != null) {
                    builder.setNextUpdate(Date.from(nextUpdate));
                }
                parts.forEach(part -> part.accept(builder));
                byte[] encoded = builder.build(
                                contentSigner(signer.pair, signature == null ? signer.keys.signature : signature))
                        .getEncoded();
                if (broken) {
                    encoded[encoded.length - 3] ^= 0x10;
                }
                return encoded;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (OperatorCreationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static X509Certificate parse(byte[] encoded) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }
}
