package dev.keystile.webauthn.metadata;

import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.json.JsonLimits;
import dev.keystile.webauthn.json.JsonObject;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's description of an authenticator model
 * (<a href="https://fidoalliance.org/specs/mds/fido-metadata-statement-v3.1.1-ps-20260105.html#sctn-md-keys">Metadata Statement
 * §4</a>), member by member under the specification's names. Values of registries are kept as they were written, known or not.
 *
 * <p>Required to be there are what attestation is judged by and what people are shown: the description, the attestation types,
 * the authentication algorithms and the attestation root certificates. Anything else may be absent: null, or an empty collection.
 *
 * @param legalHeader the terms the statement comes under
 * @param aaid identifies a UAF authenticator
 * @param aaguid identifies a FIDO2 authenticator
 * @param attestationCertificateKeyIdentifiers identify a U2F authenticator; 20 bytes each
 * @param friendlyNames trade names by language tag
 * @param description a short description in English, for people
 * @param alternativeDescriptions the same by language tag
 * @param authenticatorVersion the lowest trustworthy version of the firmware, 0 to 2⁶⁴-1
 * @param protocolFamily {@code fido2}, {@code u2f} or {@code uaf}
 * @param schema the version of the statement's structure
 * @param upv the protocol versions supported
 * @param authenticationAlgorithms every signature algorithm the model has, such as {@code secp256r1_ecdsa_sha256_raw}
 * @param publicKeyAlgAndEncodings the forms of its public keys, such as {@code cose}
 * @param attestationTypes every kind of attestation the model makes, such as {@code basic_full}
 * @param userVerificationDetails alternatives, each a list of methods that are used together
 * @param keyProtection how keys are kept, such as {@code hardware}
 * @param isKeyRestricted whether keys sign FIDO assertions only
 * @param isFreshUserVerificationRequired whether every use of a key verifies the user anew
 * @param matcherProtection how the part that recognises the user is protected, such as {@code on_chip}
 * @param cryptoStrength the overall strength in bits
 * @param attachmentHint how it is connected, such as {@code nfc}; a hint only
 * @param tcDisplay what can be displayed for confirmation
 * @param tcDisplayContentType the MIME type of that display
 * @param tcDisplayPngCharacteristics the images that display takes
 * @param attestationRootCertificates the trust anchors of its attestation: roots, intermediates, or the attestation
 *     certificates themselves
 * @param ecdaaTrustAnchors the trust anchors of ECDAA attestation, which no authenticator uses any more, as JSON
 * @param icon a {@code data:} URL of its picture
 * @param iconDark the same for dark surroundings
 * @param providerLogoLight a {@code data:} URL of the provider's logo
 * @param providerLogoDark the same for dark surroundings
 * @param supportedExtensions the extensions it has
 * @param multiDeviceCredentialSupport whether its keys may leave it: {@code unsupported}, {@code explicit} or {@code implicit}
 * @param authenticatorGetInfo what the authenticator answers when asked about itself
 * @param cxConfigUrl where the credential exchange of its provider is described
 * @param source the statement as it was written, with what is not named here
 */
public record MetadataStatement(
        @Nullable String legalHeader,
        @Nullable String aaid,
        @Nullable Aaguid aaguid,
        Set<ByteString> attestationCertificateKeyIdentifiers,
        Map<String, String> friendlyNames,
        String description,
        Map<String, String> alternativeDescriptions,
        @Nullable BigInteger authenticatorVersion,
        @Nullable String protocolFamily,
        @Nullable BigInteger schema,
        List<ProtocolVersion> upv,
        List<String> authenticationAlgorithms,
        List<String> publicKeyAlgAndEncodings,
        List<String> attestationTypes,
        List<List<VerificationMethod>> userVerificationDetails,
        List<String> keyProtection,
        @Nullable Boolean isKeyRestricted,
        @Nullable Boolean isFreshUserVerificationRequired,
        List<String> matcherProtection,
        @Nullable BigInteger cryptoStrength,
        List<String> attachmentHint,
        List<String> tcDisplay,
        @Nullable String tcDisplayContentType,
        List<PngCharacteristics> tcDisplayPngCharacteristics,
        List<X509Certificate> attestationRootCertificates,
        List<JsonObject> ecdaaTrustAnchors,
        @Nullable String icon,
        @Nullable String iconDark,
        @Nullable String providerLogoLight,
        @Nullable String providerLogoDark,
        List<Extension> supportedExtensions,
        @Nullable String multiDeviceCredentialSupport,
        @Nullable AuthenticatorGetInfo authenticatorGetInfo,
        @Nullable String cxConfigUrl,
        JsonObject source) {

    private static final JsonLimits LIMITS = new JsonLimits(1 << 20, 16, 20_000);

    /**
     * A version of the protocol.
     *
     * @param major such as 1 of 1.2
     * @param minor such as 2 of 1.2
     */
    public record ProtocolVersion(BigInteger major, BigInteger minor) {}

    /**
     * A way to verify the user.
     *
     * @param userVerificationMethod such as {@code passcode_external}; null in some statements out there
     * @param code how strong a code is; null when not said
     * @param biometric how accurate a biometric is; null when not said
     * @param pattern how strong a pattern is; null when not said
     */
    public record VerificationMethod(
            @Nullable String userVerificationMethod,
            @Nullable CodeAccuracy code,
            @Nullable BiometricAccuracy biometric,
            @Nullable PatternAccuracy pattern) {}

    /**
     * The strength of a code.
     *
     * @param base how many different digits there are
     * @param minLength how many digits at least
     * @param maxRetries failures until it is blocked; 0 when it never is
     * @param blockSlowdown seconds it is blocked; 0 for good, or until another method succeeds
     */
    public record CodeAccuracy(
            BigInteger base,
            BigInteger minLength,
            @Nullable BigInteger maxRetries,
            @Nullable BigInteger blockSlowdown) {}

    /**
     * The accuracy of a biometric.
     *
     * @param selfAttestedFrr false rejections, as a proportion
     * @param selfAttestedFar false acceptances, as a proportion
     * @param iaparThreshold accepted attacks by presentation, as a proportion
     * @param maxTemplates how many templates there can be
     * @param maxRetries failures until it is blocked; 0 when it never is
     * @param blockSlowdown seconds it is blocked; 0 for good, or until another method succeeds
     */
    public record BiometricAccuracy(
            @Nullable Double selfAttestedFrr,
            @Nullable Double selfAttestedFar,
            @Nullable Double iaparThreshold,
            @Nullable BigInteger maxTemplates,
            @Nullable BigInteger maxRetries,
            @Nullable BigInteger blockSlowdown) {}

    /**
     * The strength of a pattern.
     *
     * @param minComplexity how many patterns of the least length there are
     * @param maxRetries failures until it is blocked; 0 when it never is
     * @param blockSlowdown seconds it is blocked; 0 for good, or until another method succeeds
     */
    public record PatternAccuracy(
            BigInteger minComplexity,
            @Nullable BigInteger maxRetries,
            @Nullable BigInteger blockSlowdown) {}

    /**
     * The PNG images that a display takes: the values of the header chunk, and the palette.
     *
     * @param width in pixels
     * @param height in pixels
     * @param bitDepth bits of a sample or palette index
     * @param colorType the number that PNG gives it: 0, 2, 3, 4 or 6
     * @param compression the number of the method
     * @param filter the number of the method
     * @param interlace the number of the method
     * @param plte the palette, 1 to 256 colours; empty without one
     */
    public record PngCharacteristics(
            BigInteger width,
            BigInteger height,
            BigInteger bitDepth,
            BigInteger colorType,
            BigInteger compression,
            BigInteger filter,
            BigInteger interlace,
            List<PaletteEntry> plte) {

        /** Copies the list. */
        public PngCharacteristics {
            plte = List.copyOf(plte);
        }
    }

    /**
     * A colour.
     *
     * @param r red, 0 to 255
     * @param g green, 0 to 255
     * @param b blue, 0 to 255
     */
    public record PaletteEntry(BigInteger r, BigInteger g, BigInteger b) {}

    /**
     * An extension that the authenticator has.
     *
     * @param id its name
     * @param tag its number; null where it has none
     * @param data more about it; null without
     * @param failIfUnknown whether who does not know it must refuse what carries it
     */
    public record Extension(
            String id, @Nullable BigInteger tag, @Nullable String data, boolean failIfUnknown) {}

    /** Copies the collections. */
    public MetadataStatement {
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(source, "source");
        attestationCertificateKeyIdentifiers = Set.copyOf(attestationCertificateKeyIdentifiers);
        friendlyNames = Map.copyOf(friendlyNames);
        alternativeDescriptions = Map.copyOf(alternativeDescriptions);
        upv = List.copyOf(upv);
        authenticationAlgorithms = List.copyOf(authenticationAlgorithms);
        publicKeyAlgAndEncodings = List.copyOf(publicKeyAlgAndEncodings);
        attestationTypes = List.copyOf(attestationTypes);
        userVerificationDetails =
                userVerificationDetails.stream().map(List::copyOf).toList();
        keyProtection = List.copyOf(keyProtection);
        matcherProtection = List.copyOf(matcherProtection);
        attachmentHint = List.copyOf(attachmentHint);
        tcDisplay = List.copyOf(tcDisplay);
        tcDisplayPngCharacteristics = List.copyOf(tcDisplayPngCharacteristics);
        attestationRootCertificates = List.copyOf(attestationRootCertificates);
        ecdaaTrustAnchors = List.copyOf(ecdaaTrustAnchors);
        supportedExtensions = List.copyOf(supportedExtensions);
    }

    /**
     * Reads a statement of at most a megabyte.
     *
     * @param json at most a megabyte of UTF-8
     * @throws MalformedException when the text is no JSON object, or a member is missing or not what it should be
     */
    public static MetadataStatement parse(String json) throws MalformedException {
        return parse(JsonObject.parse(json, LIMITS));
    }

    /**
     * Reads a statement.
     *
     * @throws MalformedException when a member is missing or not what it should be
     */
    public static MetadataStatement parse(JsonObject json) throws MalformedException {
        return StatementReader.statement(json);
    }

    /**
     * The COSE algorithms by which the model signs: those its authentication algorithms stand for, and those its
     * {@link #authenticatorGetInfo} lists. Names that are not known stand for none.
     */
    public Set<CoseAlgorithm> coseAlgorithms() {
        return AuthenticationAlgorithms.coseAlgorithms(this);
    }
}
