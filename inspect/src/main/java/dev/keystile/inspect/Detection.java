package dev.keystile.inspect;

import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.authenticator.AuthenticatorData;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cbor.CborReader;
import dev.keystile.webauthn.der.DerReader;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.json.JsonString;
import java.util.Optional;

/** Tells what something is by its form alone. */
final class Detection {

    private Detection() {}

    /** What an object is by the names of its members. */
    static Optional<Kind> ofJson(JsonObject json) {
        if (json.get("kind").orElse(null) instanceof JsonString kind
                && kind.value().equals(CredentialRecordView.KIND)) {
            return Optional.of(Kind.CREDENTIAL_RECORD);
        }
        if (json.has("challenge")) {
            return Optional.of(ofChallenge(json));
        }
        if (json.get("response").orElse(null) instanceof JsonObject response) {
            return ofResponse(response);
        }
        Optional<Kind> part = ofResponse(json);
        return part.isPresent() ? part : ofMetadata(json);
    }

    private static Kind ofChallenge(JsonObject json) {
        if (json.has("type") && json.has("origin")) {
            return Kind.CLIENT_DATA;
        }
        boolean creation = json.has("rp") || json.has("user") || json.has("pubKeyCredParams");
        return creation ? Kind.CREATION_OPTIONS : Kind.REQUEST_OPTIONS;
    }

    private static Optional<Kind> ofResponse(JsonObject response) {
        if (response.has("attestationObject")) {
            return Optional.of(Kind.REGISTRATION_RESPONSE);
        }
        if (response.has("authenticatorData") || response.has("signature") && response.has("clientDataJSON")) {
            return Optional.of(Kind.AUTHENTICATION_RESPONSE);
        }
        return Optional.empty();
    }

    private static Optional<Kind> ofMetadata(JsonObject json) {
        if (json.has("entries") && json.has("no")) {
            return Optional.of(Kind.METADATA_BLOB);
        }
        if (json.has("metadataStatement") || json.has("statusReports")) {
            return Optional.of(Kind.METADATA_ENTRY);
        }
        if (json.has("attestationRootCertificates") || json.has("protocolFamily") || json.has("upv")) {
            return Optional.of(Kind.METADATA_STATEMENT);
        }
        return Optional.empty();
    }

    /** What bytes are when they have a form that only one kind has. */
    static Optional<Kind> ofBytes(ByteString bytes) {
        if (TpmView.isLikelyAttest(bytes)) {
            return Optional.of(Kind.TPMS_ATTEST);
        }
        if (CertificateView.isLikely(bytes)) {
            return Optional.of(Kind.CERTIFICATE);
        }
        if (KeyDescriptionView.isLikely(bytes)) {
            return Optional.of(Kind.KEY_DESCRIPTION);
        }
        if (PublicKeyView.isLikely(bytes)) {
            return Optional.of(Kind.PUBLIC_KEY);
        }
        if (PartialMap.startsLikeOne(bytes)) {
            PartialMap map = PartialMap.read(bytes);
            if (AttestationObjectView.isLikely(map)) {
                return Optional.of(Kind.ATTESTATION_OBJECT);
            }
            if (CoseKeyView.isLikely(map)) {
                return Optional.of(Kind.COSE_KEY);
            }
        }
        return isAuthenticatorData(bytes) ? Optional.of(Kind.AUTHENTICATOR_DATA) : Optional.empty();
    }

    /** What bytes may be when they have no such form. */
    static Optional<Kind> ofUnspecificBytes(ByteString bytes) {
        if (isDer(bytes)) {
            return Optional.of(Kind.DER);
        }
        if (isCborContainer(bytes)) {
            return Optional.of(Kind.CBOR);
        }
        if (TpmView.isLikelyPublicArea(bytes)) {
            return Optional.of(Kind.TPMT_PUBLIC);
        }
        if (AuthenticatorDataView.isLikely(bytes)) {
            return Optional.of(Kind.AUTHENTICATOR_DATA);
        }
        return bytes.length() == Aaguid.LENGTH ? Optional.of(Kind.AAGUID) : Optional.empty();
    }

    private static boolean isAuthenticatorData(ByteString bytes) {
        try {
            AuthenticatorData.parse(bytes);
            return true;
        } catch (MalformedException e) {
            return false;
        }
    }

    private static boolean isDer(ByteString bytes) {
        try {
            DerReader.requireWellFormed(bytes, 32);
            return bytes.length() > 2 && bytes.byteAt(0) == 0x30;
        } catch (MalformedException e) {
            return false;
        }
    }

    private static boolean isCborContainer(ByteString bytes) {
        if (bytes.length() < 2 || bytes.uint8At(0) < 0x80 || bytes.uint8At(0) > 0xBF) {
            return false;
        }
        try {
            CborReader reader = new CborReader(bytes, CborView.LENIENT);
            reader.skipValue();
            return reader.isAtEnd();
        } catch (MalformedException e) {
            return false;
        }
    }
}
