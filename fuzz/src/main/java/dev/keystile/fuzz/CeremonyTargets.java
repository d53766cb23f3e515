package dev.keystile.fuzz;

import static dev.keystile.fuzz.EncodingTargets.require;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keystile.webauthn.authentication.AuthenticationRefusedException;
import dev.keystile.webauthn.authentication.AuthenticationResponse;
import dev.keystile.webauthn.authentication.VerifiedAuthentication;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.client.CollectedClientData;
import dev.keystile.webauthn.credential.CredentialRecord;
import dev.keystile.webauthn.registration.RegistrationRefusedException;
import dev.keystile.webauthn.registration.RegistrationResponse;
import dev.keystile.webauthn.registration.VerifiedRegistration;
import dev.keystile.webauthn.testing.Algorithm;
import dev.keystile.webauthn.testing.CredentialKeyFault;
import dev.keystile.webauthn.testing.Fault;
import dev.keystile.webauthn.testing.SignatureFault;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Both ceremonies from the text of a response to the verdict. The input is a recipe: which kind of authenticator answers, and what
 * goes wrong at which moment. What goes wrong before the authenticator signs is signed, so that the checks behind the signature
 * are reached; whatever is accepted is looked at once more with other readers.
 */
final class CeremonyTargets {
    private static final JsonMapper JACKSON = new JsonMapper();
    private static final ByteString RP_ID_HASH =
            ByteString.ofUtf8(Samples.RP_ID).sha256();
    private static final int USER_PRESENT_AND_VERIFIED = 0x05;
    private static final int SEEDS = 24;

    private CeremonyTargets() {}

    static List<FuzzTarget<?>> all() {
        return List.of(registration(), registrationText(), authentication(), authenticationText());
    }

    /** A response in the making, and whether nothing but what is signed was changed, and before it was signed. */
    private record Made(
            String response,
            boolean changedAfterSigning,
            @Nullable CredentialRecord record) {}

    private static FuzzTarget<?> registration() {
        return FuzzTarget.reading("registration", input -> {
                    String response = registrationResponse(new Recipe(input));
                    return Samples.get()
                            .relyingParty
                            .verify(Samples.get().pendingRegistration, RegistrationResponse.parse(response));
                })
                .refusingBy(MalformedException.class, RegistrationRefusedException.class)
                .within(16 << 20, 4096)
                .holding((input, verified) -> requireAsAsked(verified))
                .from(() -> recipes(Samples.formats().size()));
    }

    /** Any text as the response; the verdict is reached for responses that were made for this ceremony. */
    private static FuzzTarget<VerifiedRegistration> registrationText() {
        return FuzzTarget.reading(
                        "registration-text",
                        input -> Samples.get()
                                .relyingParty
                                .verify(
                                        Samples.get().pendingRegistration,
                                        RegistrationResponse.parse(EncodingTargets.text(input))))
                .refusingBy(MalformedException.class, RegistrationRefusedException.class)
                .within(2 << 20, 4096)
                .holding((input, verified) -> requireAsAsked(verified))
                .from(() -> Samples.get().registrationResponses());
    }

    private static FuzzTarget<Made> authentication() {
        return FuzzTarget.<Made>reading("authentication", input -> {
                    Made made = authenticationResponse(new Recipe(input));
                    AuthenticationResponse response = AuthenticationResponse.parse(made.response());
                    VerifiedAuthentication verified = Samples.get()
                            .relyingParty
                            .verify(
                                    Samples.get().pendingAuthentication,
                                    response,
                                    Objects.requireNonNull(made.record()));
                    requireAsAsked(
                            response.clientData(), verified.authenticatorData().encoded());
                    return made;
                })
                .refusingBy(MalformedException.class, AuthenticationRefusedException.class)
                .within(16 << 20, 4096)
                .holding((input, made) -> require(!made.changedAfterSigning(), "a change after signing was accepted"))
                .from(() -> recipes(Samples.get().authenticators().size()));
    }

    private static FuzzTarget<VerifiedAuthentication> authenticationText() {
        return FuzzTarget.reading("authentication-text", input -> {
                    AuthenticationResponse response = AuthenticationResponse.parse(EncodingTargets.text(input));
                    CredentialRecord record = Samples.get().records().stream()
                            .filter(each -> each.id().equals(response.unverifiedCredentialId()))
                            .findFirst()
                            .orElse(Samples.get().records().get(0));
                    return Samples.get().relyingParty.verify(Samples.get().pendingAuthentication, response, record);
                })
                .refusingBy(MalformedException.class, AuthenticationRefusedException.class)
                .within(2 << 20, 4096)
                .from(() -> Samples.get().authenticationResponses());
    }

    private static String registrationResponse(Recipe recipe) {
        List<String> formats = Samples.formats();
        String format = formats.get(recipe.next(formats.size()));
        Algorithm algorithm = format.equals("none") && recipe.next(4) == 3 ? Algorithm.ED25519 : Algorithm.ES256;
        List<Fault> faults = chosen(
                recipe.nextByte(),
                List.of(
                        () -> Fault.changingClientDataBytes("client data", mutation(recipe)),
                        () -> Fault.changingAuthenticatorData("authenticator data", authenticatorDataMutation(recipe)),
                        () -> CredentialKeyFault.changing("key", mutation(recipe)),
                        () -> Fault.changingAttestationObject("attestation object", mutation(recipe)),
                        () -> Fault.changingResponseText("response", textMutation(recipe)),
                        () -> Fault.changingClientDataAfterSigning("client data", mutation(recipe))));
        return Samples.get().register(Samples.authenticator(format, algorithm), faults.toArray(Fault[]::new));
    }

    private static Made authenticationResponse(Recipe recipe) {
        List<SoftwareAuthenticator> authenticators = Samples.get().authenticators();
        int chosen = recipe.next(authenticators.size());
        int stages = recipe.nextByte();
        List<Fault> faults = chosen(
                stages,
                List.of(
                        () -> Fault.changingClientDataBytes("client data", mutation(recipe)),
                        () -> Fault.changingAuthenticatorData("authenticator data", authenticatorDataMutation(recipe)),
                        () -> SignatureFault.changing("signature", mutation(recipe)),
                        () -> Fault.changingClientDataAfterSigning("client data", mutation(recipe)),
                        () -> Fault.changingAuthenticatorDataAfterSigning("authenticator data", mutation(recipe)),
                        () -> Fault.changingResponseText("response", textMutation(recipe))));
        boolean afterSigning = (stages & (8 | 16)) != 0 && (stages & 32) == 0;
        return new Made(
                Samples.get().authenticate(authenticators.get(chosen), faults.toArray(Fault[]::new)),
                afterSigning,
                Samples.get().records().get(chosen));
    }

    /** The faults whose bits are set, the first one's the lowest. */
    private static List<Fault> chosen(int bits, List<Supplier<Fault>> faults) {
        return IntStream.range(0, faults.size())
                .filter(i -> (bits >> i & 1) != 0)
                .mapToObj(i -> faults.get(i).get())
                .toList();
    }

    private static UnaryOperator<byte[]> mutation(Recipe recipe) {
        return bytes -> new Mutation(recipe).of(bytes);
    }

    /** Often a change of the header, which is what the checks look at. */
    private static UnaryOperator<byte[]> authenticatorDataMutation(Recipe recipe) {
        return bytes -> {
            if (recipe.next(2) == 1) {
                return new Mutation(recipe).of(bytes);
            }
            byte[] changed = bytes.clone();
            changed[32 + recipe.next(5)] ^= (byte) (1 + recipe.next(255));
            return changed;
        };
    }

    private static UnaryOperator<String> textMutation(Recipe recipe) {
        return text -> {
            String changed = new String(new Mutation(recipe).of(text.getBytes(UTF_8)), UTF_8);
            return changed.equals(text) ? text + " ,".charAt(recipe.next(2)) : changed;
        };
    }

    /** What was accepted is what was asked for, as others read it. */
    private static void requireAsAsked(VerifiedRegistration verified) {
        requireAsAsked(null, verified.attestationObject().authenticatorData().encoded());
        require(verified.user().equals(Samples.USER), "another user");
        require(verified.origin().equals(Samples.ORIGIN), "another origin");
        require(
                Samples.get()
                        .pendingRegistration
                        .request()
                        .algorithms()
                        .contains(verified.credentialRecord().publicKey().algorithm()),
                "an algorithm that was not offered");
    }

    private static void requireAsAsked(@Nullable CollectedClientData clientData, ByteString authenticatorData) {
        require(authenticatorData.slice(0, 32).equals(RP_ID_HASH), "another RP ID");
        require(
                (authenticatorData.byteAt(32) & USER_PRESENT_AND_VERIFIED) == USER_PRESENT_AND_VERIFIED,
                "a user who was not present or not verified");
        if (clientData != null) {
            String text = new String(clientData.encoded().toByteArray(), StandardCharsets.UTF_8);
            JsonNode theirs = JACKSON.readTree(text.startsWith("\ufeff") ? text.substring(1) : text);
            require(theirs.get("type").stringValue().equals("webauthn.get"), "another type");
            require(theirs.get("origin").stringValue().equals(Samples.ORIGIN), "another origin");
            require(
                    theirs.get("challenge")
                            .stringValue()
                            .equals(Samples.CHALLENGE.value().toBase64Url()),
                    "another challenge");
        }
    }

    /** For each kind of authenticator a recipe without faults, and some with. */
    private static List<ByteString> recipes(int kinds) {
        List<ByteString> recipes = new ArrayList<>();
        Random random = new Random(1);
        for (int kind = 0; kind < kinds; kind++) {
            recipes.add(ByteString.of((byte) kind));
            for (int i = 0; i < SEEDS; i++) {
                byte[] recipe = new byte[16 + random.nextInt(48)];
                random.nextBytes(recipe);
                recipe[0] = (byte) kind;
                // One stage at a time at first; beside "none", whose second byte chooses the algorithm.
                Arrays.fill(recipe, 1, 3, (byte) (1 << i % 6));
                recipes.add(ByteString.of(recipe));
            }
        }
        return recipes;
    }
}
