import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { bundle, TARGET } from "./bundle.js";

const committed = readFileSync(TARGET, "utf8");

test("keystile.js is what src/ makes (if not: npm run build)", () => assert.equal(committed, bundle()));

test("keystile.js exports what src/index.js exports", async () => {
  assert.deepEqual(Object.keys(await import("./keystile.js")), Object.keys(await import("./src/index.js")));
});

test("keystile.js loads nothing and needs nothing that a strict content security policy forbids", () => {
  assert.doesNotMatch(committed, /\bimport\b|\brequire\b|\beval\(|\bFunction\(|innerHTML|document\.write/);
});

test("keystile.js stays small enough for a sign-in page of 40 KB", () => {
  assert.ok(Buffer.byteLength(committed) <= 17_500, `${Buffer.byteLength(committed)} bytes`);
});
