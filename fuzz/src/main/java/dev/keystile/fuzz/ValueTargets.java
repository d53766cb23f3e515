package dev.keystile.fuzz;

import static dev.keystile.fuzz.EncodingTargets.object;
import static dev.keystile.fuzz.EncodingTargets.require;
import static dev.keystile.fuzz.EncodingTargets.text;

import dev.keystile.webauthn.attestation.AttestationObject;
import dev.keystile.webauthn.attestation.AttestationPolicy;
import dev.keystile.webauthn.authentication.AuthenticationResponse;
import dev.keystile.webauthn.authentication.PendingAuthentication;
import dev.keystile.webauthn.authenticator.AuthenticatorData;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cbor.CborMap;
import dev.keystile.webauthn.cbor.CborValue;
import dev.keystile.webauthn.client.CollectedClientData;
import dev.keystile.webauthn.client.Origin;
import dev.keystile.webauthn.client.OriginPolicy;
import dev.keystile.webauthn.client.RelatedOrigins;
import dev.keystile.webauthn.client.RpId;
import dev.keystile.webauthn.credential.CredentialDescriptor;
import dev.keystile.webauthn.credential.CredentialRecord;
import dev.keystile.webauthn.extension.AuthenticatorExtensionOutputs;
import dev.keystile.webauthn.extension.ClientExtensionOutputs;
import dev.keystile.webauthn.registration.PendingRegistration;
import dev.keystile.webauthn.registration.RegistrationResponse;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The values of WebAuthn, and what this library itself has written down. */
final class ValueTargets {
    private static final JsonMapper JACKSON = new JsonMapper();
    private static final int FLAG_EXTENSIONS = 0x80;

    private ValueTargets() {}

    static List<FuzzTarget<?>> all() {
        return List.of(
                clientData(),
                authenticatorData(),
                attestationObject(),
                attestationObjectLenient(),
                authenticatorExtensions(),
                clientExtensions(),
                registrationResponse(),
                authenticationResponse(),
                pendingRegistration(),
                pendingAuthentication(),
                credentialRecord(),
                credentialDescriptor(),
                originPolicy(),
                attestationPolicy(),
                relatedOrigins(),
                origin(),
                rpId());
    }

    private static FuzzTarget<CollectedClientData> clientData() {
        return FuzzTarget.reading("client-data", CollectedClientData::parse)
                .refusingBy(MalformedException.class)
                .holding((input, clientData) -> {
                    require(clientData.encoded().equals(input), "other bytes");
                    String utf8 = input.toUtf8();
                    JsonNode theirs = JACKSON.readTree(utf8.startsWith("\ufeff") ? utf8.substring(1) : utf8);
                    require(theirs.get("type").stringValue().equals(clientData.type()), "another type");
                    require(theirs.get("origin").stringValue().equals(clientData.origin()), "another origin");
                    require(
                            theirs.get("challenge")
                                    .stringValue()
                                    .equals(clientData.challenge().toBase64Url()),
                            "another challenge");
                })
                .from(() -> Samples.get().clientData());
    }

    private static FuzzTarget<AuthenticatorData> authenticatorData() {
        return FuzzTarget.reading("authenticator-data", AuthenticatorData::parse)
                .refusingBy(MalformedException.class)
                .holding((input, data) -> {
                    require(data.encoded().equals(input), "other bytes");
                    require(data.rpIdHash().equals(input.slice(0, 32)), "another RP ID hash");
                    require(data.signCount() == input.uint32At(33), "another counter");
                    require(
                            data.extensions().isEmpty() || (input.byteAt(32) & FLAG_EXTENSIONS) != 0,
                            "extensions that no flag announces");
                })
                .from(() -> Samples.get().authenticatorData());
    }

    private static FuzzTarget<AttestationObject> attestationObject() {
        return FuzzTarget.reading("attestation-object", AttestationObject::parse)
                .refusingBy(MalformedException.class)
                .holding((input, object) -> require(object.encoded().equals(input), "other bytes"))
                .from(() -> Samples.get().attestationObjects());
    }

    private static FuzzTarget<AttestationObject> attestationObjectLenient() {
        return FuzzTarget.reading(
                        "attestation-object-lenient", input -> AttestationObject.parse(input, Samples.LENIENT))
                .refusingBy(MalformedException.class)
                .holding((input, object) -> require(object.encoded().equals(input), "other bytes"))
                .from(() -> Samples.get().attestationObjects());
    }

    private static FuzzTarget<List<?>> authenticatorExtensions() {
        return FuzzTarget.<List<?>>reading("authenticator-extensions", input -> {
                    CborValue value = CborValue.parse(input);
                    if (!(value instanceof CborMap map)) {
                        return List.of();
                    }
                    AuthenticatorExtensionOutputs outputs = new AuthenticatorExtensionOutputs(map);
                    return List.of(
                            outputs.credentialProtection(),
                            outputs.minPinLength(),
                            outputs.credBlobStored(),
                            outputs.credBlob(),
                            outputs.userVerificationMethods());
                })
                .refusingBy(MalformedException.class)
                .from(() -> List.of(
                        ByteString.fromHex("a16b6372656450726f7465637402"),
                        ByteString.fromHex("a16c6d696e50696e4c656e67746804"),
                        ByteString.fromHex("a16863726564426c6f624401020304"),
                        ByteString.fromHex("a16863726564426c6f62f5"),
                        ByteString.fromHex("a16375766d818302040283020402")));
    }

    private static FuzzTarget<List<?>> clientExtensions() {
        return FuzzTarget.<List<?>>reading("client-extensions", input -> {
                    ClientExtensionOutputs outputs = new ClientExtensionOutputs(object(input));
                    return List.of(
                            outputs.credentialIsDiscoverable(),
                            outputs.appid(),
                            outputs.appidExclude(),
                            outputs.prf(),
                            outputs.largeBlob(),
                            outputs.userVerificationMethods(),
                            outputs.toString());
                })
                .refusingBy(MalformedException.class)
                .from(() -> Samples.texts(List.of(
                        "{\"credProps\":{\"rk\":true}}",
                        "{\"prf\":{\"enabled\":true,\"results\":{\"first\":\"AAAA\",\"second\":\"BBBB\"}}}",
                        "{\"largeBlob\":{\"supported\":true,\"blob\":\"AAAA\",\"written\":false}}",
                        "{\"appid\":true,\"appidExclude\":false,\"uvm\":[[2,4,2],[1,1,1]]}")));
    }

    private static FuzzTarget<RegistrationResponse> registrationResponse() {
        return FuzzTarget.reading("registration-response", input -> RegistrationResponse.parse(text(input)))
                .refusingBy(MalformedException.class)
                .from(() -> Samples.get().registrationResponses());
    }

    private static FuzzTarget<AuthenticationResponse> authenticationResponse() {
        return FuzzTarget.reading("authentication-response", input -> AuthenticationResponse.parse(text(input)))
                .refusingBy(MalformedException.class)
                .holding((input, response) -> {
                    JsonNode theirs = JACKSON.readTree(text(input));
                    require(
                            theirs.get("id")
                                    .stringValue()
                                    .equals(response.unverifiedCredentialId()
                                            .value()
                                            .toBase64Url()),
                            "another credential");
                })
                .from(() -> Samples.get().authenticationResponses());
    }

    private static FuzzTarget<PendingRegistration> pendingRegistration() {
        return FuzzTarget.reading("pending-registration", input -> PendingRegistration.parse(text(input)))
                .refusingBy(MalformedException.class)
                .within(128 * 1024, 512)
                .holding((input, pending) -> {
                    require(PendingRegistration.parse(pending.toJson()).equals(pending), "written, it is another one");
                    object(ByteString.ofUtf8(pending.optionsJson()));
                })
                .from(() ->
                        Samples.texts(List.of(Samples.get().pendingRegistration.toJson())));
    }

    private static FuzzTarget<PendingAuthentication> pendingAuthentication() {
        return FuzzTarget.reading("pending-authentication", input -> PendingAuthentication.parse(text(input)))
                .refusingBy(MalformedException.class)
                .within(128 * 1024, 512)
                .holding((input, pending) -> {
                    require(
                            PendingAuthentication.parse(pending.toJson()).equals(pending),
                            "written, it is another one");
                    object(ByteString.ofUtf8(pending.optionsJson()));
                })
                .from(() -> Samples.texts(
                        List.of(Samples.get().pendingAuthentication.toJson())));
    }

    private static FuzzTarget<CredentialRecord> credentialRecord() {
        return FuzzTarget.reading("credential-record", input -> CredentialRecord.parse(text(input)))
                .refusingBy(MalformedException.class)
                .holding((input, record) ->
                        require(CredentialRecord.parse(record.toJson()).equals(record), "written, it is another one"))
                .from(() -> Samples.texts(Samples.get().records().stream()
                        .map(CredentialRecord::toJson)
                        .toList()));
    }

    private static FuzzTarget<CredentialDescriptor> credentialDescriptor() {
        return FuzzTarget.reading("credential-descriptor", input -> CredentialDescriptor.of(object(input)))
                .refusingBy(MalformedException.class)
                .holding((input, descriptor) -> require(
                        CredentialDescriptor.of(descriptor.toJson()).equals(descriptor), "written, it is another one"))
                .from(() -> Samples.texts(
                        List.of("{\"type\":\"public-key\",\"id\":\"AAAA\",\"transports\":[\"usb\",\"later\"]}")));
    }

    private static FuzzTarget<OriginPolicy> originPolicy() {
        return FuzzTarget.reading("origin-policy", input -> OriginPolicy.of(object(input)))
                .refusingBy(MalformedException.class)
                .holding((input, policy) ->
                        require(OriginPolicy.of(policy.toJson()).equals(policy), "written, it is another one"))
                .from(() -> Samples.texts(
                        List.of(OriginPolicy.of(Set.of(Origin.of(Samples.ORIGIN), Origin.of("http://localhost:8080")))
                                .toJson()
                                .toJson())));
    }

    private static FuzzTarget<AttestationPolicy> attestationPolicy() {
        return FuzzTarget.reading("attestation-policy", input -> AttestationPolicy.of(object(input)))
                .refusingBy(MalformedException.class)
                .holding((input, policy) ->
                        require(AttestationPolicy.of(policy.toJson()).equals(policy), "written, it is another one"))
                .from(() ->
                        Samples.texts(List.of(Samples.ANY_ATTESTATION.toJson().toJson())));
    }

    private static FuzzTarget<RelatedOrigins> relatedOrigins() {
        return FuzzTarget.reading("related-origins", input -> RelatedOrigins.parse(text(input)))
                .refusingBy(MalformedException.class)
                .holding((input, origins) ->
                        require(RelatedOrigins.parse(origins.toJson()).equals(origins), "written, it is another one"))
                .from(() -> Samples.texts(
                        List.of("{\"origins\":[\"https://example.org\",\"https://example.co.uk:8443\"]}")));
    }

    /** A caller's text: what is no origin is the caller's mistake. */
    private static FuzzTarget<Origin> origin() {
        return FuzzTarget.reading("origin", input -> Origin.of(text(input)))
                .refusingBy(IllegalArgumentException.class)
                .holding((input, origin) -> require(Origin.of(origin.value()).equals(origin), "another one"))
                .from(() -> Samples.texts(List.of(
                        "https://example.org",
                        "http://localhost:8080",
                        "https://xn--bcher-kva.example",
                        "https://[::1]:8443",
                        "android:apk-key-hash:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                        "ios:bundle-id:com.example.app")));
    }

    private static FuzzTarget<RpId> rpId() {
        return FuzzTarget.reading("rp-id", input -> RpId.of(text(input)))
                .refusingBy(IllegalArgumentException.class)
                .holding((input, id) -> require(RpId.of(id.value()).equals(id), "another one"))
                .from(() -> Samples.texts(List.of("example.org", "localhost", "xn--bcher-kva.example")));
    }
}
