import { Buffer } from "node:buffer";

const buffer = (text) => Uint8Array.from(Buffer.from(text)).buffer;
export const encoded = (text) => Buffer.from(text).toString("base64url");

/** A credential just made, as browsers without `toJSON` hand it out. */
export const newCredential = (changes = {}, response = {}) => ({
  id: encoded("credential 1"),
  rawId: buffer("credential 1"),
  type: "public-key",
  authenticatorAttachment: "platform",
  response: {
    clientDataJSON: buffer("client data"),
    attestationObject: buffer("attestation object"),
    getTransports: () => ["internal", "hybrid"],
    getAuthenticatorData: () => buffer("authenticator data"),
    getPublicKey: () => buffer("public key"),
    getPublicKeyAlgorithm: () => -7,
    ...response,
  },
  getClientExtensionResults: () => ({ credProps: { rk: true } }),
  ...changes,
});

export const NEW_CREDENTIAL_JSON = {
  id: encoded("credential 1"),
  rawId: encoded("credential 1"),
  type: "public-key",
  authenticatorAttachment: "platform",
  response: {
    clientDataJSON: encoded("client data"),
    attestationObject: encoded("attestation object"),
    transports: ["internal", "hybrid"],
    authenticatorData: encoded("authenticator data"),
    publicKey: encoded("public key"),
    publicKeyAlgorithm: -7,
  },
  clientExtensionResults: { credProps: { rk: true } },
};

/** A credential just used, as browsers without `toJSON` hand it out. */
export const usedCredential = (changes = {}, response = {}) => ({
  id: encoded("credential 1"),
  rawId: buffer("credential 1"),
  type: "public-key",
  authenticatorAttachment: "cross-platform",
  response: {
    clientDataJSON: buffer("client data"),
    authenticatorData: buffer("authenticator data"),
    signature: buffer("signature"),
    userHandle: buffer("user handle"),
    ...response,
  },
  getClientExtensionResults: () => ({}),
  ...changes,
});

export const USED_CREDENTIAL_JSON = {
  id: encoded("credential 1"),
  rawId: encoded("credential 1"),
  type: "public-key",
  authenticatorAttachment: "cross-platform",
  response: {
    clientDataJSON: encoded("client data"),
    authenticatorData: encoded("authenticator data"),
    signature: encoded("signature"),
    userHandle: encoded("user handle"),
  },
  clientExtensionResults: {},
};
