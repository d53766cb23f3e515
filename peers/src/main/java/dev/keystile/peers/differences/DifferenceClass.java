package dev.keystile.peers.differences;

import static dev.keystile.peers.differences.Condition.accepts;
import static dev.keystile.peers.differences.Condition.any;
import static dev.keystile.peers.differences.Condition.changed;
import static dev.keystile.peers.differences.Condition.in;
import static dev.keystile.peers.differences.Condition.refuses;
import static dev.keystile.peers.differences.Condition.valid;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of disagreement between Keystile and a peer, with what decides it. Those in which Keystile accepts come first; of
 * several that fit, the first one counts. "L3" is Web Authentication Level 3.
 */
enum DifferenceClass {
    UNKNOWN_ALGORITHM(
            accepts(
                    valid(),
                    "(?s).*(Unrequested credential key algorithm|Failed to decode \"alg\"|Unknown COSE|"
                            + "COSEAlgorithmIdentifier|Unsupported key type|resolve type id|value is out of range).*"),
            Judge.values(),
            "The peer does not have the algorithm.",
            "L3 §7.1 step 20 asks that the algorithm be one of those offered, and it was. COSE registers ES256K, ESP256, PS256"
                    + " and the rest for use with WebAuthn (RFC 8812, RFC 9864)."),
    COMPOUND(
            accepts(in(".*compound.*"), ".*"),
            Judge.values(),
            "The peer does not have the format `compound`.",
            "L3 §8.9 defines it: an array of two or more statements, each verified by its own procedure."),
    TPM_MODEL_EXTENSION(
            accepts(in(".*tpm.*"), ".*AAGUID in aikCert doesn't match.*"),
            Set.of(Judge.WEBAUTHN4J),
            "The certificate of a TPM's key names the authenticator's model, as it may.",
            "L3 §8.3: \"verify that the value of this extension matches the aaguid in authenticatorData\". It does; the peer"
                    + " compares the extension's DER, not the value in it."),
    TPM_EMPTY_NAMES(
            accepts(in(".*tpm.*"), "(?s).*BufferUnderflowException.*"),
            Set.of(Judge.WEBAUTHN4J),
            "A TPM's statement leaves out the qualified names, which nobody checks.",
            "TPM 2.0 Part 2 §10.12: a name may be an Empty Buffer. L3 §16 has a `tpm` vector without them, and L3 §8.3 looks at"
                    + " `attested.name` alone."),
    U2F_MODEL(
            accepts(in(".*(fido-u2f).*"), "BadAaguidException: AAGUID is expected to be zero.*"),
            Set.of(Judge.WEBAUTHN4J),
            "A `fido-u2f` statement comes with an AAGUID that is not zero.",
            "L3 §8.6 has no such step in its verification procedure, and the `fido-u2f` vector of L3 §16 has an AAGUID that is"
                    + " not zero. The FIDO conformance tests want it to be zero; here that is a setting."),
    USER_ASSIGNED_COUNTRY(
            accepts(any(), ".*Invalid attestation certificate country code.*"),
            Set.of(Judge.YUBICO),
            "The subject's country is AA, a code that ISO 3166 leaves to its users.",
            "L3 §8.2.1 asks for an ISO 3166 code. AA is in the standard's user-assigned range, and all `packed` vectors of"
                    + " L3 §16 have it."),
    TOKEN_BINDING(
            accepts(any(), "(?si).*token ?binding.*"),
            Judge.values(),
            "The client data have a `tokenBinding`, of whatever content.",
            "L3 §5.8.1: the member is reserved, and \"its use is not expected in Level 3\". No step of §7.1 or §7.2 looks at it any"
                    + " more."),
    BYTE_ORDER_MARK(
            accepts(any(), "(?s).*(xfeff|65279).*"),
            Set.of(Judge.WEBAUTHN4J),
            "The client data begin with a byte order mark.",
            "L3 §7.1 step 5 and §7.2 step 8: JSONtext is the result of UTF-8 decode, and \"any leading byte order mark (BOM) must"
                    + " be stripped\"."),
    ANDROID_KEY_UNTRUSTED(
            accepts(in(".*android-key.*"), ".*Failed to derive trust for attestation key.*"),
            Set.of(Judge.YUBICO),
            "An `android-key` statement is right and its path ends at a trusted root; the peer does not verify this format.",
            "L3 §8.4 has its verification procedure, which returns type Basic and trust path x5c."),
    STATEMENT_ALGORITHM(
            accepts(changed("(?s).*attStmt\\.alg.*"), ".*Unsupported COSE algorithm identifier.*"),
            Set.of(Judge.YUBICO),
            "The statement names its algorithm in the other of two ways: ESP256 for what ES256 is on the certificate's curve.",
            "L3 §8.2: \"Verify that sig is a valid signature … with the algorithm specified in alg\". It is: RFC 9864 §2.1 has ESP256"
                    + " for ECDSA on P-256 with SHA-256."),
    SAFETYNET_COMMON_NAME(
            accepts(in(".*android-safetynet.*"), ".*not issued to 'attest.android.com'.*"),
            Set.of(Judge.WEBAUTHN4J),
            "The service's certificate names its host as an alternative name, and has no common name.",
            "RFC 2818 §3.1: \"If a subjectAltName extension of type dNSName is present, that MUST be used as the identity.\""),
    KEY_DESCRIPTION_REST(
            accepts(in(".*android-key.*"), "(?s).*(NegativeArraySize|BufferUnderflow)Exception.*"),
            Set.of(Judge.WEBAUTHN4J),
            "In an Android key's description a value that no step looks at is malformed; the peer ends with an exception that it"
                    + " does not declare.",
            "L3 §8.4 looks at the challenge, `allApplications`, `origin` and `purpose`; Android adds further members with each"
                    + " version of its schema. The certificate's own signature is a matter of trust in its path."),
    UNKNOWN_MEMBER(
            accepts(any(), "(?s).*UnrecognizedPropertyException: Unrecognized field.*"),
            Set.of(Judge.YUBICO),
            "The response has a member that nobody knows.",
            "L3 §5.1 and Web IDL: a conversion to a dictionary reads the members it knows; further ones may come with later"
                    + " levels, and nothing in §7.1 or §7.2 looks at them."),
    RESPONSE_MEMBER_MISSING(
            accepts(changed("(?s).*(rawId|clientExtensionResults)[^;]*(missing|another case).*"), "(?s).*"),
            Judge.values(),
            "The response has no `clientExtensionResults`, or no `rawId`.",
            "L3 §7.1 step 28 and §7.2 step 23: \"The Relying Party MAY ignore any or all extension outputs\", and so their absence;"
                    + " `id` and `rawId` are the same bytes (§5.1), of which one is enough. The dictionaries of §5.1 mark both"
                    + " members as required, for clients; no step refuses for want of them."),
    UNSOLICITED_EXTENSION(
            accepts(changed("(?s).*(extension|clientExtensionResults).*"), "(?s).*"),
            Judge.values(),
            "An extension that nobody asked for has an output of no known shape.",
            "L3 §7.1 step 28 and §7.2 step 23: the relying party \"MUST be prepared to handle such situations, whether by"
                    + " ignoring the unsolicited extensions or by rejecting\", and \"MAY ignore any or all extension outputs\"."),

    CHALLENGE_FORM(
            refuses("malformed base64url at response.clientDataJSON.challenge.*"),
            Judge.values(),
            "The challenge in the client data is in another form of base64: padded, with white space, in the other alphabet, or"
                    + " with bits that encode nothing.",
            "L3 §7.1 step 8 and §7.2 step 11: C.challenge \"equals the base64url encoding of\" the challenge that was sent: a"
                    + " text, of which there is one."),
    BASE64URL(
            refuses("malformed base64url at .*"),
            Judge.values(),
            "A member of the response is in no base64url, or in another form of it.",
            "L3 §3: base64url is \"with all trailing '=' characters omitted … and without the inclusion of any line breaks,"
                    + " whitespace, or other additional characters\"; RFC 4648 §3.5: pad bits are zero."),
    JSON_DUPLICATE_MEMBER(
            refuses("malformed json at .*: a second member of the same name"),
            Judge.values(),
            "A JSON object has a member twice; peers take the last one.",
            "RFC 8259 §4: names should be unique, and with duplicates \"the behavior of software … is unpredictable\". L3"
                    + " §5.8.1.1 has clients write each member once, so no valid response is lost."),
    JSON_TRAILING_TEXT(
            refuses("malformed json at .*: text after the end of the value"),
            Judge.values(),
            "There is text after the JSON object.",
            "RFC 8259 §2: a JSON text is one value with white space around it."),
    JSON_ESCAPE(
            refuses("malformed json at .*: an escape that stands for no character"),
            Judge.values(),
            "A text has an escaped half of a surrogate pair.",
            "RFC 8259 §8.2 calls the result unpredictable, and L3 §5.8.1.1 has clients write strings as UTF-8."),
    JSON_NOT_UTF8(
            refuses("malformed json at .*: not valid UTF-8"),
            Judge.values(),
            "The client data are not UTF-8; peers put a replacement character there.",
            "RFC 8259 §8.1: JSON \"MUST be encoded using UTF-8\", and L3 §5.8.1.1 has clients do so. Here L3 §7.1 step 5 is"
                    + " milder than what it rests on: its decoder would replace the bytes. Nothing that a client makes is lost."),
    JSON_SYNTAX(
            refuses(
                    "malformed json at [^:]*: (a control character|a member's name|no JSON value|a number|nested deeper|expected|a"
                            + " comma|the text ends|more than|longer than).*"),
            Judge.values(),
            "The text is not JSON.",
            "RFC 8259 §2 to §7."),
    RESPONSE_SHAPE(
            refuses(
                    "malformed (json|response|client-data) at (id|rawId|type|response|clientExtensionResults|authenticatorAttachment|"
                            + "response\\.[a-zA-Z]+|response\\.transports.*): (missing|must be .*|is not public-key|differs from id|has"
                            + " .*|holds .*)"),
            Judge.values(),
            "A member of the response is missing, of another type, too long, or at odds with another: `id` with `rawId`, `type`"
                    + " with `public-key`.",
            "L3 §5.1: the dictionaries RegistrationResponseJSON and AuthenticationResponseJSON with their required members and"
                    + " types; `id` and `rawId` both are the object's [[identifier]]. (An empty transport is refused too, where"
                    + " §5.2.1 has unknown ones stored: it is no value at all.)"),
    CLIENT_DATA_SHAPE(
            refuses(
                    "malformed (json|client-data) at response\\.clientDataJSON[^:]*: (missing|must be .*|is .*|has .*)"),
            Judge.values(),
            "A member of the client data is missing or of another type, such as a `crossOrigin` that is a text.",
            "L3 §5.8.1: the dictionary CollectedClientData, with `type`, `challenge` and `origin` required and a boolean"
                    + " `crossOrigin`."),
    ORIGIN(
            refuses("origin-not-allowed"),
            Judge.values(),
            "The origin is written in another way than origins are: in capitals, with a path or a default port.",
            "L3 §7.1 step 9 and §7.2 step 12 with §13.4.9: \"MUST NOT accept unexpected values\". A client serializes an origin in one"
                    + " way."),
    CROSS_ORIGIN(
            refuses("(cross-origin-not-allowed|top-origin-not-allowed)"),
            Set.of(Judge.YUBICO),
            "The ceremony ran in a frame of another origin; the peer does not look at `crossOrigin` and `topOrigin`.",
            "L3 §7.1 steps 10 and 11, §7.2 steps 13 and 14: if they are there, the relying party verifies that it expects to be in a"
                    + " frame, and of this origin."),
    CREDENTIAL_ID(
            refuses("(credential-id-mismatch|credential-mismatch)"),
            Judge.values(),
            "The response names another credential than the authenticator attested; peers keep the name that nobody signed, or"
                    + " leave the comparison to their caller.",
            "L3 §5.1: `id` is the credential id that §5.1.3 takes out of attestedCredentialData; L3 §7.1 steps 25 to 27 work"
                    + " with that one."),
    USER_HANDLE(
            refuses("(user-handle-mismatch|user-handle-missing|malformed .* response.userHandle.*)"),
            Set.of(Judge.WEBAUTHN4J),
            "The user handle is missing or another user's; the peer leaves it to its caller.",
            "L3 §7.2 step 6: \"verify that response.userHandle is present\" if the user was not identified before, and that the"
                    + " account it names has the credential."),
    ATTESTED_DATA_IN_ASSERTION(
            refuses("(attested-credential-present|malformed .* at response.authenticatorData.*(aaguid|credential).*)"),
            Judge.values(),
            "An assertion says that it carries a new credential.",
            "L3 §6.1: \"For assertion signatures, the AT flag MUST NOT be set and the attestedCredentialData MUST NOT be included\"."),
    AUTHENTICATOR_DATA_LEFTOVER(
            refuses("malformed authenticator-data at .* left over"),
            Set.of(Judge.YUBICO),
            "Authenticator data have bytes after their last part.",
            "L3 §6.1: \"The authenticator data describes its own length\": 37 bytes and the parts that the flags announce."),
    EXTENSION_DATA_MISSING(
            refuses("malformed cbor at .*extensions: the bytes end where an item must be"),
            Set.of(Judge.WEBAUTHN4J),
            "ED is set and no extension data follow.",
            "L3 §6.1: without extension data, the authenticator \"MUST set the ED flag to zero\"."),
    EXTENSIONS_NO_MAP(
            refuses(
                    "malformed (cbor at .*extensions: must be a map|authenticator-data at .*extensions: an extension's).*"),
            Judge.values(),
            "Extension data are no map, or one with a key that is no text.",
            "L3 §6.1: extension data are a CBOR \"map with extension identifiers as keys\"; §9.1: \"Extensions are identified by a"
                    + " string\"."),
    CBOR_DUPLICATE_KEY(
            refuses("malformed cbor at .*: a duplicate key"),
            Judge.values(),
            "A CBOR map has a key twice; peers take one of the values.",
            "L3 §2.4: decoders \"SHOULD reject messages with duplicate map keys\"; RFC 8949 §5.6: such a map is not valid."),
    CBOR_TRAILING(
            refuses("malformed cbor at .*: \\d+ bytes behind the end"),
            Judge.values(),
            "There are bytes after a CBOR item.",
            "L3 §6.5.4: the attestation object is one CBOR map; RFC 8949 §5.3.1: extra bytes make it not valid."),
    CBOR_FORM(
            refuses(
                    "malformed cbor at .*: (a break or an indefinite length|an integer or length in more bytes than it needs|tags are"
                            + " not allowed|the map's keys are not in canonical order|nested deeper .*|a simple value without a"
                            + " meaning|a map's key cannot be .*|a floating-point .*|.*canonical.*|more than .*)"),
            Judge.values(),
            "CBOR is not in CTAP2's canonical form: indefinite or longer lengths, tags, keys in another order, more than four"
                    + " levels. (Keys of the attestation object and of statements may stand in any order, and a setting allows"
                    + " indefinite lengths, since some authenticators write so.)",
            "L3 §2.4: decoders \"SHOULD reject CBOR that is not validly encoded in the CTAP2 canonical CBOR encoding form\"."),
    ATTESTATION_OBJECT_SHAPE(
            refuses("malformed (cbor|attestation-object) at response.attestationObject.*"),
            Judge.values(),
            "The attestation object has a key that is no text, a format that is no identifier, or a statement that is no map.",
            "L3 §6.5.4: the map's members with their types; §8.1: a format identifier is of 1 to 32 printable characters."),
    KEY_NOT_ON_CURVE(
            refuses("malformed cose at .*: the point is not on .*"),
            Judge.values(),
            "The credential public key is no point of its curve; the peer stores it, and fails at each sign-in.",
            "L3 §5.8.5: \"implementations should check that the point is actually on the curve\", since it tends to fall \"through the"
                    + " gap between a cryptographic library and other code\"."),
    KEY_SHAPE(
            refuses("malformed (cose|cbor) at .*credentialPublicKey.*"),
            Judge.values(),
            "The credential public key has coordinates of another length, an exponent that is none, a curve that does not go with"
                    + " its algorithm, or members beside those it must have.",
            "L3 §6.5.1: the COSE_Key \"MUST NOT contain any other OPTIONAL parameters\" than alg; L3"
                    + " §5.8.5: algorithms go with curves; RFC 9053 §7.1.1: coordinates keep leading zeros; RFC 8017 §3.1: the"
                    + " exponent is 3 at least."),
    UNSUPPORTED_FORMAT(
            refuses("attestation: format-not-accepted"),
            Set.of(Judge.YUBICO),
            "The attestation format is unknown; the peer reports it as untrusted. (Without a list of formats, Keystile does the"
                    + " same: the run names all that there are.)",
            "L3 §7.1 step 21: fmt is matched \"against the set of\" formats that the relying party supports."),
    NONE_NOT_EMPTY(
            refuses("attestation: statement none .*"),
            Set.of(Judge.YUBICO),
            "A statement of format `none` has something in it.",
            "L3 §8.7: the statement is the empty map, and L3 §8 has the verifier check the syntax."),
    ANDROID_KEY_SOFTWARE(
            refuses("attestation: rule android-key .*: the key and its attestation must be of hardware.*"),
            Judge.values(),
            "An Android key is enforced by software. A setting accepts it.",
            "L3 §8.4: \"use only the teeEnforced authorization list if the RP wants to accept only keys from a trusted execution"
                    + " environment\"; Keystile does unless told otherwise."),
    ANDROID_KEY_UNVERIFIED(
            refuses(in(".*android-key.*"), "attestation: .*"),
            Set.of(Judge.YUBICO),
            "An `android-key` statement is wrong: the peer does not verify this format at all.",
            "L3 §8.4: the signature, the certified key, the challenge and the authorization lists are verified."),
    ANDROID_KEY_PURPOSE(
            refuses("attestation: rule android-key .*: the key's purpose must be KM_PURPOSE_SIGN alone"),
            Set.of(Judge.WEBAUTHN4J),
            "An Android key may do more than sign.",
            "L3 §8.4: \"The value in the AuthorizationList.purpose field is equal to KM_PURPOSE_SIGN\", not one that has it among"
                    + " others."),
    ANDROID_KEY_SECOND_DESCRIPTION(
            refuses("attestation: rule android-key .*only the first certificate has a key description"),
            Set.of(Judge.WEBAUTHN4J),
            "A certificate after the first of an `android-key` statement has a key description, too.",
            "Android's key attestation documentation, which L3 §8.4 rests on: of several such extensions, only the one nearest the"
                    + " root can be trusted, so that a device's owner cannot extend the chain."),
    SAFETYNET_RESPONSE(
            refuses(
                    "attestation: (rule android-safetynet response: timestampMs|statement android-safetynet malformed j).*"),
            Judge.values(),
            "A SafetyNet response is old, from the future, or does not say when it was made; the peer does not look at its time.",
            "L3 §8.5: \"by following the steps indicated by the SafetyNet online documentation\", which have the time checked."),
    SAFETYNET_JWS(
            refuses("attestation: statement android-safetynet malformed (base64url|jws) at .*"),
            Set.of(Judge.YUBICO),
            "A SafetyNet response has more than the three parts of its JWS, or characters that are none of base64url's.",
            "RFC 7515 §7.1: the compact serialization is three base64url texts with two dots between them."),
    SAFETYNET_HOST(
            refuses("attestation: rule android-safetynet x5c.*"),
            Judge.values(),
            "The certificate is for `*.android.com`.",
            "L3 §8.5: \"by following the steps indicated by the SafetyNet online documentation\", which name the host"
                    + " attest.android.com."),
    U2F_CERTIFICATES(
            refuses("attestation: rule fido-u2f .*there must be exactly one certificate"),
            Set.of(Judge.YUBICO),
            "A `fido-u2f` statement has several certificates.",
            "L3 §8.6: \"Check that x5c has exactly one element\"."),
    PACKED_CERTIFICATE(
            refuses("attestation: rule packed x5c.*"),
            Judge.values(),
            "The subject of a `packed` attestation certificate lacks something, has it twice, or in a type of text that it may not"
                    + " have; or an extension is not as it must be.",
            "L3 §8.2.1: version 3, subject with C, O, OU \"Authenticator Attestation\" and CN, not an authority's; the model's"
                    + " extension not critical."),
    TPM_OTHER_KEY(
            refuses(in(".*tpm.*"), "attestation: other-key"),
            Set.of(Judge.WEBAUTHN4J),
            "The TPM's public area names another curve than the credential's key is on; the peer compares the coordinates alone.",
            "L3 §8.3: \"Verify that the public key specified by the parameters and unique fields of pubArea is identical to the"
                    + " credentialPublicKey\"."),
    ED448_SIGNATURE_LENGTH(
            refuses(
                    in(".*(ED448|-53-).*").and(changed("(?s).*(repeated from|lengthened).*")),
                    "(attestation: )?signature-invalid"),
            Judge.values(),
            "An Ed448 signature has bytes after its end, which the platform's provider does not see.",
            "RFC 8032 §5.2.7: a signature is 114 bytes long, two halves of 57."),
    TPM_CERTIFICATE(
            refuses("attestation: rule tpm .*"),
            Judge.values(),
            "The certificate of a TPM's key, or what the TPM signed, is not as it must be.",
            "L3 §8.3 and §8.3.1: the subject is empty, and the alternative name has manufacturer, model and version as TPM's EK"
                    + " profile has them (TPMv2-EK-Profile §3.2.9)."),
    STATEMENT_SHAPE(
            refuses("attestation: statement \\S+ malformed (attestation-statement|cbor|tpm) at .*"),
            Judge.values(),
            "The statement has a member that its format does not, or one of another type.",
            "L3 §8.2 to §8.8, step 1 of each: \"Verify that attStmt is valid CBOR conforming to the syntax defined above\", a map"
                    + " that has no further members."),
    CERTIFICATE_FORM(
            refuses("attestation: statement \\S+ malformed (der|x509) at attStmt.*"),
            Judge.values(),
            "A certificate is not in DER, has bytes after it, or a key that does not go with the statement's algorithm; peers read"
                    + " BER and look at fewer parts.",
            "RFC 5280 §4.1: certificates are in DER; X.690 §10.1: a length has the fewest bytes and is definite; L3 §5.8.5:"
                    + " algorithms go with curves."),
    OTHER_RULE(
            refuses("attestation: (rule|other-key|other-ceremony|aaguid-mismatch|algorithm-mismatch).*"),
            Set.of(Judge.YUBICO),
            "A statement breaks another rule of its format that the peer does not check.",
            "The verification procedure of the format, L3 §8.2 to §8.8.");

    private final Condition condition;
    private final Set<Judge> peers;
    private final String situation;
    private final String decision;

    DifferenceClass(Condition condition, Judge[] peers, String situation, String decision) {
        this(condition, EnumSet.copyOf(List.of(peers)), situation, decision);
    }

    DifferenceClass(Condition condition, Set<Judge> peers, String situation, String decision) {
        this.condition = condition;
        this.peers = peers;
        this.situation = situation;
        this.decision = decision;
    }

    /** The first class that a disagreement is of. */
    static Optional<DifferenceClass> of(Disagreement disagreement) {
        return Arrays.stream(values())
                .filter(each -> each.peers.contains(disagreement.peer()) && each.condition.fits(disagreement))
                .findFirst();
    }

    /** The class in kebab-case. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What the response is like and what the libraries make of it. */
    String situation() {
        return situation;
    }

    /** The specification's word on it. */
    String decision() {
        return decision;
    }
}
