package dev.keystile.webauthn.metadata;

/**
 * How much is read at most, in bytes: what is longer is refused before it is kept in memory, let alone parsed.
 *
 * @param blob a BLOB; the production one has some three million
 * @param certificates the certificates that a header names by URL
 * @param revocationList a certificate revocation list
 */
public record MetadataLimits(int blob, int certificates, int revocationList) {
    private static final int KILO = 1024;
    private static final int MEGA = 1024 * KILO;

    /** 32 MB, 64 KB and 1 MB. */
    public static final MetadataLimits DEFAULT = new MetadataLimits(32 * MEGA, 64 * KILO, MEGA);

    /** @throws IllegalArgumentException if one of them is not positive, or more than 256 MB */
    public MetadataLimits {
        check("blob", blob);
        check("certificates", certificates);
        check("revocationList", revocationList);
    }

    private static void check(String name, int value) {
        if (value < 1 || value > 256 * MEGA) {
            throw new IllegalArgumentException(name + " must be from 1 to " + 256 * MEGA + ", not " + value);
        }
    }
}
