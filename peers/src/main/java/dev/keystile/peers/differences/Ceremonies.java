package dev.keystile.peers.differences;

import dev.keystile.webauthn.testing.Algorithm;
import dev.keystile.webauthn.testing.Attestation;
import dev.keystile.webauthn.testing.AttestationAuthority;
import dev.keystile.webauthn.testing.ChainFault;
import dev.keystile.webauthn.testing.Fault;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The ceremonies that mutants are made of: every attestation format, and every algorithm that one of the libraries has. */
final class Ceremonies {

    /** The COSE identifiers of all algorithms. */
    static final List<Integer> ALGORITHMS =
            Arrays.stream(Algorithm.values()).map(Algorithm::cose).toList();

    private Ceremonies() {}

    private static final UUID NO_MODEL = new UUID(0, 0);

    /** The authority's own country is AA, which ISO 3166 leaves to its users and Yubico's library does not know. */
    private static final Fault IN_GERMANY = ChainFault.leaf().subject("C", "DE");

    static List<Ceremony> made() {
        KeyPairs keys = new KeyPairs();
        List<Ceremony> ceremonies = new ArrayList<>();
        for (Algorithm algorithm : Algorithm.values()) {
            if (algorithm.isSupported()) {
                ceremonies.add(untrusted("none, " + algorithm, algorithm, Attestation.none(), keys));
                ceremonies.add(untrusted("packed self, " + algorithm, algorithm, Attestation.self(), keys));
                ceremonies.add(MadeCeremony.authentication(algorithm.toString(), algorithm, false, keys));
            }
        }
        ceremonies.add(MadeCeremony.authentication("ES256, backed up", Algorithm.ES256, true, keys));
        AttestationAuthority authority =
                AttestationAuthority.builder().intermediate(true).build();
        new Certified("maker trusted", authority, Set.of(authority.root()), keys).addTo(ceremonies);
        new Certified("nobody trusted", authority, Set.of(), keys).addTo(ceremonies);
        return ceremonies;
    }

    private static Ceremony untrusted(String name, Algorithm algorithm, Attestation attestation, KeyPairs keys) {
        return MadeCeremony.registration(name, algorithm, MadeCeremony.MODEL, attestation, Set.of(), keys);
    }

    /** Registrations with certificates, where these roots are trusted. */
    private record Certified(String trust, AttestationAuthority authority, Set<X509Certificate> roots, KeyPairs keys) {

        void addTo(List<Ceremony> ceremonies) {
            Attestation packed = Attestation.packed(authority);
            ceremonies.add(of("packed from AA", Algorithm.ES256, packed));
            ceremonies.add(of("packed", Algorithm.ES256, packed, IN_GERMANY));
            ceremonies.add(of("packed", Algorithm.RS256, packed, IN_GERMANY));
            ceremonies.add(
                    of("packed by RS256", Algorithm.ES256, Attestation.packed(authority, Algorithm.RS256), IN_GERMANY));
            ceremonies.add(
                    of("packed by ES384", Algorithm.EDDSA, Attestation.packed(authority, Algorithm.ES384), IN_GERMANY));
            ceremonies.add(of("tpm with a model", Algorithm.ES256, Attestation.tpm(authority)));
            Fault anyModel = ChainFault.leaf().withoutAaguid();
            ceremonies.add(of("tpm", Algorithm.ES256, Attestation.tpm(authority), anyModel));
            ceremonies.add(of("tpm by ES256", Algorithm.RS256, Attestation.tpm(authority, Algorithm.ES256), anyModel));
            ceremonies.add(of("android-key", Algorithm.ES256, Attestation.androidKey(authority)));
            ceremonies.add(of("apple", Algorithm.ES256, Attestation.apple(authority)));
            ceremonies.add(of("fido-u2f with a model", Algorithm.ES256, Attestation.fidoU2f(authority)));
            ceremonies.add(MadeCeremony.registration(
                    "fido-u2f, " + trust, Algorithm.ES256, NO_MODEL, Attestation.fidoU2f(authority), roots, keys));
            ceremonies.add(of("android-safetynet", Algorithm.ES256, Attestation.androidSafetyNet(authority)));
            ceremonies.add(
                    of("compound", Algorithm.ES256, Attestation.compound(packed, Attestation.androidKey(authority))));
        }

        private Ceremony of(String name, Algorithm algorithm, Attestation attestation, Fault... always) {
            return MadeCeremony.registration(
                    name + " for " + algorithm + ", " + trust,
                    algorithm,
                    MadeCeremony.MODEL,
                    attestation,
                    roots,
                    keys,
                    always);
        }
    }
}
