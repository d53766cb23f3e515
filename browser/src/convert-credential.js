import { toBase64Url } from "./base64url.js";

/**
 * A credential as JSON, field by field: for browsers without `toJSON` and for password managers whose objects only
 * resemble credentials. What cannot be read and may be absent is left out; what may not be absent throws.
 *
 * @param {any} credential
 * @returns {any} `RegistrationResponseJSON` or `AuthenticationResponseJSON`
 */
export function convertCredential(credential) {
  const { response } = credential;
  const id = attempt(() => toBase64Url(credential.rawId)) || toBase64Url(credential.id);
  return {
    id,
    rawId: id,
    type: "public-key",
    response: "attestationObject" in response ? convertAttestation(response) : convertAssertion(response),
    ...present({ authenticatorAttachment: attempt(() => credential.authenticatorAttachment) }),
    clientExtensionResults: attempt(() => withTextForBytes(credential.getClientExtensionResults())) ?? {},
  };
}

/** @param {any} response */
function convertAttestation(response) {
  return {
    clientDataJSON: toBase64Url(response.clientDataJSON),
    attestationObject: toBase64Url(response.attestationObject),
    transports: attempt(() => [...response.getTransports()]) ?? [],
    ...present({
      authenticatorData: attempt(() => toBase64Url(response.getAuthenticatorData())),
      publicKey: attempt(() => toBase64Url(response.getPublicKey())),
      publicKeyAlgorithm: attempt(() => response.getPublicKeyAlgorithm()),
    }),
  };
}

/** @param {any} response */
function convertAssertion(response) {
  return {
    clientDataJSON: toBase64Url(response.clientDataJSON),
    authenticatorData: toBase64Url(response.authenticatorData),
    signature: toBase64Url(response.signature),
    ...present({ userHandle: attempt(() => toBase64Url(response.userHandle)) }),
  };
}

/**
 * @param {any} value
 * @returns {any} the same, with every buffer as base64url
 */
function withTextForBytes(value) {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withTextForBytes);
  if ("byteLength" in value) return toBase64Url(value);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withTextForBytes(member)]));
}

/**
 * @template T
 * @param {() => T} read a read that a password manager may answer with "Illegal invocation"
 * @returns {T | undefined}
 */
function attempt(read) {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** @param {Record<string, unknown>} members */
function present(members) {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value));
}
