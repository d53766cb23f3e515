package dev.keystile.peers.differences;

import dev.keystile.peers.AuthenticationQuestion;
import dev.keystile.peers.Peer;
import dev.keystile.peers.RegistrationQuestion;
import dev.keystile.peers.Verification;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.json.JsonArray;
import dev.keystile.webauthn.json.JsonLimits;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.json.JsonValue;
import dev.keystile.webauthn.registration.RegistrationResponse;
import dev.keystile.webauthn.testing.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The specification's ceremonies and recordings of real authenticators, from the folder of vectors. */
final class RecordedCeremonies {

    private static final JsonLimits LIMITS = new JsonLimits(16 * 1024 * 1024, 16, 200_000);
    private static final int FLAGS_AT = 32;
    private static final int SHORTEST_CHALLENGE = 16;
    private static final int LONGEST_CHALLENGE = 64;
    private static final ByteString USER_HANDLE = ByteString.fromHex("0123456789abcdef");

    private RecordedCeremonies() {}

    private record Recorded(String name, boolean isRegistration, String json, Function<Peer, Verification> beginning)
            implements Ceremony {

        @Override
        public boolean isRemade() {
            return false;
        }

        @Override
        public String response(Fault... faults) {
            if (faults.length > 0) {
                throw new IllegalArgumentException("A recording cannot be made again");
            }
            return json;
        }

        @Override
        public Verification begunBy(Peer peer) {
            return beginning.apply(peer);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** All ceremonies in the folder; none if there is no such folder. */
    static List<Ceremony> in(Path folder) {
        List<Ceremony> ceremonies = new ArrayList<>();
        try {
            for (String file : List.of("w3c-webauthn-l3.json", "real-authenticators.json")) {
                if (!Files.exists(folder.resolve(file))) {
                    return List.of();
                }
                JsonValue all = JsonValue.parse(ByteString.copyOf(Files.readAllBytes(folder.resolve(file))), LIMITS);
                for (JsonObject vector : ((JsonArray) all).toObjects()) {
                    add(vector, ceremonies);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedException e) {
            throw new IllegalStateException("The vectors in " + folder + " cannot be read", e);
        }
        return ceremonies;
    }

    private static void add(JsonObject vector, List<Ceremony> ceremonies) throws MalformedException {
        if (!vector.has("registration") || !vector.has("rpId")) {
            return;
        }
        if (isUsable(vector.requiredObject("registration"))) {
            ceremonies.add(registration(vector));
        }
        for (JsonObject authentication : authentications(vector)) {
            if (isUsable(authentication)) {
                ceremonies.add(authentication(vector, authentication));
            }
        }
    }

    private static boolean isUsable(JsonObject ceremony) throws MalformedException {
        int length = ceremony.requiredBytes("challenge").length();
        return length >= SHORTEST_CHALLENGE && length <= LONGEST_CHALLENGE;
    }

    private static Ceremony registration(JsonObject vector) throws MalformedException {
        JsonObject registration = vector.requiredObject("registration");
        RegistrationQuestion question = new RegistrationQuestion(
                vector.requiredString("rpId"),
                vector.requiredString("origin"),
                registration.requiredBytes("challenge"),
                USER_HANDLE,
                Ceremonies.ALGORITHMS,
                false,
                Set.of());
        return new Recorded(
                "recorded registration, " + name(vector),
                true,
                registrationResponse(registration),
                peer -> peer.registration(question));
    }

    private static Ceremony authentication(JsonObject vector, JsonObject authentication) throws MalformedException {
        JsonObject registration = vector.requiredObject("registration");
        String registered = registrationResponse(registration);
        int flags = flags(registered, authentication);
        AuthenticationQuestion question = new AuthenticationQuestion(
                vector.requiredString("rpId"),
                vector.requiredString("origin"),
                authentication.requiredBytes("challenge"),
                false,
                USER_HANDLE,
                registration.requiredBytes("credentialId"),
                registration.requiredBytes("credentialPublicKey"),
                0,
                (flags & 0x08) != 0,
                (flags & 0x10) != 0,
                registered);
        return new Recorded(
                "recorded authentication, " + name(vector),
                false,
                authenticationResponse(registration.requiredString("credentialId"), authentication),
                peer -> peer.authentication(question));
    }

    private static String name(JsonObject vector) throws MalformedException {
        return vector.has("id") ? vector.requiredString("id") : vector.requiredString("name");
    }

    /** The flags of the registration; of the authentication if the registration has a form that is not read here. */
    private static int flags(String registered, JsonObject authentication) throws MalformedException {
        try {
            return RegistrationResponse.parse(registered)
                    .attestationObject()
                    .authenticatorData()
                    .encoded()
                    .byteAt(FLAGS_AT);
        } catch (MalformedException e) {
            return authentication.requiredBytes("authenticatorData").byteAt(FLAGS_AT);
        }
    }

    private static List<JsonObject> authentications(JsonObject vector) throws MalformedException {
        if (!vector.has("authentication")) {
            return List.of();
        }
        return vector.required("authentication") instanceof JsonArray array
                ? array.toObjects()
                : List.of(vector.requiredObject("authentication"));
    }

    private static String registrationResponse(JsonObject registration) throws MalformedException {
        JsonObject response = JsonObject.builder()
                .put("clientDataJSON", registration.requiredString("clientDataJSON"))
                .put("attestationObject", registration.requiredString("attestationObject"))
                .put("transports", JsonArray.of())
                .build();
        return credential(registration.requiredString("credentialId"), response);
    }

    private static String authenticationResponse(String credentialId, JsonObject authentication)
            throws MalformedException {
        JsonObject response = JsonObject.builder()
                .put("clientDataJSON", authentication.requiredString("clientDataJSON"))
                .put("authenticatorData", authentication.requiredString("authenticatorData"))
                .put("signature", authentication.requiredString("signature"))
                .put("userHandle", USER_HANDLE)
                .build();
        return credential(credentialId, response);
    }

    private static String credential(String id, JsonObject response) {
        return JsonObject.builder()
                .put("id", id)
                .put("rawId", id)
                .put("type", "public-key")
                .put("response", response)
                .put("clientExtensionResults", JsonObject.builder().build())
                .build()
                .toJson();
    }
}
