import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeBrowser } from "../fakes/browser.js";
import { parseOptions } from "./parse-options.js";

const OURS = { challenge: Uint8Array.of(2, 3).buffer };

test("takes the browser's own methods, each for its verb", (t) => {
  const created = { challenge: new ArrayBuffer(16) };
  const requested = { challenge: new ArrayBuffer(16) };
  fakeBrowser(t, {
    statics: { parseCreationOptionsFromJSON: () => created, parseRequestOptionsFromJSON: () => requested },
  });
  assert.equal(parseOptions("create", { challenge: "AgM" }), created);
  assert.equal(parseOptions("get", { challenge: "AgM" }), requested);
});

test("does it itself where the browser has no such methods", (t) => {
  fakeBrowser(t);
  assert.deepEqual(parseOptions("create", { challenge: "AgM" }), OURS);
  assert.deepEqual(parseOptions("get", { challenge: "AgM" }), OURS);
});

test("does it itself where such a method throws, or gives back what is not bytes", (t) => {
  fakeBrowser(t, {
    statics: {
      parseCreationOptionsFromJSON: () => {
        throw new TypeError("Illegal invocation");
      },
      parseRequestOptionsFromJSON: (json) => json,
    },
  });
  assert.deepEqual(parseOptions("create", { challenge: "AgM" }), OURS);
  assert.deepEqual(parseOptions("get", { challenge: "AgM" }), OURS);
});

test("calls options that nobody can read a malformed answer", (t) => {
  fakeBrowser(t);
  for (const options of [undefined, null, {}, { challenge: "?" }]) {
    assert.throws(() => parseOptions("get", options), { name: "PasskeyError", code: "malformed-answer" });
  }
});
