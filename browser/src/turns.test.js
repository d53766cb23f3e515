import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { setImmediate as settle } from "node:timers/promises";
import { fakeClock } from "../fakes/clock.js";
import { currentTurn, takeTurn } from "./turns.js";

/** A ceremony that the test ends, and that ends when it is aborted. */
function ceremony() {
  const open = {};
  open.run = (signal) =>
    new Promise((resolve, reject) => {
      Object.assign(open, { signal, resolve, reject });
      signal.addEventListener("abort", () => reject(signal.reason));
    });
  return open;
}

test("gives what the ceremony gives, and then the turn is free", async () => {
  const one = ceremony();
  const taken = takeTurn(one.run);
  const turn = currentTurn();
  await settle();
  one.resolve("result");
  assert.equal(await taken, "result");
  assert.equal(await turn.succeeded, true);
  assert.equal(currentTurn(), undefined);
});

test("throws what the ceremony throws, and then the turn is free", async () => {
  const taken = takeTurn(() => Promise.reject(new Error("no")));
  const turn = currentTurn();
  await assert.rejects(taken, { message: "no" });
  assert.equal(await turn.succeeded, false);
  assert.equal(currentTurn(), undefined);
});

test("aborts the one before, and begins when that has settled", async () => {
  const first = { settled: false };
  const taken = takeTurn(
    (signal) =>
      new Promise((_, reject) => {
        signal.addEventListener("abort", async () => {
          await settle();
          first.settled = true;
          reject(new Error("superseded"));
        });
      }),
  );
  const refused = assert.rejects(taken, { message: "superseded" });
  await settle();
  const seen = await takeTurn(async () => first.settled);
  assert.equal(seen, true);
  await refused;
});

test("does not wait for ever for one that takes no notice of the abort", async (t) => {
  const clock = fakeClock(t);
  takeTurn(() => new Promise(() => {}));
  await settle();
  const second = takeTurn(async () => "second");
  await settle();
  clock.pass(1000);
  assert.equal(await second, "second");
});

test("keeps the turn with the last of many", async () => {
  const ceremonies = [ceremony(), ceremony(), ceremony()];
  const taken = ceremonies.map(({ run }) => takeTurn(run));
  const last = currentTurn();
  await assert.rejects(taken[0], { code: "aborted" });
  await assert.rejects(taken[1], { code: "aborted" });
  assert.equal(ceremonies[1].signal, undefined, "began although it was aborted");
  assert.equal(currentTurn(), last);
  await settle();
  ceremonies[2].resolve("last");
  assert.equal(await taken[2], "last");
});

test("aborts with the signal, and lets go of it afterwards", async () => {
  const controller = new AbortController();
  await takeTurn(async () => {}, controller.signal);
  assert.deepEqual(getEventListeners(controller.signal, "abort"), []);

  const open = ceremony();
  const taken = takeTurn(open.run, controller.signal);
  await settle();
  controller.abort(new Error("leaving"));
  await assert.rejects(taken, { message: "leaving" });
});
