import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { fromBase64Url, toBase64Url } from "./base64url.js";

test("writes every byte and every length as Node does, and reads it back", () => {
  for (let length = 0; length <= 256; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => 255 - i);
    const text = toBase64Url(bytes.buffer);
    assert.equal(text, Buffer.from(bytes).toString("base64url"));
    assert.deepEqual(new Uint8Array(fromBase64Url(text)), bytes);
  }
});

test("writes as many bytes as a large blob may have", () => {
  const bytes = new Uint8Array(300_000).fill(7);
  assert.equal(toBase64Url(bytes), Buffer.from(bytes).toString("base64url"));
});

test("writes bytes whatever they come in", () => {
  const forms = {
    "a view of part of a buffer": new Uint8Array([9, 251, 255, 254, 9]).subarray(1, 4),
    "a DataView": new DataView(new Uint8Array([251, 255, 254]).buffer),
    "a buffer of another realm": runInNewContext("new Uint8Array([251, 255, 254]).buffer"),
    "a view of another realm": runInNewContext("new Uint8Array([251, 255, 254])"),
    "an array of numbers": [251, 255, 254],
    "an object with numbered members": { 0: 251, 1: 255, 2: 254 },
    "base64url": "-__-",
    "base64": "+//+",
  };
  for (const [form, bytes] of Object.entries(forms)) assert.equal(toBase64Url(bytes), "-__-", form);
  assert.equal(toBase64Url("AQ=="), "AQ");
});

test("does not write what holds no bytes", () => {
  assert.throws(() => toBase64Url(undefined), TypeError);
  assert.throws(() => toBase64Url(null), TypeError);
});

test("reads base64url with and without padding", () => {
  assert.deepEqual([...new Uint8Array(fromBase64Url("AQ"))], [1]);
  assert.deepEqual([...new Uint8Array(fromBase64Url("AQ=="))], [1]);
  assert.deepEqual([...new Uint8Array(fromBase64Url("-__-"))], [251, 255, 254]);
});

test("does not read what is not base64url", () => {
  for (const text of ["A", "AQ!", "ä"]) assert.throws(() => fromBase64Url(text), undefined, text);
});
