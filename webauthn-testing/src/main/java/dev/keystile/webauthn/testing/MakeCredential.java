package dev.keystile.webauthn.testing;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The operation <a href="https://www.w3.org/TR/webauthn-3/#sctn-op-make-cred">authenticatorMakeCredential</a>.
 *
 * @param globalSignCount the counter of an authenticator that has one for all credentials
 */
record MakeCredential(
        AuthenticatorSettings settings, CredentialStore credentials, AtomicLong globalSignCount, SecureRandom random) {
    private static final UUID NO_MODEL = new UUID(0, 0);
    private static final byte[] NO_BLOB = {};

    /** What the client hands over. */
    record Request(
            byte[] clientDataHash,
            String rpId,
            SoftwareCredential.User user,
            boolean discoverable,
            boolean userPresence,
            boolean userVerification,
            List<Long> algorithms,
            RegistrationExtensions extensions,
            boolean attestation,
            List<String> attestationFormats) {}

    /** What the authenticator made. */
    record Made(
            SoftwareCredential credential,
            Map<Object, @Nullable Object> coseKey,
            byte[] authenticatorData,
            String format,
            Object statement,
            ExtensionOutputs extensions) {}

    Made perform(Request request, Faults faults) {
        SoftwareCredential credential = newCredential(request, faults);
        credentials.add(credential);
        ExtensionOutputs extensions = request.extensions()
                .outputs(credential, settings.extensions(), request.userVerification(), settings.minPinLength());

        Map<Object, @Nullable Object> coseKey =
                faults.at(Stage.COSE_KEY, credential.algorithm().coseKey(credential.publicKey()));
        CborForm coseKeyForm = faults.at(Stage.COSE_KEY_FORM, CborForm.CANONICAL);
        byte[] coseKeyBytes = faults.at(Stage.COSE_KEY_BYTES, Cbor.write(coseKey, coseKeyForm));
        AuthenticatorDataDraft draft = settings.authenticatorData(
                request.rpId(), request.userPresence(), request.userVerification(), firstSignCount());
        draft.attest(new AuthenticatorDataDraft.AttestedCredential(
                Bytes.of(settings.aaguid()), credential.id(), coseKeyBytes));
        byte[] authenticatorData = draft.encoded(extensions, faults);

        Attestation attestation = attestation(request);
        Attestation.Subject subject = new Attestation.Subject(
                credential, settings.aaguid(), coseKey, authenticatorData, request.clientDataHash(), random);
        Object statement = attestation.statement(subject, faults);
        return new Made(credential, coseKey, authenticatorData, attestation.format(), statement, extensions);
    }

    private SoftwareCredential newCredential(Request request, Faults faults) {
        Algorithm algorithm = faults.at(Stage.ALGORITHM, preferredAlgorithm(request.algorithms()));
        return new SoftwareCredential(
                faults.at(Stage.CREDENTIAL_ID, settings.newCredentialId(random)),
                request.rpId(),
                request.user(),
                new SigningKey(algorithm, faults.at(Stage.KEY_PAIR, settings.newKeyPair(algorithm, random))),
                request.discoverable(),
                request.extensions().protection(settings.extensions()),
                request.extensions().credBlob(settings.extensions()).orElse(NO_BLOB));
    }

    private Algorithm preferredAlgorithm(List<Long> offered) {
        return offered.stream()
                .flatMap(cose -> settings.algorithms().stream().filter(each -> each.cose() == cose))
                .findFirst()
                .orElseThrow(() -> new DomException.NotSupportedError(
                        "this authenticator makes " + settings.algorithms() + " and was offered " + offered));
    }

    private long firstSignCount() {
        return settings.signCounter() == SignCounter.GLOBAL ? globalSignCount.incrementAndGet() : 0;
    }

    /** What remains after the client has replaced a statement that nobody asked for; self attestation tells nothing. */
    private Attestation attestation(Request request) {
        Attestation preferred = request.attestationFormats().stream()
                .flatMap(format -> settings.attestations().stream()
                        .filter(each -> each.format().equals(format)))
                .findFirst()
                .orElse(settings.attestations().get(0));
        boolean anonymous = preferred.isSelf() && settings.aaguid().equals(NO_MODEL);
        return request.attestation() || anonymous ? preferred : Attestation.none();
    }
}
