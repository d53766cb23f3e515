import assert from "node:assert/strict";
import { test } from "node:test";
import { PasskeyError } from "./passkey-error.js";

const CODES = [
  "aborted",
  "already-registered",
  "cancelled",
  "malformed-answer",
  "network",
  "no-suitable-authenticator",
  "not-supported",
  "refused",
  "security",
  "unknown",
];

test("has a sentence of its own for every code", () => {
  const sentences = new Set(CODES.map((code) => new PasskeyError(code).message));
  assert.equal(sentences.size, CODES.length);
  for (const sentence of sentences) assert.match(sentence, /^[A-Z].*\.$/);
});

test("says what the server said", () => {
  const problem = { status: 409, code: "username-taken", detail: "That name is taken." };
  const error = new PasskeyError("refused", { problem });
  assert.equal(error.message, "That name is taken.");
  assert.equal(error.problem, problem);
});

test("has its own sentence where the server said nothing", () => {
  assert.equal(new PasskeyError("refused", { problem: { status: 502 } }).message, new PasskeyError("refused").message);
});

test("is an Error that keeps its cause", () => {
  const cause = new TypeError("Illegal invocation");
  const error = new PasskeyError("unknown", { cause });
  assert(error instanceof Error);
  assert.equal(error.name, "PasskeyError");
  assert.equal(error.cause, cause);
});
