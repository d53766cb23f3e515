import assert from "node:assert/strict";
import { test } from "node:test";
import { convertOptions } from "./convert-options.js";

const bytes = (...values) => Uint8Array.from(values).buffer;

test("makes bytes of what is bytes in creation options, and keeps the rest", () => {
  assert.deepEqual(
    convertOptions({
      rp: { id: "example.org", name: "Example" },
      user: { id: "AQ", name: "ada", displayName: "Ada" },
      challenge: "AgM",
      pubKeyCredParams: [{ type: "public-key", alg: -7 }],
      excludeCredentials: [{ type: "public-key", id: "BA", transports: ["usb"] }],
      authenticatorSelection: { residentKey: "required" },
      hints: ["client-device"],
      timeout: 1000,
    }),
    {
      rp: { id: "example.org", name: "Example" },
      user: { id: bytes(1), name: "ada", displayName: "Ada" },
      challenge: bytes(2, 3),
      pubKeyCredParams: [{ type: "public-key", alg: -7 }],
      excludeCredentials: [{ type: "public-key", id: bytes(4), transports: ["usb"] }],
      authenticatorSelection: { residentKey: "required" },
      hints: ["client-device"],
      timeout: 1000,
    },
  );
});

test("makes bytes of what is bytes in request options", () => {
  assert.deepEqual(
    convertOptions({ rpId: "example.org", challenge: "AgM", allowCredentials: [{ type: "public-key", id: "BA" }] }),
    { rpId: "example.org", challenge: bytes(2, 3), allowCredentials: [{ type: "public-key", id: bytes(4) }] },
  );
});

test("adds no members", () => {
  assert.deepEqual(Object.keys(convertOptions({ challenge: "AgM" })), ["challenge"]);
});

test("makes bytes of extensions' inputs", () => {
  assert.deepEqual(
    convertOptions({
      challenge: "AgM",
      extensions: {
        appid: "https://example.org",
        credBlob: "AQ",
        credProps: true,
        largeBlob: { write: "Ag" },
        prf: { eval: { first: "Aw", second: "BA" }, evalByCredential: { BQ: { first: "Bg" } } },
      },
    }).extensions,
    {
      appid: "https://example.org",
      credBlob: bytes(1),
      credProps: true,
      largeBlob: { write: bytes(2) },
      prf: { eval: { first: bytes(3), second: bytes(4) }, evalByCredential: { BQ: { first: bytes(6) } } },
    },
  );
  const extensions = { prf: {}, largeBlob: { read: true } };
  assert.deepEqual(convertOptions({ challenge: "AgM", extensions }).extensions, extensions);
});

test("leaves the options it was given as they are", () => {
  const options = {
    challenge: "AgM",
    user: { id: "AQ" },
    excludeCredentials: [{ id: "BA" }],
    extensions: { prf: { eval: { first: "Aw" } }, largeBlob: { write: "Ag" } },
  };
  const before = structuredClone(options);
  convertOptions(options);
  assert.deepEqual(options, before);
});

test("throws when bytes are missing or not base64url", () => {
  for (const options of [null, {}, { challenge: 1 }, { challenge: "?" }, { challenge: "AgM", user: { id: null } }]) {
    assert.throws(() => convertOptions(options), undefined, JSON.stringify(options));
  }
});
