package dev.keystile.webauthn.testing;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What can be wrong with an {@code android-key} attestation statement's key description, or differ from one device to
 * the next. The certificate is signed over what the fault leaves.
 *
 * <p>{@link Fault#statement} breaks the statement's members, {@link ChainFault} the certificates in general.
 */
public final class AndroidKeyFault {

    private AndroidKeyFault() {}

    /** The attestation challenge is not the hash of the client data. */
    public static Fault otherChallenge() {
        return inDescription("another challenge", draft -> draft.challenge = Bytes.withBitTurned(draft.challenge, 0));
    }

    /** The key may be used by every application, as the software says. */
    public static Fault allApplicationsInSoftware() {
        return inDescription(
                "all applications, by software",
                draft -> draft.softwareEnforced.put(KeyDescriptionDraft.ALL_APPLICATIONS, Der.nothing()));
    }

    /** The key may be used by every application, as the hardware says. */
    public static Fault allApplicationsInHardware() {
        return inDescription(
                "all applications, by hardware",
                draft -> draft.hardwareEnforced.put(KeyDescriptionDraft.ALL_APPLICATIONS, Der.nothing()));
    }

    /** The key is of this origin: 0 generated, 1 derived, 2 imported, 4 securely imported. */
    public static Fault origin(int origin) {
        return inDescription(
                "origin " + origin,
                draft -> draft.hardwareEnforced.put(KeyDescriptionDraft.ORIGIN, Der.integer(origin)));
    }

    /** Nothing says where the key comes from. */
    public static Fault noOrigin() {
        return inDescription("no origin", draft -> draft.hardwareEnforced.remove(KeyDescriptionDraft.ORIGIN));
    }

    /** The key is for these purposes: 0 encrypt, 1 decrypt, 2 sign, 3 verify, 5 wrap, 6 agree, 7 attest. */
    public static Fault purposes(int... purposes) {
        byte[][] elements = Arrays.stream(purposes).mapToObj(Der::integer).toArray(byte[][]::new);
        return inDescription(
                "purposes " + Arrays.toString(purposes),
                draft -> draft.hardwareEnforced.put(KeyDescriptionDraft.PURPOSE, Der.set(elements)));
    }

    /** Nothing says what the key is for. */
    public static Fault noPurpose() {
        return inDescription("no purpose", draft -> draft.hardwareEnforced.remove(KeyDescriptionDraft.PURPOSE));
    }

    /** Everything is enforced by software alone: acceptable unless the relying party wants hardware. */
    public static Fault enforcedBySoftware() {
        return inDescription("enforced by software", draft -> {
            draft.attestationSecurityLevel = 0;
            draft.keyMintSecurityLevel = 0;
            Map<Integer, byte[]> enforced = new TreeMap<>(draft.hardwareEnforced);
            draft.hardwareEnforced.clear();
            draft.softwareEnforced.putAll(enforced);
        });
    }

    /** The software says this origin, the hardware says that the key was generated. */
    public static Fault originInSoftware(int origin) {
        return inDescription(
                "origin " + origin + " by software",
                draft -> draft.softwareEnforced.put(KeyDescriptionDraft.ORIGIN, Der.integer(origin)));
    }

    /** Valid: the key is in a secure element. */
    public static Fault strongBox() {
        return inDescription("StrongBox", draft -> {
            draft.attestationSecurityLevel = 2;
            draft.keyMintSecurityLevel = 2;
        });
    }

    /** Both authorization lists are empty, as in the W3C's test vector. */
    public static Fault noAuthorizations() {
        return inDescription("empty authorization lists", draft -> {
            draft.softwareEnforced.clear();
            draft.hardwareEnforced.clear();
        });
    }

    /** Valid: an authorization that no verifier knows. */
    public static Fault unknownAuthorization() {
        return inDescription(
                "an unknown authorization", draft -> draft.hardwareEnforced.put(799, Der.octetString(new byte[4])));
    }

    /** The certificate has no key description. */
    public static Fault noDescription() {
        return ChainFault.leaf().withoutExtension(AndroidKeyAttestation.KEY_DESCRIPTION);
    }

    /** The key description is something else. */
    public static Fault malformedDescription() {
        return ChainFault.leaf().extension(AndroidKeyAttestation.KEY_DESCRIPTION, false, Der.sequence(Der.integer(3)));
    }

    /** The key description has bytes after it. */
    public static Fault descriptionLeftover(byte... leftover) {
        return inDescription("bytes after the key description", draft -> draft.leftover = leftover);
    }

    private static Fault inDescription(String name, Consumer<KeyDescriptionDraft> change) {
        return Fault.in(Stage.KEY_DESCRIPTION, name, change);
    }
}
