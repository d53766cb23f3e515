import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeBrowser } from "../fakes/browser.js";
import { fakeServer, REQUEST_OPTIONS } from "../fakes/server.js";
import { beginCeremony } from "./begin-ceremony.js";

test("gets the options", async (t) => {
  fakeBrowser(t);
  const server = fakeServer({ "POST authentication/options": { ceremony: "sealed", publicKey: REQUEST_OPTIONS } });
  const begun = await beginCeremony("authentication", {}, server);
  assert.deepEqual(begun, { ceremony: "sealed", publicKey: REQUEST_OPTIONS });
});

test("asks the server nothing where the browser could not go on", async (t) => {
  fakeBrowser(t, { isSecureContext: false });
  const server = fakeServer({});
  await assert.rejects(beginCeremony("registration", {}, server), { code: "security" });
  assert.deepEqual(server.requests, []);
});

test("does not take answers without a ceremony or without options", async (t) => {
  fakeBrowser(t);
  for (const answer of [null, [], "text", {}, { ceremony: "sealed" }, { ceremony: 1, publicKey: REQUEST_OPTIONS }]) {
    const server = fakeServer({ "POST authentication/options": Response.json(answer) });
    await assert.rejects(beginCeremony("authentication", {}, server), { code: "malformed-answer" });
  }
});
