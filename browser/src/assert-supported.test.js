import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeBrowser, replaceGlobals } from "../fakes/browser.js";
import { assertSupported } from "./assert-supported.js";

test("is content with a browser that has passkeys, at an address where they work", (t) => {
  fakeBrowser(t);
  assert.doesNotThrow(assertSupported);
});

test("tells an address without https from a browser without passkeys", (t) => {
  fakeBrowser(t, { isSecureContext: false });
  replaceGlobals(t, { PublicKeyCredential: undefined, navigator: {} });
  assert.throws(assertSupported, { code: "security" });
});

test("refuses browsers without passkeys", (t) => {
  fakeBrowser(t);
  replaceGlobals(t, { PublicKeyCredential: undefined });
  assert.throws(assertSupported, { code: "not-supported" });
});

test("refuses browsers without credentials", (t) => {
  fakeBrowser(t);
  replaceGlobals(t, { navigator: {} });
  assert.throws(assertSupported, { code: "not-supported" });
});
