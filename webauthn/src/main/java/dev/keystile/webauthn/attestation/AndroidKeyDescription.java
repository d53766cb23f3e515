package dev.keystile.webauthn.attestation;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.der.DerReader;
import dev.keystile.webauthn.der.DerTag;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Android says about a key that it attests, as far as an attestation depends on it
 * (<a href="https://source.android.com/docs/security/features/keystore/attestation#schema">KeyDescription</a>).
 *
 * @param attestationSecurityLevel who made the attestation: 0 software, 1 trusted execution environment, 2 secure element
 * @param keySecurityLevel where the key is, likewise
 * @param challenge what the attestation was asked for with
 * @param softwareEnforced what the operating system vouches for
 * @param hardwareEnforced what the hardware vouches for
 */
record AndroidKeyDescription(
        int attestationSecurityLevel,
        int keySecurityLevel,
        ByteString challenge,
        Authorizations softwareEnforced,
        Authorizations hardwareEnforced) {

    /** The certificate extension that holds one. */
    static final String OID = "1.3.6.1.4.1.11129.2.1.17";

    static final int TRUSTED_ENVIRONMENT = 1;
    static final int SECURE_ELEMENT = 2;

    static AndroidKeyDescription read(DerReader extension) throws MalformedException {
        DerReader description = extension.readSequence();
        description.readInt(); // attestationVersion
        int attestationSecurityLevel = description.readEnumerated();
        description.readInt(); // keyMintVersion
        int keySecurityLevel = description.readEnumerated();
        ByteString challenge = description.readOctetString();
        description.readOctetString(); // uniqueId
        Authorizations software = Authorizations.read(description.readSequence());
        Authorizations hardware = Authorizations.read(description.readSequence());
        description.requireEnd();
        return new AndroidKeyDescription(attestationSecurityLevel, keySecurityLevel, challenge, software, hardware);
    }

    /**
     * An AuthorizationList.
     *
     * @param purposes what the key may be used for, where the list says so
     * @param allApplications whether every application may use the key
     * @param origin where the key comes from, where the list says so
     */
    record Authorizations(
            @Nullable Set<Integer> purposes,
            boolean allApplications,
            @Nullable Integer origin) {

        static final int KM_PURPOSE_SIGN = 2;
        static final int KM_ORIGIN_GENERATED = 0;

        private static final int PURPOSE = 1;
        private static final int ALL_APPLICATIONS = 600;
        private static final int ORIGIN = 702;

        /** Reads a list. Authorizations that are not known are skipped; none may occur twice. */
        private static Authorizations read(DerReader list) throws MalformedException {
            Set<Integer> purposes = null;
            Integer origin = null;
            Set<Integer> seen = new HashSet<>();
            while (list.hasNext()) {
                DerTag tag = list.peek();
                if (!tag.equals(DerTag.explicit(tag.number())) || !seen.add(tag.number())) {
                    throw new MalformedException(
                            Format.DER, "", "an authorization list with an element twice or of another form");
                }
                DerReader element = list.enter(tag);
                if (tag.number() == PURPOSE) {
                    purposes = integers(element.readSet());
                } else if (tag.number() == ORIGIN) {
                    origin = element.readInt();
                } else {
                    element.skip();
                }
                element.requireEnd();
            }
            return new Authorizations(purposes, seen.contains(ALL_APPLICATIONS), origin);
        }

        private static Set<Integer> integers(DerReader set) throws MalformedException {
            Set<Integer> integers = new HashSet<>();
            while (set.hasNext()) {
                integers.add(set.readInt());
            }
            return Set.copyOf(integers);
        }
    }
}
