import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { follow } from "./follow.js";

test("aborts with the signal, for the same reason", () => {
  const leader = new AbortController();
  const follower = follow(leader.signal);
  assert.equal(follower.signal.aborted, false);
  leader.abort("enough");
  assert.equal(follower.signal.reason, "enough");
});

test("is aborted from the start when the signal is", () => {
  assert.equal(follow(AbortSignal.abort("enough")).signal.reason, "enough");
});

test("aborts by itself, and lets go of the signal", () => {
  const leader = new AbortController();
  const follower = follow(leader.signal);
  follower.abort();
  assert.equal(leader.signal.aborted, false);
  assert.deepEqual(getEventListeners(leader.signal, "abort"), []);
});

test("needs no signal", () => {
  const follower = follow(undefined);
  follower.abort();
  assert.equal(follower.signal.aborted, true);
});
