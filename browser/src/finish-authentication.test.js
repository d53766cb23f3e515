import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeBrowser } from "../fakes/browser.js";
import { USED_CREDENTIAL_JSON } from "../fakes/credentials.js";
import { fakeServer, problem, REQUEST_OPTIONS, SIGNED_IN } from "../fakes/server.js";
import { finishAuthentication } from "./finish-authentication.js";

const begun = (publicKey = REQUEST_OPTIONS) => ({ ceremony: "sealed", publicKey });

test("gives what the server answers", async (t) => {
  const signalUnknownCredential = t.mock.fn();
  fakeBrowser(t, { statics: { signalUnknownCredential } });
  const server = fakeServer({ "POST authentication": SIGNED_IN });
  assert.deepEqual(await finishAuthentication(begun(), USED_CREDENTIAL_JSON, server), SIGNED_IN);
  assert.equal(signalUnknownCredential.mock.callCount(), 0);
});

test("reports a passkey that the server does not know to where it is kept", async (t) => {
  const signalUnknownCredential = t.mock.fn();
  fakeBrowser(t, { statics: { signalUnknownCredential } });
  const server = fakeServer({ "POST authentication": () => problem(401, "passkey-unknown", "It was removed.") });
  const refusal = { code: "refused", message: "It was removed." };
  await assert.rejects(finishAuthentication(begun(), USED_CREDENTIAL_JSON, server), refusal);
  await assert.rejects(finishAuthentication(begun({ challenge: "AgM" }), USED_CREDENTIAL_JSON, server), refusal);
  assert.deepEqual(
    signalUnknownCredential.mock.calls.map((call) => call.arguments),
    [
      [{ rpId: "example.org", credentialId: USED_CREDENTIAL_JSON.id }],
      [{ rpId: "login.example.org", credentialId: USED_CREDENTIAL_JSON.id }],
    ],
  );
});

test("reports nothing when the server refuses for another reason", async (t) => {
  const signalUnknownCredential = t.mock.fn();
  fakeBrowser(t, { statics: { signalUnknownCredential } });
  for (const code of ["ceremony-expired", "account-disabled", undefined]) {
    const server = fakeServer({ "POST authentication": problem(401, code) });
    await assert.rejects(finishAuthentication(begun(), USED_CREDENTIAL_JSON, server), { code: "refused" });
  }
  assert.equal(signalUnknownCredential.mock.callCount(), 0);
});

test("waits for no signal", async (t) => {
  fakeBrowser(t, { statics: { signalUnknownCredential: () => new Promise(() => {}) } });
  const server = fakeServer({ "POST authentication": problem(401, "passkey-unknown") });
  await assert.rejects(finishAuthentication(begun(), USED_CREDENTIAL_JSON, server), { code: "refused" });
});
