import assert from "node:assert/strict";
import { test } from "node:test";
import { domException, fakeBrowser, openRequest } from "../fakes/browser.js";
import { USED_CREDENTIAL_JSON, usedCredential } from "../fakes/credentials.js";
import { fakeServer, problem, REQUEST_OPTIONS, SIGNED_IN } from "../fakes/server.js";
import { authenticate } from "./authenticate.js";

const BEGUN = { ceremony: "sealed", publicKey: REQUEST_OPTIONS };

test("signs in", async (t) => {
  const get = t.mock.fn(async () => usedCredential());
  fakeBrowser(t, { get });
  const server = fakeServer({ "POST authentication/options": BEGUN, "POST authentication": SIGNED_IN });
  assert.deepEqual(await authenticate(server), SIGNED_IN);
  assert.deepEqual(server.urls(), ["POST /api/v1/authentication/options", "POST /api/v1/authentication"]);
  assert.deepEqual(server.requests[0].body, {});
  assert.deepEqual(server.requests[1].body, { ceremony: "sealed", credential: USED_CREDENTIAL_JSON });
  assert.equal("mediation" in get.mock.calls[0].arguments[0], false);
});

test("sends nothing when the person cancels", async (t) => {
  const cause = domException("NotAllowedError");
  fakeBrowser(t, { get: () => Promise.reject(cause) });
  const server = fakeServer({ "POST authentication/options": BEGUN });
  await assert.rejects(authenticate(server), { code: "cancelled", cause });
  assert.deepEqual(server.urls(), ["POST /api/v1/authentication/options"]);
});

test("says why the server refused", async (t) => {
  fakeBrowser(t, { get: async () => usedCredential() });
  const refusal = problem(401, "account-disabled", "This account is closed.");
  const { fetch } = fakeServer({ "POST authentication/options": BEGUN, "POST authentication": refusal });
  await assert.rejects(authenticate({ fetch }), { code: "refused", message: "This account is closed." });
});

test("ends with its signal, before it has begun and after", async (t) => {
  const get = openRequest();
  fakeBrowser(t, { get });
  const { fetch } = fakeServer({ "POST authentication/options": BEGUN });
  await assert.rejects(authenticate({ fetch, signal: AbortSignal.abort() }), { code: "aborted" });
  assert.equal(get.requests.length, 0);

  const controller = new AbortController();
  const authenticated = authenticate({ fetch, signal: controller.signal });
  while (get.requests.length === 0) await new Promise(setImmediate);
  controller.abort();
  await assert.rejects(authenticated, { code: "aborted" });
});
