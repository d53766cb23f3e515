import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { setImmediate as settle } from "node:timers/promises";
import { fakeClock } from "../fakes/clock.js";
import { domException, fakeBrowser, openRequest } from "../fakes/browser.js";
import { USED_CREDENTIAL_JSON, usedCredential } from "../fakes/credentials.js";
import { pickFromAutofill } from "./pick-from-autofill.js";

const MINUTE = 60_000;

/** A request under way, with the outcome kept as soon as there is one. */
async function picking(t, options = { timeout: 4 * MINUTE }) {
  const clock = fakeClock(t);
  const get = openRequest();
  const browser = fakeBrowser(t, { get });
  const page = new AbortController();
  const run = { ...browser, clock, get, page, outcome: "none yet" };
  pickFromAutofill({ challenge: "AgM", ...options }, page.signal).then(
    (credential) => (run.outcome = credential),
    (error) => (run.outcome = error.code),
  );
  await settle();
  run.pass = async (milliseconds) => {
    clock.pass(milliseconds);
    await settle();
    return run.outcome;
  };
  run.now = async () => {
    await settle();
    return run.outcome;
  };
  return run;
}

test("asks for the field's suggestions, and gives what the person picks", async (t) => {
  const { get, now } = await picking(t);
  assert.equal(get.requests[0].options.mediation, "conditional");
  get.requests[0].resolve(usedCredential());
  assert.deepEqual(await now(), USED_CREDENTIAL_JSON);
});

test("ends when three quarters of the ceremony's life are over", async (t) => {
  const { get, pass } = await picking(t);
  assert.equal(await pass(3 * MINUTE - 1), "none yet");
  assert.equal(await pass(15_000), undefined);
  assert.equal(get.requests[0].options.signal.aborted, true);
});

test("takes five minutes for the life of options that do not say", async (t) => {
  const { pass } = await picking(t, { timeout: undefined });
  assert.equal(await pass(224_000), "none yet");
  assert.equal(await pass(15_000), undefined);
});

test("believes no life that is too short to use", async (t) => {
  const { pass } = await picking(t, { timeout: 1 });
  assert.equal(await pass(1400), "none yet");
  assert.equal(await pass(100), undefined);
});

test("stays while the page is hidden, and ends when it is seen again", async (t) => {
  const { pass, now, setHidden } = await picking(t);
  setHidden(true);
  assert.equal(await pass(60 * MINUTE), "none yet");
  setHidden(false);
  assert.equal(await now(), undefined);
});

test("stays when the page is seen again in time", async (t) => {
  const { pass, now, setHidden } = await picking(t);
  setHidden(true);
  await pass(MINUTE);
  setHidden(false);
  assert.equal(await now(), "none yet");
});

test("notices soon after a sleep in which no timer ran", async (t) => {
  const { clock, pass } = await picking(t, { timeout: 60 * MINUTE });
  clock.suspend(8 * 60 * MINUTE);
  assert.equal(await pass(15_000), undefined);
});

test("passes the page's abort on as one", async (t) => {
  const { page, now } = await picking(t);
  page.abort();
  assert.equal(await now(), "aborted");
});

test("passes on what the browser throws", async (t) => {
  const { get, now } = await picking(t);
  get.requests[0].reject(domException("NotAllowedError"));
  assert.equal(await now(), "cancelled");
});

test("leaves no listener and no timer behind", async (t) => {
  const { clock, get, page, now } = await picking(t);
  assert.equal(clock.set(), 1);
  get.requests[0].resolve(usedCredential());
  await now();
  assert.deepEqual(getEventListeners(document, "visibilitychange"), []);
  assert.deepEqual(getEventListeners(page.signal, "abort"), []);
  assert.equal(clock.set(), 0);
});
