import assert from "node:assert/strict";
import { test } from "node:test";
import { NEW_CREDENTIAL_JSON, newCredential, USED_CREDENTIAL_JSON, usedCredential } from "../fakes/credentials.js";
import { credentialToJson } from "./credential-to-json.js";

test("takes the credential's own toJSON", () => {
  const made = { ...NEW_CREDENTIAL_JSON, own: true };
  const used = { ...USED_CREDENTIAL_JSON, own: true };
  assert.equal(credentialToJson(newCredential({ toJSON: () => made })), made);
  assert.equal(credentialToJson(usedCredential({ toJSON: () => used })), used);
});

test("calls toJSON as the credential's method", () => {
  const credential = newCredential({
    toJSON() {
      assert.equal(this, credential);
      return { ...NEW_CREDENTIAL_JSON, own: true };
    },
  });
  assert.equal(credentialToJson(credential).own, true);
});

test("does it itself where there is no toJSON", () => {
  assert.deepEqual(credentialToJson(newCredential()), NEW_CREDENTIAL_JSON);
  assert.deepEqual(credentialToJson(usedCredential()), USED_CREDENTIAL_JSON);
});

const without = (json, member) => {
  const { [member]: _, ...rest } = json;
  return rest;
};

const BROKEN = {
  "throws": () => {
    throw new TypeError("Illegal invocation");
  },
  "gives nothing": () => undefined,
  "gives an empty object": () => ({}),
  "gives an empty response": () => ({ ...NEW_CREDENTIAL_JSON, response: {} }),
  "leaves bytes as they are": () => ({ ...NEW_CREDENTIAL_JSON, rawId: new ArrayBuffer(8) }),
  "writes base64, not base64url": () => ({ ...NEW_CREDENTIAL_JSON, rawId: "a+b/c==" }),
  "leaves out the transports": () => ({
    ...NEW_CREDENTIAL_JSON,
    response: without(NEW_CREDENTIAL_JSON.response, "transports"),
  }),
  "writes the transports as a text": () => ({
    ...NEW_CREDENTIAL_JSON,
    response: { ...NEW_CREDENTIAL_JSON.response, transports: "internal" },
  }),
  "leaves out the attestation": () => ({
    ...NEW_CREDENTIAL_JSON,
    response: without(NEW_CREDENTIAL_JSON.response, "attestationObject"),
  }),
  "leaves out the extensions": () => without(NEW_CREDENTIAL_JSON, "clientExtensionResults"),
};

for (const [fault, toJSON] of Object.entries(BROKEN)) {
  test(`does it itself where a password manager's toJSON ${fault}`, () => {
    assert.deepEqual(credentialToJson(newCredential({ toJSON })), NEW_CREDENTIAL_JSON);
  });
}

test("does it itself where toJSON leaves out the signature", () => {
  const toJSON = () => ({ ...USED_CREDENTIAL_JSON, response: without(USED_CREDENTIAL_JSON.response, "signature") });
  assert.deepEqual(credentialToJson(usedCredential({ toJSON })), USED_CREDENTIAL_JSON);
});
