package dev.keystile.webauthn.internal.response;

import dev.keystile.webauthn.testing.Fault;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What can be malformed in the responses of either ceremony: a fault, and the place that its refusal names. */
public final class MalformedParts {

    private static final String CLIENT_DATA = "response.clientDataJSON";

    private MalformedParts() {}

    /** Faults whose refusals all name this place. */
    public static Stream<Arguments> at(String place, Fault... faults) {
        return at(place, List.of(faults));
    }

    /** Faults whose refusals all name this place. */
    public static Stream<Arguments> at(String place, List<Fault> faults) {
        return faults.stream().map(fault -> Arguments.of(fault, place));
    }

    /** The JSON around what the client and the authenticator made. */
    public static Stream<Arguments> json() {
        return Stream.of(
                        at("", Fault.responseIs(null), Fault.responseIs(List.of()), Fault.responseIs("text")),
                        at("", Fault.trailingText("{}"), Fault.trailingText("x")),
                        at(
                                "",
                                Fault.response("id").twice("AAAA"),
                                Fault.response("rawId").twice(),
                                Fault.response("type").twice()),
                        bytes("id"),
                        at("id", Fault.response("id").empty()),
                        at("rawId", Fault.response("rawId").is("AAAA")),
                        at("rawId", Fault.response("rawId").notText()),
                        at("type", Fault.response("type").missing()),
                        at("type", Fault.response("type").notText()),
                        at(
                                "type",
                                Fault.response("type").is("password"),
                                Fault.response("type").is("")),
                        at("response", Fault.response("response").missing()),
                        at("response", Fault.response("response").notObject()),
                        bytes(CLIENT_DATA),
                        at(CLIENT_DATA, Fault.response(CLIENT_DATA).empty()),
                        at(
                                "authenticatorAttachment",
                                Fault.response("authenticatorAttachment").is(1L),
                                Fault.response("authenticatorAttachment").is(List.of())),
                        at(
                                "clientExtensionResults",
                                Fault.response("clientExtensionResults").notObject()))
                .flatMap(each -> each);
    }

    /** A member that has to be there and to be base64url. */
    public static Stream<Arguments> bytes(String path) {
        return Stream.of(
                        at(path, Fault.response(path).missing()),
                        at(path, Fault.response(path).notText()),
                        at(
                                path,
                                Fault.response(path).notBase64Url(),
                                Fault.response(path).padded(),
                                Fault.response(path).inOtherAlphabet()))
                .flatMap(each -> each);
    }

    /** The client data. */
    public static Stream<Arguments> clientData() {
        return Stream.of(
                        at(
                                CLIENT_DATA,
                                Fault.clientDataNotUtf8(),
                                Fault.clientDataWithTrailingText("{}"),
                                Fault.clientData("challenge").twice(),
                                Fault.clientData("origin").twice("https://example.org"),
                                Fault.clientData("type").twice()),
                        at(CLIENT_DATA + ".type", Fault.clientData("type").missing()),
                        at(CLIENT_DATA + ".type", Fault.clientData("type").notText()),
                        at(CLIENT_DATA + ".type", Fault.type("webauthn.create\n")),
                        at(
                                CLIENT_DATA + ".challenge",
                                Fault.clientData("challenge").missing()),
                        at(
                                CLIENT_DATA + ".challenge",
                                Fault.clientData("challenge").notText()),
                        at(
                                CLIENT_DATA + ".challenge",
                                Fault.clientData("challenge").notBase64Url(),
                                Fault.clientData("challenge").padded(),
                                Fault.clientData("challenge").inOtherAlphabet(),
                                Fault.clientData("challenge").withPadBits()),
                        at(CLIENT_DATA + ".origin", Fault.clientData("origin").missing()),
                        at(CLIENT_DATA + ".origin", Fault.clientData("origin").notText()),
                        at(
                                CLIENT_DATA + ".origin",
                                Fault.origin("https://example.org\u0000"),
                                Fault.origin("https://ex\u00e4mple.org"),
                                Fault.origin("https://" + "a".repeat(1024))),
                        at(
                                CLIENT_DATA + ".crossOrigin",
                                Fault.clientData("crossOrigin").notBoolean()),
                        at(
                                CLIENT_DATA + ".topOrigin",
                                Fault.clientData("topOrigin").notText()),
                        at(
                                CLIENT_DATA + ".tokenBinding",
                                Fault.clientData("tokenBinding").notObject()),
                        at(
                                CLIENT_DATA + ".tokenBinding.status",
                                Fault.tokenBinding(Map.of()),
                                Fault.tokenBinding(Map.of("status", 1L)),
                                Fault.tokenBinding(Map.of("status", "other"))))
                .flatMap(each -> each);
    }
}
