package dev.keystile.webauthn.cose;

import dev.keystile.webauthn.bytes.ByteString;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The signatures that some JCA providers can verify. What each provider can do is found out once, when the suite is made; no
 * provider is installed anywhere.
 *
 * <p>A signature is valid under one suite if it is under another that supports its algorithm: what some providers accept and
 * some refuse is refused here. ECDSA signatures are strict DER of two numbers in range, EdDSA ones the only encoding of a point
 * and a number below the order, all others have the one length that is possible; all of that is made sure of before a provider
 * sees them. A provider that differs in what cannot be seen before is told by a question it is asked when the suite is made:
 * one that verifies EdDSA only times the cofactor, as Bouncy Castle does, does not count as supporting it; one that takes PKCS #1
 * signatures without the parameters of the hash, as the JDK's does, has its answers looked over.
 *
 * <p>The s of an ECDSA signature may be in the upper half: WebAuthn does not forbid it and authenticators make such
 * signatures. A suite is immutable and can be used by any number of threads.
 */
public final class SignatureSuite {
    private final Map<SignatureScheme, JcaVerifier> verifiers;
    private final Set<CoseAlgorithm> supported;

    private SignatureSuite(Map<SignatureScheme, JcaVerifier> verifiers) {
        this.verifiers = verifiers;
        Set<CoseAlgorithm> algorithms = new LinkedHashSet<>();
        for (SignatureScheme scheme : verifiers.keySet()) {
            algorithms.add(scheme.algorithm());
        }
        this.supported = Collections.unmodifiableSet(algorithms);
    }

    /** The suite of the providers that are installed in this Java platform, in their order of preference. */
    public static SignatureSuite platform() {
        return of(List.of(Security.getProviders()));
    }

    /**
     * The suite of one provider alone.
     *
     * @param provider need not be installed
     */
    public static SignatureSuite of(Provider provider) {
        return of(List.of(provider));
    }

    /**
     * The suite in which each algorithm is verified by the first of some providers that can.
     *
     * @param providers the preferred one first; none of them needs to be installed
     */
    public static SignatureSuite of(List<Provider> providers) {
        Map<SignatureScheme, JcaVerifier> verifiers = new EnumMap<>(SignatureScheme.class);
        for (SignatureScheme scheme : SignatureScheme.values()) {
            for (Provider provider : providers) {
                JcaVerifier verifier = JcaVerifier.probe(scheme, provider);
                if (verifier != null) {
                    verifiers.put(scheme, verifier);
                    break;
                }
            }
        }
        return new SignatureSuite(verifiers);
    }

    /** This suite, and for what it lacks another: {@code SignatureSuite.of(fastProvider).orElse(SignatureSuite.platform())}. */
    public SignatureSuite orElse(SignatureSuite fallback) {
        Map<SignatureScheme, JcaVerifier> all = new EnumMap<>(fallback.verifiers);
        all.putAll(verifiers);
        return new SignatureSuite(all);
    }

    /** All algorithms that can be verified, {@link CoseAlgorithm#RS1} too if the providers have it; unmodifiable. */
    public Set<CoseAlgorithm> supported() {
        return supported;
    }

    /**
     * The algorithms to ask authenticators for unless there is a reason for others, the preferred one first: those that the <a
     * href="https://www.w3.org/TR/webauthn-3/#dom-publickeycredentialcreationoptions-pubkeycredparams">specification</a>
     * recommends, which every authenticator has one of, as far as they can be verified.
     */
    public List<CoseAlgorithm> recommended() {
        List<CoseAlgorithm> recommended =
                new ArrayList<>(List.of(CoseAlgorithm.EDDSA, CoseAlgorithm.ES256, CoseAlgorithm.RS256));
        recommended.retainAll(supported);
        return List.copyOf(recommended);
    }

    /**
     * Verifies a signature, by the key's algorithm, over pieces of data one after another.
     *
     * @param signature as WebAuthn has it (L3 §6.5.5): DER of r and s for ECDSA; R and S, 64 or 114 bytes, for EdDSA;
     *     as many bytes as the modulus for RSA; 2420, 3309 or 4627 bytes for ML-DSA
     * @param data what was signed, not hashed; of an assertion the authenticator data, then the hash of the client data
     * @throws InvalidSignatureException when the signature is not valid, for whatever reason
     * @throws UnsupportedAlgorithmException when no provider of this suite can tell; always for an {@link UnknownKey}
     */
    public void verify(CoseKey key, ByteString signature, ByteString... data)
            throws InvalidSignatureException, UnsupportedAlgorithmException {
        SignatureScheme scheme = SignatureScheme.of(key.algorithm());
        JcaVerifier verifier = scheme == null ? null : verifiers.get(scheme);
        if (verifier == null) {
            throw new UnsupportedAlgorithmException(key.algorithm());
        }
        SignatureForm.check(key, signature);
        try {
            if (verifier.verify(key, signature, data)) {
                return;
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new InvalidSignatureException("the provider cannot verify the signature", e);
        }
        throw new InvalidSignatureException("not made over the data with the key");
    }
}
