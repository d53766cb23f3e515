package dev.keystile.conformance;

import static dev.keystile.webauthn.testing.Fault.clientData;

import dev.keystile.conformance.ConformanceCase.Group;
import dev.keystile.webauthn.testing.Fault;
import dev.keystile.webauthn.testing.Member;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What registrations and sign-ins are tested for alike: the members of the response, and those of the client data. */
final class ResponseShapeCases {

    private ResponseShapeCases() {}

    /** {@code id}, {@code type} and {@code response}: F-1 to F-8 of Resp-1. */
    static Stream<ConformanceCase> envelope(Group group) {
        Member id = Fault.response("id");
        Member type = Fault.response("type");
        Member response = Fault.response("response");
        return Stream.of(
                group.refuses("F-1", malformedJson("id", "missing"), id.missing()),
                group.refuses("F-2", malformedJson("id", "must be a string"), id.notText()),
                group.refuses("F-3", malformedBase64Url("id"), id.notBase64Url(), id.padded(), id.inOtherAlphabet()),
                group.refuses("F-4", malformedJson("type", "missing"), type.missing()),
                group.refuses("F-5", malformedJson("type", "must be a string"), type.notText()),
                group.refuses("F-6", malformed("response", "type") + "is not public-key", type.is("private-key")),
                group.refuses("F-7", malformedJson("response", "missing"), response.missing()),
                group.refuses("F-8", malformedJson("response", "must be an object"), response.notObject()));
    }

    /** A member of {@code response} that is missing, or of another type. */
    static Stream<ConformanceCase> bytes(Group group, String member, String missing, String mistyped) {
        String place = "response." + member;
        return Stream.of(
                group.refuses(
                        missing,
                        malformedJson(place, "missing"),
                        Fault.response(place).missing()),
                group.refuses(
                        mistyped,
                        malformedJson(place, "must be a string"),
                        Fault.response(place).notText()));
    }

    /** All of Resp-2: the client data, where {@code type} is what the ceremony is for. */
    static Stream<ConformanceCase> clientDataCases(Group group, String type, String otherType) {
        String clientData = "response.clientDataJSON.";
        return Stream.of(
                group.refuses(
                        "F-1",
                        malformedJson(clientData + "type", "missing"),
                        clientData("type").missing()),
                group.refuses(
                        "F-2",
                        malformedJson(clientData + "type", "must be a string"),
                        clientData("type").notText()),
                group.refuses("F-3", "wrong-type: the client data's type is '', not '" + type + "'", Fault.type("")),
                group.refuses(
                        "F-4", "wrong-type: the client data's type is 'webauthn.other'", Fault.type("webauthn.other")),
                group.refuses("F-5", "wrong-type: the client data's type is '" + otherType, Fault.type(otherType)),
                group.refuses(
                        "F-6",
                        malformedJson(clientData + "challenge", "missing"),
                        clientData("challenge").missing()),
                group.refuses(
                        "F-7",
                        malformedJson(clientData + "challenge", "must be a string"),
                        clientData("challenge").notText()),
                group.refuses(
                        "F-8", "challenge-mismatch: ", clientData("challenge").empty()),
                group.refuses(
                        "F-9",
                        malformedBase64Url(clientData + "challenge"),
                        clientData("challenge").notBase64Url(),
                        clientData("challenge").padded()),
                group.refuses("F-10", "challenge-mismatch: ", Fault.otherChallenge()),
                group.refuses(
                        "F-11",
                        malformedJson(clientData + "origin", "missing"),
                        clientData("origin").missing()),
                group.refuses(
                        "F-12",
                        malformedJson(clientData + "origin", "must be a string"),
                        clientData("origin").notText()),
                group.refuses(
                        "F-13",
                        "origin-not-allowed: the origin is ''",
                        clientData("origin").empty()),
                group.refuses(
                        "F-14",
                        "origin-not-allowed: the origin is 'https://elsewhere.example'",
                        Fault.origin("https://elsewhere.example")),
                group.refuses(
                        "F-15",
                        malformedJson(clientData + "tokenBinding", "must be an object"),
                        List.of(
                                Fault.tokenBinding("present"),
                                Fault.tokenBinding(1469L),
                                Fault.tokenBinding(List.of()))),
                group.refuses(
                        "F-16",
                        malformedJson(clientData + "tokenBinding.status", "missing"),
                        Fault.tokenBinding(Map.of("id", "AA"))),
                group.refuses(
                        "F-17",
                        malformed("client data", clientData + "tokenBinding.status"),
                        Fault.tokenBinding(Map.of("status", "absent"))));
    }

    static String malformedJson(String place, String problem) {
        return malformed("JSON", place) + problem;
    }

    /** With the index of the first character that is wrong, or without one where it is the length that is. */
    static String malformedBase64Url(String place) {
        return "malformed: Malformed base64url at " + place;
    }

    static String malformed(String format, String place) {
        return "malformed: Malformed " + format + " at " + place + ": ";
    }
}
