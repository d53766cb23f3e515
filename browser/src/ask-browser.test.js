import assert from "node:assert/strict";
import { test } from "node:test";
import { domException, fakeBrowser, openRequest } from "../fakes/browser.js";
import { NEW_CREDENTIAL_JSON, newCredential, USED_CREDENTIAL_JSON, usedCredential } from "../fakes/credentials.js";
import { askBrowser } from "./ask-browser.js";

const OPTIONS = { challenge: "AgM" };
const PARSED = { challenge: Uint8Array.of(2, 3).buffer };

test("has a credential made, JSON in and JSON out", async (t) => {
  const create = t.mock.fn(async () => newCredential());
  fakeBrowser(t, { create });
  assert.deepEqual(await askBrowser("create", OPTIONS, {}), NEW_CREDENTIAL_JSON);
  assert.deepEqual(create.mock.calls[0].arguments, [{ publicKey: PARSED }]);
});

test("has a credential used, JSON in and JSON out", async (t) => {
  const get = t.mock.fn(async () => usedCredential());
  fakeBrowser(t, { get });
  const { signal } = new AbortController();
  assert.deepEqual(await askBrowser("get", OPTIONS, { signal, mediation: "conditional" }), USED_CREDENTIAL_JSON);
  assert.deepEqual(get.mock.calls[0].arguments, [{ publicKey: PARSED, signal, mediation: "conditional" }]);
});

test("names what the browser threw", async (t) => {
  const cause = domException("InvalidStateError");
  fakeBrowser(t, { create: () => Promise.reject(cause) });
  await assert.rejects(askBrowser("create", OPTIONS, {}), { code: "already-registered", cause });
});

test("asks nothing of a browser without passkeys", async (t) => {
  const get = t.mock.fn();
  fakeBrowser(t, { get, isSecureContext: false });
  await assert.rejects(askBrowser("get", OPTIONS, {}), { code: "security" });
  assert.equal(get.mock.callCount(), 0);
});

test("asks nothing after an abort", async (t) => {
  const get = t.mock.fn();
  fakeBrowser(t, { get });
  await assert.rejects(askBrowser("get", OPTIONS, { signal: AbortSignal.abort() }), { code: "aborted" });
  assert.equal(get.mock.callCount(), 0);
});

test("does not take what comes after the abort", async (t) => {
  const controller = new AbortController();
  const get = async () => {
    controller.abort();
    return usedCredential();
  };
  fakeBrowser(t, { get });
  await assert.rejects(askBrowser("get", OPTIONS, { signal: controller.signal }), { code: "aborted" });
});

test("passes the abort on", async (t) => {
  const controller = new AbortController();
  const get = openRequest();
  fakeBrowser(t, { get });
  const asked = askBrowser("get", OPTIONS, { signal: controller.signal });
  controller.abort();
  await assert.rejects(asked, { code: "aborted" });
});

test("calls unreadable credentials unknown", async (t) => {
  fakeBrowser(t, { get: async () => null, create: async () => newCredential({}, { attestationObject: undefined }) });
  await assert.rejects(askBrowser("get", OPTIONS, {}), { code: "unknown" });
  await assert.rejects(askBrowser("create", OPTIONS, {}), { code: "unknown" });
});
