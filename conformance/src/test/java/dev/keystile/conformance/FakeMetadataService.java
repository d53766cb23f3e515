package dev.keystile.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.metadata.MetadataDocument;
import dev.keystile.webauthn.metadata.MetadataFetch;
import dev.keystile.webauthn.metadata.MetadataRequest;
import dev.keystile.webauthn.testing.Attestation;
import dev.keystile.webauthn.testing.AttestationAuthority;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A metadata service as the tool's: one BLOB that holds and four that do not, each with a model of its own, under a root that
 * is trusted, with revocation lists that have been out of date for years.
 */
final class FakeMetadataService implements MetadataFetch {
    private static final String BASE = "https://metadata.example/";
    private static final Duration YEAR = Duration.ofDays(365);

    private final Instant now = Instant.now();
    private final Map<URI, ByteString> documents = new LinkedHashMap<>();
    private final Map<String, SoftwareAuthenticator> models = new LinkedHashMap<>();
    private final AttestationAuthority maker = AttestationAuthority.create();
    private long serialNumber = 1;

    private final Holder root = holder("FAKE Root FAKE", null, "secp384r1", true);
    private final Holder intermediate = holder("MDSCA-1", root, "secp256r1", true);
    private final Holder revokedIntermediate = holder("MDSCA-2", root, "secp256r1", true);

    FakeMetadataService() {
        Holder signer = holder("Signer", intermediate, "secp256r1", false);
        Holder revokedSigner = holder("Revoked signer", intermediate, "secp256r1", false);
        publish("good", signer, signed(signer, goodEntries(), intermediate));
        publish("bad-signature", signer, broken(signed(signer, entry("bad-signature"), intermediate)));
        Holder stranger = holder("FAKE Root FAKE", null, "secp384r1", true);
        Holder strangersSigner = holder("Signer", stranger, "secp256r1", false);
        publish("bad-chain", strangersSigner, signed(strangersSigner, entry("bad-chain"), stranger));
        Holder ofRevoked = holder("Signer of a revoked authority", revokedIntermediate, "secp256r1", false);
        publish(
                "revoked-intermediate",
                ofRevoked,
                signed(ofRevoked, entry("revoked-intermediate"), revokedIntermediate));
        publish("revoked-leaf", revokedSigner, signed(revokedSigner, entry("revoked-leaf"), intermediate));
        documents.put(list(root), revocationList(root, revokedIntermediate));
        documents.put(list(intermediate), revocationList(intermediate, revokedSigner));
        documents.put(list(revokedIntermediate), revocationList(revokedIntermediate));
    }

    /** A key with its certificate. */
    private record Holder(String name, KeyPair keys, X509Certificate certificate) {}

    /** The trusted root. */
    X509Certificate root() {
        return root.certificate();
    }

    /** The BLOBs' addresses, good and bad. */
    List<URI> endpoints() {
        return documents.keySet().stream()
                .filter(uri -> !uri.getPath().endsWith(".crl"))
                .toList();
    }

    /** The authenticator that is described under this name: in the BLOB called so, or in the good one with the status. */
    SoftwareAuthenticator model(String name) {
        SoftwareAuthenticator model = models.get(name);
        if (model == null) {
            throw new IllegalArgumentException("there is no model " + name);
        }
        return model;
    }

    @Override
    public MetadataDocument fetch(MetadataRequest request) throws IOException {
        ByteString document = documents.get(request.uri());
        if (document == null) {
            throw new IOException("nothing at " + request.uri());
        }
        return new MetadataDocument.Fetched(document, null);
    }

    private void publish(String name, Holder signer, String blob) {
        documents.put(URI.create(BASE + name), ByteString.copyOf(blob.getBytes(US_ASCII)));
    }

    private String goodEntries() {
        return List.of(
                        "FIDO_CERTIFIED",
                        "USER_VERIFICATION_BYPASS",
                        "ATTESTATION_KEY_COMPROMISE",
                        "USER_KEY_REMOTE_COMPROMISE",
                        "USER_KEY_PHYSICAL_COMPROMISE")
                .stream()
                .map(status -> entry(status, status))
                .collect(Collectors.joining(","));
    }

    private String entry(String model) {
        return entry(model, "FIDO_CERTIFIED");
    }

    /** The entry of a new model. */
    private String entry(String model, String status) {
        UUID aaguid = UUID.randomUUID();
        models.put(
                model,
                SoftwareAuthenticator.builder()
                        .aaguid(aaguid)
                        .attestation(Attestation.packed(maker))
                        .build());
        return """
                {"aaguid": "%s", "metadataStatement": %s, "timeOfLastStatusChange": "2020-01-01",
                 "statusReports": [{"status": "%s", "effectiveDate": "2020-01-01"}]}""".formatted(aaguid, Statements.certified(aaguid, maker.root(), "secp256r1_ecdsa_sha256_raw"), status);
    }

    private static String signed(Holder signer, String entries, Holder issuer) {
        String header = """
                {"typ": "JWT", "alg": "ES256", "x5c": ["%s", "%s"]}""".formatted(Statements.base64(signer.certificate()), Statements.base64(issuer.certificate()));
        String payload = """
                {"legalHeader": "Made for a test.", "no": 7, "nextUpdate": "2049-01-01", "entries": [%s]}""".formatted(entries);
        String signed = base64Url(header.getBytes(UTF_8)) + '.' + base64Url(payload.getBytes(UTF_8));
        return signed + '.' + base64Url(signature(signer, signed));
    }

    private static byte[] signature(Holder signer, String signed) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(signer.keys().getPrivate());
            signature.update(signed.getBytes(US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The same with another signature of the right form. */
    private static String broken(String blob) {
        int start = blob.lastIndexOf('.') + 1;
        byte[] signature = Base64.getUrlDecoder().decode(blob.substring(start));
        signature[signature.length - 1] ^= 1;
        return blob.substring(0, start) + base64Url(signature);
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static URI list(Holder issuer) {
        return list(issuer.name());
    }

    private static URI list(String issuer) {
        return URI.create(BASE + issuer.replace(" ", "-") + ".crl");
    }

    private Holder holder(String name, @Nullable Holder issuer, String curve, boolean authority) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            KeyPair keys = generator.generateKeyPair();
            String issuerName = issuer == null ? name : issuer.name();
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                    new X500Name("CN=" + issuerName),
                    BigInteger.valueOf(serialNumber++),
                    Date.from(now.minus(YEAR)),
                    Date.from(now.plus(YEAR)),
                    new X500Name("CN=" + name),
                    SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(authority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature));
            if (issuer != null) {
                builder.addExtension(Extension.cRLDistributionPoints, false, distributionPoint(issuerName));
            }
            KeyPair signing = issuer == null ? keys : issuer.keys();
            X509Certificate certificate =
                    new JcaX509CertificateConverter().getCertificate(builder.build(contentSigner(signing)));
            return new Holder(name, keys, certificate);
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static CRLDistPoint distributionPoint(String issuer) {
        GeneralNames names = new GeneralNames(new GeneralName(
                GeneralName.uniformResourceIdentifier,
                new DERIA5String(list(issuer).toString())));
        return new CRLDistPoint(
                new DistributionPoint[] {new DistributionPoint(new DistributionPointName(names), null, null)});
    }

    private ByteString revocationList(Holder issuer, Holder... revoked) {
        X509v2CRLBuilder builder =
                new X509v2CRLBuilder(new X500Name("CN=" + issuer.name()), Date.from(now.minus(YEAR.multipliedBy(4))));
        builder.setNextUpdate(Date.from(now.minus(YEAR)));
        Arrays.stream(revoked)
                .forEach(holder -> builder.addCRLEntry(
                        holder.certificate().getSerialNumber(),
                        Date.from(now.minus(YEAR.multipliedBy(4))),
                        CRLReason.keyCompromise));
        try {
            return ByteString.copyOf(builder.build(contentSigner(issuer.keys())).getEncoded());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ContentSigner contentSigner(KeyPair keys) {
        try {
            return new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
        } catch (OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }
}
