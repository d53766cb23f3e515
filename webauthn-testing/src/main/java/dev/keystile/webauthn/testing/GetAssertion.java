package dev.keystile.webauthn.testing;

import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The operation <a href="https://www.w3.org/TR/webauthn-3/#sctn-op-get-assertion">authenticatorGetAssertion</a>.
 *
 * @param globalSignCount the counter of an authenticator that has one for all credentials
 */
record GetAssertion(
        AuthenticatorSettings settings, CredentialStore credentials, AtomicLong globalSignCount, SecureRandom random) {

    /** What the client hands over; no allowed ids if the choice is open. */
    record Request(
            byte[] clientDataHash,
            String rpId,
            List<byte[]> allowed,
            boolean userVerification,
            AuthenticationExtensions extensions) {}

    /** What the authenticator signed, and with which credential. */
    record Made(
            SoftwareCredential credential, byte[] authenticatorData, byte[] signature, ExtensionOutputs extensions) {}

    Made perform(Request request, Faults faults) {
        SoftwareCredential credential = choose(request);
        boolean userVerified = request.userVerification() && !isU2f(credential, request);
        ExtensionOutputs extensions =
                request.extensions().outputs(credential, settings.extensions(), userVerified, random);
        byte[] authenticatorData = settings.authenticatorData(
                        credential.rpId(), true, userVerified, nextSignCount(credential))
                .encoded(extensions, faults);
        byte[] signature = new Signer(credential.key(), credential, random)
                .sign(Bytes.concat(authenticatorData, request.clientDataHash()), faults);
        return new Made(credential, faults.at(Stage.AUTHENTICATOR_DATA_SENT, authenticatorData), signature, extensions);
    }

    private static boolean isU2f(SoftwareCredential credential, Request request) {
        return !credential.rpId().equals(request.rpId());
    }

    private SoftwareCredential choose(Request request) {
        List<SoftwareCredential> candidates = candidates(request);
        SoftwareCredential chosen = settings.chosen();
        if (chosen != null && candidates.contains(chosen)) {
            return chosen;
        }
        if (chosen != null || candidates.isEmpty()) {
            throw new DomException.NotAllowedError(
                    chosen == null ? "the authenticator has nothing that fits" : "the chosen credential does not fit");
        }
        return candidates.get(0);
    }

    private List<SoftwareCredential> candidates(Request request) {
        boolean listed = !request.allowed().isEmpty();
        List<SoftwareCredential> found = listed ? allowed(request) : discoverable(request.rpId());
        return found.stream()
                .filter(credential -> credential.protection().allows(request.userVerification(), listed))
                .toList();
    }

    private List<SoftwareCredential> allowed(Request request) {
        return request.allowed().stream()
                .flatMap(id -> credentials
                        .find(request.rpId(), id)
                        .or(() -> request.extensions().appId().flatMap(appId -> credentials.find(appId, id)))
                        .stream())
                .toList();
    }

    private List<SoftwareCredential> discoverable(String rpId) {
        SoftwareCredential chosen = settings.chosen();
        if (chosen == null) {
            return credentials.discoverable(rpId);
        }
        // Spares an authenticator that holds thousands from looking through them.
        return chosen.isDiscoverable()
                ? credentials.find(rpId, chosen.id()).stream().toList()
                : List.of();
    }

    private long nextSignCount(SoftwareCredential credential) {
        return switch (settings.signCounter()) {
            case PER_CREDENTIAL -> credential.countUse();
            case GLOBAL -> globalSignCount.incrementAndGet();
            case NONE -> 0;
        };
    }
}
