package dev.keystile.inspect;

import java.util.Map;

/** Names of the object identifiers that certificates around WebAuthn hold. */
final class Oids {
    private static final Map<String, String> NAMES = Map.<String, String>ofEntries(
            Map.entry("2.5.4.3", "CN"),
            Map.entry("2.5.4.4", "SN"),
            Map.entry("2.5.4.5", "serialNumber"),
            Map.entry("2.5.4.6", "C"),
            Map.entry("2.5.4.7", "L"),
            Map.entry("2.5.4.8", "ST"),
            Map.entry("2.5.4.9", "street"),
            Map.entry("2.5.4.10", "O"),
            Map.entry("2.5.4.11", "OU"),
            Map.entry("2.5.4.12", "title"),
            Map.entry("2.5.4.42", "GN"),
            Map.entry("2.5.4.97", "organizationIdentifier"),
            Map.entry("0.9.2342.19200300.100.1.1", "UID"),
            Map.entry("0.9.2342.19200300.100.1.25", "DC"),
            Map.entry("1.2.840.113549.1.9.1", "emailAddress"),
            Map.entry("2.23.133.2.1", "tpmManufacturer"),
            Map.entry("2.23.133.2.2", "tpmModel"),
            Map.entry("2.23.133.2.3", "tpmVersion"),
            Map.entry("1.2.840.10045.2.1", "ecPublicKey"),
            Map.entry("1.2.840.10045.3.1.7", "P-256"),
            Map.entry("1.3.132.0.34", "P-384"),
            Map.entry("1.3.132.0.35", "P-521"),
            Map.entry("1.3.132.0.10", "secp256k1"),
            Map.entry("1.3.101.110", "X25519"),
            Map.entry("1.3.101.112", "Ed25519"),
            Map.entry("1.3.101.113", "Ed448"),
            Map.entry("2.16.840.1.101.3.4.3.17", "ML-DSA-44"),
            Map.entry("2.16.840.1.101.3.4.3.18", "ML-DSA-65"),
            Map.entry("2.16.840.1.101.3.4.3.19", "ML-DSA-87"),
            Map.entry("1.2.840.10045.4.1", "ecdsa-with-SHA1"),
            Map.entry("1.2.840.10045.4.3.2", "ecdsa-with-SHA256"),
            Map.entry("1.2.840.10045.4.3.3", "ecdsa-with-SHA384"),
            Map.entry("1.2.840.10045.4.3.4", "ecdsa-with-SHA512"),
            Map.entry("1.2.840.113549.1.1.1", "rsaEncryption"),
            Map.entry("1.2.840.113549.1.1.5", "sha1WithRSAEncryption"),
            Map.entry("1.2.840.113549.1.1.10", "RSASSA-PSS"),
            Map.entry("1.2.840.113549.1.1.11", "sha256WithRSAEncryption"),
            Map.entry("1.2.840.113549.1.1.12", "sha384WithRSAEncryption"),
            Map.entry("1.2.840.113549.1.1.13", "sha512WithRSAEncryption"),
            Map.entry("2.5.29.9", "subjectDirectoryAttributes"),
            Map.entry("2.5.29.14", "subjectKeyIdentifier"),
            Map.entry("2.5.29.15", "keyUsage"),
            Map.entry("2.5.29.17", "subjectAltName"),
            Map.entry("2.5.29.18", "issuerAltName"),
            Map.entry("2.5.29.19", "basicConstraints"),
            Map.entry("2.5.29.30", "nameConstraints"),
            Map.entry("2.5.29.31", "cRLDistributionPoints"),
            Map.entry("2.5.29.32", "certificatePolicies"),
            Map.entry("2.5.29.32.0", "anyPolicy"),
            Map.entry("2.5.29.35", "authorityKeyIdentifier"),
            Map.entry("2.5.29.37", "extKeyUsage"),
            Map.entry("2.5.29.37.0", "anyExtendedKeyUsage"),
            Map.entry("1.3.6.1.5.5.7.1.1", "authorityInfoAccess"),
            Map.entry("1.3.6.1.5.5.7.48.1", "ocsp"),
            Map.entry("1.3.6.1.5.5.7.48.2", "caIssuers"),
            Map.entry("1.3.6.1.5.5.7.3.1", "serverAuth"),
            Map.entry("1.3.6.1.5.5.7.3.2", "clientAuth"),
            Map.entry("2.23.133.8.1", "tcg-kp-EKCertificate"),
            Map.entry("2.23.133.8.3", "tcg-kp-AIKCertificate"),
            Map.entry("1.3.6.1.4.1.311.21.36", "microsoft-aik"),
            Map.entry("1.3.6.1.4.1.45724.1.1.4", "id-fido-gen-ce-aaguid"),
            Map.entry("1.3.6.1.4.1.45724.1.1.2", "id-fido-gen-ce-sernum"),
            Map.entry("1.3.6.1.4.1.45724.2.1.1", "id-fido-u2f-ce-transports"),
            Map.entry("1.3.6.1.4.1.11129.2.1.17", "Android key description"),
            Map.entry("1.3.6.1.4.1.11129.2.1.30", "Android provisioning information"),
            Map.entry("1.2.840.113635.100.8.2", "Apple anonymous attestation nonce"),
            Map.entry("1.3.6.1.4.1.41482.1.7", "Yubico device type"),
            Map.entry("1.3.6.1.4.1.41482.2", "Yubico U2F device identifier"),
            Map.entry("1.3.6.1.4.1.41482.3.3", "Yubico firmware version"),
            Map.entry("1.3.6.1.4.1.41482.3.7", "Yubico serial number"),
            Map.entry("1.3.6.1.4.1.41482.13.1", "Yubico firmware version"));

    private Oids() {}

    /** The number with its name, if it has one here. */
    static String describe(String oid) {
        String name = NAMES.get(oid);
        return name == null ? oid : name + " (" + oid + ")";
    }

    /** The name alone, or the number of an identifier without one. */
    static String name(String oid) {
        return NAMES.getOrDefault(oid, oid);
    }
}
