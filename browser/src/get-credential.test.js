import assert from "node:assert/strict";
import { test } from "node:test";
import { domException, fakeBrowser, openRequest } from "../fakes/browser.js";
import { USED_CREDENTIAL_JSON, usedCredential } from "../fakes/credentials.js";
import { getCredential } from "./get-credential.js";

const OPTIONS = { challenge: "AgM" };

test("takes options and gives a credential, both as JSON", async (t) => {
  fakeBrowser(t, { get: async () => usedCredential() });
  assert.deepEqual(await getCredential(OPTIONS), USED_CREDENTIAL_JSON);
});

test("passes the mediation on", async (t) => {
  const get = t.mock.fn(async () => usedCredential());
  fakeBrowser(t, { get });
  await getCredential(OPTIONS, { mediation: "conditional" });
  assert.equal(get.mock.calls[0].arguments[0].mediation, "conditional");
});

test("throws PasskeyErrors only", async (t) => {
  fakeBrowser(t, { get: () => Promise.reject(domException("NotAllowedError")) });
  await assert.rejects(getCredential(OPTIONS), { name: "PasskeyError", code: "cancelled" });
  await assert.rejects(getCredential({}), { name: "PasskeyError", code: "malformed-answer" });
});

test("gives way to the next one", async (t) => {
  const get = openRequest();
  fakeBrowser(t, { get });
  const first = assert.rejects(getCredential(OPTIONS, { mediation: "conditional" }), { code: "aborted" });
  while (get.requests.length < 1) await new Promise(setImmediate);
  const second = getCredential(OPTIONS);
  await first;
  while (get.requests.length < 2) await new Promise(setImmediate);
  get.requests[1].resolve(usedCredential());
  assert.deepEqual(await second, USED_CREDENTIAL_JSON);
});
