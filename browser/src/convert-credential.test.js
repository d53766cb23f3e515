import assert from "node:assert/strict";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import {
  encoded,
  NEW_CREDENTIAL_JSON,
  newCredential,
  USED_CREDENTIAL_JSON,
  usedCredential,
} from "../fakes/credentials.js";
import { convertCredential } from "./convert-credential.js";

const illegalInvocation = () => {
  throw new TypeError("Illegal invocation");
};

test("writes a new credential", () => assert.deepEqual(convertCredential(newCredential()), NEW_CREDENTIAL_JSON));

test("writes a used credential", () => assert.deepEqual(convertCredential(usedCredential()), USED_CREDENTIAL_JSON));

test("leaves out what is not there", () => {
  const credential = usedCredential({ authenticatorAttachment: null }, { userHandle: null });
  const { authenticatorAttachment, ...expected } = structuredClone(USED_CREDENTIAL_JSON);
  delete expected.response.userHandle;
  assert.deepEqual(convertCredential(credential), expected);
});

test("leaves out what a password manager's object does not let be read", () => {
  const credential = newCredential(
    { getClientExtensionResults: illegalInvocation },
    {
      getTransports: illegalInvocation,
      getAuthenticatorData: illegalInvocation,
      getPublicKey: undefined,
      getPublicKeyAlgorithm: undefined,
    },
  );
  assert.deepEqual(convertCredential(credential), {
    ...NEW_CREDENTIAL_JSON,
    response: {
      clientDataJSON: encoded("client data"),
      attestationObject: encoded("attestation object"),
      transports: [],
    },
    clientExtensionResults: {},
  });
});

test("reads objects that refuse even to be looked at", () => {
  const restricted = new Proxy({}, { get: illegalInvocation, ownKeys: illegalInvocation });
  const credential = newCredential({}, { getAuthenticatorData: () => restricted });
  const { authenticatorData, ...response } = NEW_CREDENTIAL_JSON.response;
  assert.deepEqual(convertCredential(credential), { ...NEW_CREDENTIAL_JSON, response });
});

test("reads bytes that a password manager gives as views, arrays, texts or numbered members", () => {
  const credential = usedCredential(
    { rawId: [...Buffer.from("credential 1")] },
    {
      clientDataJSON: new Uint8Array(Buffer.from("client data")),
      authenticatorData: Object.assign({}, Buffer.from("authenticator data")),
      signature: encoded("signature"),
      userHandle: runInNewContext("Uint8Array.from(bytes).buffer", { bytes: [...Buffer.from("user handle")] }),
    },
  );
  assert.deepEqual(convertCredential(credential), USED_CREDENTIAL_JSON);
});

test("takes the id where there is no raw id, and the raw id before the id", () => {
  assert.deepEqual(convertCredential(usedCredential({ rawId: undefined })), USED_CREDENTIAL_JSON);
  assert.deepEqual(convertCredential(usedCredential({ id: "something else" })), USED_CREDENTIAL_JSON);
});

test("writes the bytes in extensions' outputs, however deep", () => {
  const credential = usedCredential({
    getClientExtensionResults: () => ({
      appid: false,
      credBlob: null,
      largeBlob: { blob: Uint8Array.of(1).buffer },
      prf: { enabled: true, results: { first: Uint8Array.of(2).buffer, second: Uint8Array.of(3) } },
      uvm: [[2, 4, 2]],
    }),
  });
  assert.deepEqual(convertCredential(credential).clientExtensionResults, {
    appid: false,
    credBlob: null,
    largeBlob: { blob: "AQ" },
    prf: { enabled: true, results: { first: "Ag", second: "Aw" } },
    uvm: [[2, 4, 2]],
  });
});

test("throws when something is missing that no server can do without", () => {
  for (const member of ["clientDataJSON", "authenticatorData", "signature"]) {
    assert.throws(() => convertCredential(usedCredential({}, { [member]: undefined })), TypeError, member);
  }
  for (const member of ["clientDataJSON", "attestationObject"]) {
    assert.throws(() => convertCredential(newCredential({}, { [member]: undefined })), TypeError, member);
  }
  assert.throws(() => convertCredential(usedCredential({ id: undefined, rawId: undefined })), TypeError);
  assert.throws(() => convertCredential(null), TypeError);
});
