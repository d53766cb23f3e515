import assert from "node:assert/strict";
import { test } from "node:test";
import { domException, fakeBrowser, openRequest } from "../fakes/browser.js";
import { NEW_CREDENTIAL_JSON, newCredential } from "../fakes/credentials.js";
import { createCredential } from "./create-credential.js";

const OPTIONS = { challenge: "AgM" };

test("takes options and gives a credential, both as JSON", async (t) => {
  fakeBrowser(t, { create: async () => newCredential() });
  assert.deepEqual(await createCredential(OPTIONS), NEW_CREDENTIAL_JSON);
});

test("passes the mediation on", async (t) => {
  const create = t.mock.fn(async () => newCredential());
  fakeBrowser(t, { create });
  await createCredential(OPTIONS, { mediation: "conditional" });
  assert.equal(create.mock.calls[0].arguments[0].mediation, "conditional");
});

test("throws PasskeyErrors only", async (t) => {
  fakeBrowser(t, { create: () => Promise.reject(domException("NotAllowedError")) });
  await assert.rejects(createCredential(OPTIONS), { name: "PasskeyError", code: "cancelled" });
  await assert.rejects(createCredential({}), { name: "PasskeyError", code: "malformed-answer" });
});

test("gives way to the next one", async (t) => {
  const create = openRequest();
  fakeBrowser(t, { create });
  const first = assert.rejects(createCredential(OPTIONS, { mediation: "conditional" }), { code: "aborted" });
  while (create.requests.length < 1) await new Promise(setImmediate);
  const second = createCredential(OPTIONS);
  await first;
  while (create.requests.length < 2) await new Promise(setImmediate);
  create.requests[1].resolve(newCredential());
  assert.deepEqual(await second, NEW_CREDENTIAL_JSON);
});
