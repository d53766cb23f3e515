import assert from "node:assert/strict";
import { test } from "node:test";
import { domException, fakeBrowser, openRequest } from "../fakes/browser.js";
import { NEW_CREDENTIAL_JSON, newCredential } from "../fakes/credentials.js";
import { CREATION_OPTIONS, fakeServer, problem } from "../fakes/server.js";
import { register } from "./register.js";

const REGISTERED = {
  account: { id: "a1", username: "ada", displayName: "Ada" },
  passkey: { id: "c1", name: "Laptop" },
};
const BEGUN = { ceremony: "sealed", publicKey: CREATION_OPTIONS };

test("signs up", async (t) => {
  fakeBrowser(t, { create: async () => newCredential() });
  const server = fakeServer({ "POST registration/options": BEGUN, "POST registration": REGISTERED });
  const { fetch } = server;
  assert.deepEqual(await register({ username: "ada", displayName: "Ada", fetch }), REGISTERED);
  assert.deepEqual(server.urls(), ["POST /api/v1/registration/options", "POST /api/v1/registration"]);
  assert.deepEqual(server.requests[0].body, { username: "ada", displayName: "Ada" });
  assert.deepEqual(server.requests[1].body, { ceremony: "sealed", credential: NEW_CREDENTIAL_JSON });
});

test("adds a passkey for somebody who is signed in", async (t) => {
  fakeBrowser(t, { create: async () => newCredential() });
  const { fetch, requests } = fakeServer({ "POST registration/options": BEGUN, "POST registration": REGISTERED });
  await register({ fetch });
  assert.deepEqual(requests[0].body, {});
});

test("asks for no fingerprint when the server refuses to begin", async (t) => {
  const create = t.mock.fn();
  fakeBrowser(t, { create });
  const { fetch } = fakeServer({ "POST registration/options": problem(409, "username-taken", "That name is taken.") });
  await assert.rejects(register({ username: "ada", displayName: "Ada", fetch }), {
    code: "refused",
    message: "That name is taken.",
  });
  assert.equal(create.mock.callCount(), 0);
});

test("sends nothing when the person cancels", async (t) => {
  fakeBrowser(t, { create: () => Promise.reject(domException("NotAllowedError")) });
  const server = fakeServer({ "POST registration/options": BEGUN });
  await assert.rejects(register(server), { code: "cancelled" });
  assert.deepEqual(server.urls(), ["POST /api/v1/registration/options"]);
});

test("rejects, rather than throws, where passkeys cannot work", async (t) => {
  fakeBrowser(t, { isSecureContext: false });
  await assert.rejects(register(), { code: "security" });
});

test("ends with its signal", async (t) => {
  const create = openRequest();
  fakeBrowser(t, { create });
  const controller = new AbortController();
  const { fetch } = fakeServer({ "POST registration/options": BEGUN });
  const registered = register({ fetch, signal: controller.signal });
  while (create.requests.length === 0) await new Promise(setImmediate);
  controller.abort();
  await assert.rejects(registered, { code: "aborted" });
});

test("gives way to the next one", async (t) => {
  const create = openRequest();
  fakeBrowser(t, { create });
  const { fetch } = fakeServer({ "POST registration/options": BEGUN, "POST registration": REGISTERED });
  const first = assert.rejects(register({ fetch }), { code: "aborted" });
  while (create.requests.length < 1) await new Promise(setImmediate);
  const second = register({ fetch });
  await first;
  while (create.requests.length < 2) await new Promise(setImmediate);
  create.requests[1].resolve(newCredential());
  assert.deepEqual(await second, REGISTERED);
});
