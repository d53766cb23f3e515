package dev.keystile.peers.differences;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.testing.CredentialKeyFault;
import dev.keystile.webauthn.testing.Fault;
import dev.keystile.webauthn.testing.SignatureFault;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes mutants of ceremonies: the same ones from the same seed, as far as the JVM's own signatures are the same. */
final class Mutator {

    private static final int FLAGS_AT = 32;
    private static final int SIGN_COUNT_AT = 33;
    private static final int ATTESTED_AT = 37;
    private static final int ID_LENGTH_AT = 53;
    private static final int ID_AT = 55;
    private static final int ATTEMPTS = 200;

    private final Random random;
    private final NamedFaults named;
    private final List<String> notes = new ArrayList<>();

    Mutator(long seed) {
        this.random = new Random(seed);
        this.named = new NamedFaults(random);
    }

    /** One mutant of one of the ceremonies. */
    Mutant mutant(List<Ceremony> ceremonies) {
        Ceremony ceremony = ceremonies.get(random.nextInt(ceremonies.size()));
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<Mutation> mutations = new ArrayList<>(List.of(any(ceremony)));
            if (random.nextInt(8) == 0) {
                mutations.add(any(ceremony));
            }
            notes.clear();
            try {
                Mutant mutant = applied(ceremony, mutations);
                if (mutant != null) {
                    return mutant;
                }
            } catch (RuntimeException e) {
                // A fault that finds nothing to act on in this ceremony: another one is drawn.
            }
        }
        throw new IllegalStateException("No mutation fits " + ceremony.name());
    }

    private @Nullable Mutant applied(Ceremony ceremony, List<Mutation> mutations) {
        Fault[] faults = mutations.stream()
                .flatMap(mutation -> mutation.making().stream())
                .toArray(Fault[]::new);
        String made = ceremony.response(faults);
        String changed = made;
        for (Mutation mutation : mutations) {
            changed = mutation.made().apply(changed);
        }
        if (faults.length == 0 && changed.equals(made)) {
            return null;
        }
        List<String> description = new ArrayList<>();
        Arrays.stream(faults).map(Fault::toString).forEach(description::add);
        description.addAll(notes);
        return new Mutant(
                ceremony, mutations.stream().map(Mutation::kind).toList(), String.join("; ", description), changed);
    }

    private Mutation any(Ceremony ceremony) {
        int choice = random.nextInt(ceremony.isRemade() ? 16 : 6);
        return switch (choice) {
            case 0 -> Mutation.made(MutationKind.RESPONSE, response -> json().mutate(response));
            case 1, 2 -> inMember(MutationKind.MEMBER_BYTES, anyMember(ceremony), bytes -> bytes().mutate(bytes));
            case 3, 4 ->
                ceremony.isRegistration()
                        ? inMember(MutationKind.ATTESTATION_OBJECT, "attestationObject", bytes -> cbor().mutate(bytes))
                        : inMember(MutationKind.SIGNATURE, "signature", bytes -> der().mutate(bytes));
            case 5 ->
                ceremony.isRegistration()
                        ? inMember(MutationKind.CERTIFICATE_BYTES, "attestationObject", this::inCertificate)
                        : inMember(MutationKind.MEMBER_BYTES, anyMember(ceremony), bytes -> bytes().mutate(bytes));
            case 6, 7 ->
                making(
                        MutationKind.CLIENT_DATA,
                        Fault.changingClientDataBytes(
                                "client data",
                                bytes -> random.nextInt(5) == 0
                                        ? bytes().mutate(bytes)
                                        : json().mutate(new String(bytes, StandardCharsets.UTF_8))
                                                .getBytes(StandardCharsets.UTF_8)));
            case 8, 9 ->
                making(
                        MutationKind.AUTHENTICATOR_DATA,
                        Fault.changingAuthenticatorData("authenticator data", this::inAuthenticatorData));
            case 10 ->
                ceremony.isRegistration()
                        ? making(
                                MutationKind.CREDENTIAL_KEY,
                                CredentialKeyFault.changing("credential key", bytes -> cbor().mutate(bytes)))
                        : signature();
            case 11 -> making(MutationKind.EXTENSIONS, Fault.extensionBytes("extensions", extensions()));
            case 12 -> signature();
            case 13 ->
                ceremony.isRegistration()
                        ? making(MutationKind.CERTIFICATE, named.ofStatement(ceremony.name()))
                        : making(MutationKind.NAMED_FAULT, named.any(false));
            default -> making(MutationKind.NAMED_FAULT, named.any(ceremony.isRegistration()));
        };
    }

    private static Mutation making(MutationKind kind, Fault fault) {
        return Mutation.making(kind, fault);
    }

    private Mutation signature() {
        return making(
                MutationKind.SIGNATURE,
                SignatureFault.changing(
                        "signature",
                        signature -> random.nextBoolean() ? der().mutate(signature) : bytes().mutate(signature)));
    }

    private ByteMutator bytes() {
        return new ByteMutator(random, notes::add);
    }

    private JsonMutator json() {
        return new JsonMutator(random, notes::add);
    }

    private CborMutator cbor() {
        return new CborMutator(random, notes::add);
    }

    private DerMutator der() {
        return new DerMutator(random, notes::add);
    }

    private String anyMember(Ceremony ceremony) {
        List<String> members = ceremony.isRegistration()
                ? List.of("clientDataJSON", "attestationObject", "attestationObject")
                : List.of("clientDataJSON", "authenticatorData", "signature", "userHandle");
        return members.get(random.nextInt(members.size()));
    }

    private Mutation inMember(MutationKind kind, String member, UnaryOperator<byte[]> change) {
        return Mutation.made(kind, response -> {
            try {
                String text =
                        JsonObject.parse(response).requiredObject("response").requiredString(member);
                byte[] changed = change.apply(ByteString.fromBase64Url(text).toByteArray());
                notes.add("in " + member);
                return response.replace(
                        '"' + text + '"', '"' + ByteString.copyOf(changed).toBase64Url() + '"');
            } catch (MalformedException e) {
                throw new IllegalArgumentException("An earlier change left nothing to change in " + member, e);
            }
        });
    }

    /** A change in the DER of the first certificate that the bytes hold. */
    private byte[] inCertificate(byte[] object) {
        for (int at = 0; at + 4 < object.length; at++) {
            boolean begins = object[at] == 0x59 && object[at + 3] == 0x30 && object[at + 4] == (byte) 0x82;
            int length = (object[at + 1] & 0xff) << 8 | object[at + 2] & 0xff;
            if (begins && at + 3 + length <= object.length) {
                byte[] changed = der().mutate(Arrays.copyOfRange(object, at + 3, at + 3 + length));
                return concat(
                        Arrays.copyOf(object, at + 1),
                        new byte[] {(byte) (changed.length >> 8), (byte) changed.length},
                        changed,
                        Arrays.copyOfRange(object, at + 3 + length, object.length));
            }
        }
        throw new IllegalArgumentException("There is no certificate here");
    }

    private byte[] inAuthenticatorData(byte[] data) {
        byte[] changed = data.clone();
        boolean attested = data.length > ID_AT;
        switch (random.nextInt(attested ? 10 : 6)) {
            case 0 -> {
                notes.add("rpIdHash");
                changed[random.nextInt(FLAGS_AT)]++;
            }
            case 1 -> {
                int flags = random.nextInt(256);
                notes.add("flags " + Integer.toBinaryString(flags));
                changed[FLAGS_AT] = (byte) flags;
            }
            case 2 -> {
                int bit = random.nextInt(8);
                notes.add("flag " + bit + " turned");
                changed[FLAGS_AT] ^= (byte) (1 << bit);
            }
            case 3 -> {
                notes.add("signCount");
                for (int i = 0; i < 4; i++) {
                    changed[SIGN_COUNT_AT + i] = (byte) (random.nextBoolean() ? 0 : random.nextInt());
                }
            }
            case 4, 5 -> changed = bytes().mutate(data);
            case 6 -> {
                notes.add("AAGUID");
                changed[ATTESTED_AT + random.nextInt(16)]++;
            }
            case 7 -> {
                notes.add("credential id length");
                changed[ID_LENGTH_AT + random.nextInt(2)] += (byte) (1 + random.nextInt(255));
            }
            case 8 -> {
                notes.add("credential id");
                changed[ID_AT]++;
            }
            default -> {
                int key = ID_AT + ((data[ID_LENGTH_AT] & 0xff) << 8 | data[ID_LENGTH_AT + 1] & 0xff);
                changed = concat(Arrays.copyOf(data, key), cbor().mutate(Arrays.copyOfRange(data, key, data.length)));
            }
        }
        return changed;
    }

    private byte[] extensions() {
        byte[] proper = HexFormat.of()
                .parseHex(
                        random.nextBoolean()
                                ? "a26b6372656450726f74656374026b686d61632d736563726574f5"
                                : "a16375766d8183020402");
        return random.nextInt(6) == 0 ? proper : cbor().mutate(proper);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
