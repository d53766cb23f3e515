import assert from "node:assert/strict";
import { test } from "node:test";
import { domException } from "../fakes/browser.js";
import { identifyError } from "./identify-error.js";
import { PasskeyError } from "./passkey-error.js";

const EXPECTED = [
  // exception, when creating, when getting
  ["AbortError", "aborted", "aborted"],
  ["NotAllowedError", "cancelled", "cancelled"],
  ["ConstraintError", "no-suitable-authenticator", "no-suitable-authenticator"],
  ["NotSupportedError", "no-suitable-authenticator", "no-suitable-authenticator"],
  ["SecurityError", "security", "security"],
  ["InvalidStateError", "already-registered", "unknown"],
  ["NotReadableError", "unknown", "unknown"],
  ["OperationError", "unknown", "unknown"],
  ["UnknownError", "unknown", "unknown"],
];

for (const [name, creating, getting] of EXPECTED) {
  test(`takes ${name} for ${creating} when creating, for ${getting} when getting`, () => {
    const cause = domException(name);
    for (const [verb, code] of Object.entries({ create: creating, get: getting })) {
      const error = identifyError(cause, verb);
      assert(error instanceof PasskeyError);
      assert.equal(error.code, code);
      assert.equal(error.cause, cause);
    }
  });
}

test("takes whatever else is thrown for unknown", () => {
  for (const thrown of [new TypeError("Illegal invocation"), "a text", undefined, null, { name: "constructor" }]) {
    const error = identifyError(thrown, "get");
    assert.equal(error.code, "unknown");
    assert.equal(error.cause, thrown);
  }
});

test("takes whatever is thrown after an abort for that", () => {
  for (const thrown of ["the page's reason", domException("TimeoutError"), domException("NotAllowedError")]) {
    assert.equal(identifyError(thrown, "create", AbortSignal.abort()).code, "aborted");
  }
  assert.equal(identifyError(domException("NotAllowedError"), "get", new AbortController().signal).code, "cancelled");
});

test("keeps what is identified already", () => {
  const error = new PasskeyError("malformed-answer");
  assert.equal(identifyError(error, "get", AbortSignal.abort()), error);
});
