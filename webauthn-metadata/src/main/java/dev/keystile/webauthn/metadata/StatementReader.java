package dev.keystile.webauthn.metadata;

import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.json.JsonObject;
import dev.keystile.webauthn.metadata.MetadataStatement.BiometricAccuracy;
import dev.keystile.webauthn.metadata.MetadataStatement.CodeAccuracy;
import dev.keystile.webauthn.metadata.MetadataStatement.Extension;
import dev.keystile.webauthn.metadata.MetadataStatement.PaletteEntry;
import dev.keystile.webauthn.metadata.MetadataStatement.PatternAccuracy;
import dev.keystile.webauthn.metadata.MetadataStatement.PngCharacteristics;
import dev.keystile.webauthn.metadata.MetadataStatement.ProtocolVersion;
import dev.keystile.webauthn.metadata.MetadataStatement.VerificationMethod;

/** Reads metadata statements from JSON. */
final class StatementReader {
    private StatementReader() {}

    static MetadataStatement statement(JsonObject json) throws MalformedException {
        Members statement = new Members(json);
        return new MetadataStatement(
                statement.string("legalHeader"),
                statement.string("aaid"),
                statement.aaguid("aaguid"),
                statement.keyIdentifiers("attestationCertificateKeyIdentifiers"),
                statement.texts("friendlyNames"),
                json.requiredString("description"),
                statement.texts("alternativeDescriptions"),
                statement.unsigned("authenticatorVersion"),
                statement.string("protocolFamily"),
                statement.unsigned("schema"),
                statement.list("upv", StatementReader::protocolVersion),
                json.requiredArray("authenticationAlgorithms").toStrings(),
                statement.strings("publicKeyAlgAndEncodings"),
                json.requiredArray("attestationTypes").toStrings(),
                statement.lists("userVerificationDetails", StatementReader::verificationMethod),
                statement.strings("keyProtection"),
                statement.bool("isKeyRestricted"),
                statement.bool("isFreshUserVerificationRequired"),
                statement.strings("matcherProtection"),
                statement.unsigned("cryptoStrength"),
                statement.strings("attachmentHint"),
                statement.strings("tcDisplay"),
                statement.string("tcDisplayContentType"),
                statement.list("tcDisplayPNGCharacteristics", StatementReader::pngCharacteristics),
                statement.requiredCertificates("attestationRootCertificates"),
                statement.objects("ecdaaTrustAnchors"),
                statement.string("icon"),
                statement.string("iconDark"),
                statement.string("providerLogoLight"),
                statement.string("providerLogoDark"),
                statement.list("supportedExtensions", StatementReader::extension),
                statement.string("multiDeviceCredentialSupport"),
                statement.object("authenticatorGetInfo", info -> new AuthenticatorGetInfo(info.json())),
                // Version 3.1 has a p in the name that 3.1.1 has not.
                statement.string(json.has("cxConfigURL") ? "cxConfigURL" : "cxpConfigURL"),
                json);
    }

    private static ProtocolVersion protocolVersion(Members version) throws MalformedException {
        return new ProtocolVersion(version.requiredUnsigned("major"), version.requiredUnsigned("minor"));
    }

    private static VerificationMethod verificationMethod(Members method) throws MalformedException {
        return new VerificationMethod(
                method.string("userVerificationMethod"),
                method.object("caDesc", StatementReader::codeAccuracy),
                method.object("baDesc", StatementReader::biometricAccuracy),
                method.object("paDesc", StatementReader::patternAccuracy));
    }

    private static CodeAccuracy codeAccuracy(Members code) throws MalformedException {
        return new CodeAccuracy(
                code.requiredUnsigned("base"),
                code.requiredUnsigned("minLength"),
                code.unsigned("maxRetries"),
                code.unsigned("blockSlowdown"));
    }

    private static BiometricAccuracy biometricAccuracy(Members biometric) throws MalformedException {
        return new BiometricAccuracy(
                biometric.proportion("selfAttestedFRR"),
                biometric.proportion("selfAttestedFAR"),
                biometric.proportion("iAPARThreshold"),
                biometric.unsigned("maxTemplates"),
                biometric.unsigned("maxRetries"),
                biometric.unsigned("blockSlowdown"));
    }

    private static PatternAccuracy patternAccuracy(Members pattern) throws MalformedException {
        return new PatternAccuracy(
                pattern.requiredUnsigned("minComplexity"),
                pattern.unsigned("maxRetries"),
                pattern.unsigned("blockSlowdown"));
    }

    private static PngCharacteristics pngCharacteristics(Members png) throws MalformedException {
        return new PngCharacteristics(
                png.requiredUnsigned("width"),
                png.requiredUnsigned("height"),
                png.requiredUnsigned("bitDepth"),
                png.requiredUnsigned("colorType"),
                png.requiredUnsigned("compression"),
                png.requiredUnsigned("filter"),
                png.requiredUnsigned("interlace"),
                png.list("plte", StatementReader::paletteEntry));
    }

    private static PaletteEntry paletteEntry(Members colour) throws MalformedException {
        return new PaletteEntry(
                colour.requiredUnsigned("r"), colour.requiredUnsigned("g"), colour.requiredUnsigned("b"));
    }

    private static Extension extension(Members extension) throws MalformedException {
        return new Extension(
                extension.json().requiredString("id"),
                extension.unsigned("tag"),
                extension.string("data"),
                Boolean.TRUE.equals(extension.bool("fail_if_unknown")));
    }
}
