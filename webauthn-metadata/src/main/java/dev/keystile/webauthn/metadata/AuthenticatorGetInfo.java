package dev.keystile.webauthn.metadata;

import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.json.JsonArray;
import dev.keystile.webauthn.json.JsonBoolean;
import dev.keystile.webauthn.json.JsonNumber;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.json.JsonString;
import dev.keystile.webauthn.json.JsonValue;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What an authenticator model answers to CTAP's {@code authenticatorGetInfo}, in JSON
 * (<a href="https://fidoalliance.org/specs/mds/fido-metadata-statement-v3.1.1-ps-20260105.html#sctn-type-agid">Metadata
 * Statement §3.13</a>).
 *
 * <p>It describes and decides nothing, and vendors write it in many ways; so it is kept as it was written, and the accessors
 * answer as if a member that is not of its type were absent.
 *
 * @param source the answer as it was written: the members that CTAP 2.2 §6.4 names, with numbers as JSON numbers
 */
public record AuthenticatorGetInfo(JsonObject source) {

    /** The answer may not be null. */
    public AuthenticatorGetInfo {
        Objects.requireNonNull(source, "source");
    }

    /** The protocol versions, such as {@code FIDO_2_1}; empty when absent. */
    public List<String> versions() {
        return strings("versions");
    }

    /** The extensions' names, such as {@code credProtect}; empty when absent. */
    public List<String> extensions() {
        return strings("extensions");
    }

    /** The transports, such as {@code usb}; empty when absent. */
    public List<String> transports() {
        return strings("transports");
    }

    /** The attestation statement formats it can be asked for, such as {@code packed}; empty when absent. */
    public List<String> attestationFormats() {
        return strings("attestationFormats");
    }

    /** The options by name, such as {@code rk}; empty when absent. */
    public Map<String, Boolean> options() {
        Map<String, Boolean> options = new LinkedHashMap<>();
        member("options", JsonObject.class)
                .ifPresent(object -> object.members().forEach(option -> {
                    if (option.getValue() instanceof JsonBoolean value) {
                        options.put(option.getKey(), value.value());
                    }
                }));
        return options;
    }

    /**
     * The algorithms for new credentials, the authenticator's favourite first; empty when absent. Numbers of more
     * than 32 bits are left out.
     */
    public List<CoseAlgorithm> algorithms() {
        return elements("algorithms")
                .flatMap(element -> element instanceof JsonObject parameters
                        ? parameters.get("alg").flatMap(AuthenticatorGetInfo::integer).stream()
                        : Stream.empty())
                .filter(number -> number.bitLength() < Integer.SIZE)
                .map(number -> new CoseAlgorithm(number.intValue()))
                .toList();
    }

    /** The vendor's own configuration commands: any unsigned numbers of 64 bits. */
    public List<BigInteger> vendorPrototypeConfigCommands() {
        return elements("vendorPrototypeConfigCommands")
                .flatMap(element -> integer(element).stream())
                .toList();
    }

    /**
     * A member that is an integer, such as {@code firmwareVersion} or {@code minPINLength} (in Unicode code points);
     * empty when it is absent or anything else.
     */
    public Optional<BigInteger> number(String member) {
        return source.get(member).flatMap(AuthenticatorGetInfo::integer);
    }

    private List<String> strings(String member) {
        return elements(member)
                .flatMap(only(JsonString.class))
                .map(JsonString::value)
                .toList();
    }

    private Stream<JsonValue> elements(String member) {
        return member(member, JsonArray.class).stream().flatMap(array -> array.values().stream());
    }

    private <T extends JsonValue> Optional<T> member(String name, Class<T> type) {
        return source.get(name).filter(type::isInstance).map(type::cast);
    }

    private static <T extends JsonValue> Function<JsonValue, Stream<T>> only(Class<T> type) {
        return value -> type.isInstance(value) ? Stream.of(type.cast(value)) : Stream.empty();
    }

    private static Optional<BigInteger> integer(JsonValue value) {
        try {
            return value instanceof JsonNumber number && number.isInteger()
                    ? Optional.of(number.toBigInteger())
                    : Optional.empty();
        } catch (MalformedException e) {
            throw new IllegalStateException("an integer that is none", e);
        }
    }
}
