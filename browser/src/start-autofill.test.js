import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { setImmediate as settle } from "node:timers/promises";
import { domException, fakeBrowser, openRequest } from "../fakes/browser.js";
import { fakeClock } from "../fakes/clock.js";
import { newCredential, usedCredential } from "../fakes/credentials.js";
import { CREATION_OPTIONS, fakeServer, problem, REQUEST_OPTIONS, SIGNED_IN } from "../fakes/server.js";
import { authenticate } from "./authenticate.js";
import { register } from "./register.js";
import { startAutofill } from "./start-autofill.js";

/**
 * A page with autofill, in a browser whose requests the test settles, and a server that numbers its ceremonies.
 * `conditional()` and `modal()` are the requests of either kind so far.
 */
async function page(t, { answers = {}, statics = {}, hidden = false, settings = {} } = {}) {
  let autofill;
  t.after(async () => {
    autofill?.stop();
    await settle();
  });
  const clock = fakeClock(t);
  const get = openRequest();
  const create = openRequest();
  const isConditionalMediationAvailable = async () => true;
  const browser = fakeBrowser(t, { get, create, statics: { isConditionalMediationAvailable, ...statics } });
  document.hidden = hidden;
  let count = 0;
  const server = fakeServer({
    "POST authentication/options": () => ({ ceremony: `ceremony ${++count}`, publicKey: REQUEST_OPTIONS }),
    "POST authentication": () => SIGNED_IN,
    "POST registration/options": { ceremony: "registration", publicKey: CREATION_OPTIONS },
    "POST registration": { account: SIGNED_IN.account, passkey: SIGNED_IN.passkey },
    ...answers,
  });
  const onAuthenticated = t.mock.fn();
  const onError = t.mock.fn();
  autofill = startAutofill({ onAuthenticated, onError, fetch: server.fetch, ...settings });
  const byMediation = (mediation) => get.requests.filter(({ options }) => options.mediation === mediation);
  const run = {
    ...browser,
    ...server,
    autofill,
    create,
    onAuthenticated,
    onError,
    conditional: () => byMediation("conditional"),
    modal: () => byMediation(undefined),
    pending: () => get.requests.filter(({ options }) => !options.signal.aborted).length,
    ceremoniesFinished: () =>
      server.requests.filter(({ url }) => url.endsWith("/authentication")).map(({ body }) => body.ceremony),
    async pass(milliseconds = 0) {
      clock.pass(milliseconds);
      for (let i = 0; i < 5; i++) await settle();
    },
  };
  await run.pass();
  return run;
}

const code = (promise) => promise.then(() => "succeeded", (error) => error.code);

test("signs in with the passkey that the person picks", async (t) => {
  const { conditional, onAuthenticated, onError, pass, ceremoniesFinished } = await page(t);
  assert.equal(conditional().length, 1);
  conditional()[0].resolve(usedCredential());
  await pass();
  assert.deepEqual(onAuthenticated.mock.calls.map((call) => call.arguments), [[SIGNED_IN]]);
  assert.deepEqual(ceremoniesFinished(), ["ceremony 1"]);
  assert.equal(onError.mock.callCount(), 0);
});

test("is over when somebody has signed in", async (t) => {
  const { signal } = new AbortController();
  const { conditional, pass, requests } = await page(t, { settings: { signal } });
  conditional()[0].resolve(usedCredential());
  await pass();
  assert.deepEqual(getEventListeners(signal, "abort"), []);
  await pass(3_600_000);
  assert.equal(requests.length, 2);
});

const UNAVAILABLE = {
  "says that it has no autofill": async () => false,
  "does not know of autofill": undefined,
  "cannot be asked": () => Promise.reject(new TypeError("Illegal invocation")),
};

for (const [answer, isConditionalMediationAvailable] of Object.entries(UNAVAILABLE)) {
  test(`asks for nothing where the browser ${answer}`, async (t) => {
    const { requests, onError } = await page(t, { statics: { isConditionalMediationAvailable } });
    assert.deepEqual(requests, []);
    assert.equal(onError.mock.callCount(), 0);
  });
}

test("has a fresh ceremony before the old one expires, again and again", async (t) => {
  const { conditional, pending, pass, ceremoniesFinished, onError } = await page(t);
  for (let renewals = 1; renewals <= 3; renewals++) {
    await pass(225_000);
    assert.equal(conditional().length, 1 + renewals);
    assert.equal(pending(), 1);
  }
  conditional()[3].resolve(usedCredential());
  await pass();
  assert.deepEqual(ceremoniesFinished(), ["ceremony 4"]);
  assert.equal(onError.mock.callCount(), 0);
});

test("begins when the page is seen", async (t) => {
  const { conditional, requests, setHidden, pass } = await page(t, { hidden: true });
  await pass(600_000);
  assert.deepEqual(requests, []);
  setHidden(false);
  await pass();
  assert.equal(conditional().length, 1);
});

test("gets no ceremonies for a page that nobody sees", async (t) => {
  const { conditional, setHidden, pass } = await page(t);
  setHidden(true);
  await pass(8 * 3_600_000);
  assert.equal(conditional().length, 1);
  setHidden(false);
  await pass();
  assert.equal(conditional().length, 2);
});

test("stops when told, while a request is open", async (t) => {
  const { autofill, conditional, pass, requests, onError } = await page(t);
  autofill.stop();
  await pass();
  assert.equal(conditional()[0].options.signal.aborted, true);
  await pass(3_600_000);
  assert.equal(requests.length, 1);
  assert.equal(onError.mock.callCount(), 0);
});

test("stops with its signal", async (t) => {
  const controller = new AbortController();
  const { conditional, pass } = await page(t, { settings: { signal: controller.signal } });
  controller.abort();
  await pass(3_600_000);
  assert.equal(conditional().length, 1);
  assert.equal(conditional()[0].options.signal.aborted, true);
});

test("does not begin when it is stopped at once", async (t) => {
  const { requests } = await page(t, { settings: { signal: AbortSignal.abort() } });
  assert.deepEqual(requests, []);
});

test("stops while the page is hidden", async (t) => {
  const { autofill, requests, setHidden, pass } = await page(t, { hidden: true });
  autofill.stop();
  setHidden(false);
  await pass(3_600_000);
  assert.deepEqual(requests, []);
});

test("is replaced when it is started again", async (t) => {
  const { conditional, pending, pass, fetch, onAuthenticated } = await page(t);
  const again = t.mock.fn();
  t.after(startAutofill({ onAuthenticated: again, fetch }).stop);
  await pass();
  assert.equal(conditional().length, 2);
  assert.equal(pending(), 1);
  conditional()[1].resolve(usedCredential());
  await pass();
  assert.equal(again.mock.callCount(), 1);
  await pass(3_600_000);
  assert.equal(onAuthenticated.mock.callCount(), 0);
  assert.equal(conditional().length, 2);
});

test("makes room for the dialog, and comes back when that was cancelled", async (t) => {
  const { conditional, modal, pending, pass, fetch, onError, onAuthenticated } = await page(t);
  const dialog = code(authenticate({ fetch }));
  await pass();
  assert.equal(conditional()[0].options.signal.aborted, true);
  assert.equal(modal().length, 1);
  await pass(60_000);
  assert.equal(pending(), 1);

  modal()[0].reject(domException("NotAllowedError"));
  await pass();
  assert.equal(await dialog, "cancelled");
  assert.equal(conditional().length, 2);
  conditional()[1].resolve(usedCredential());
  await pass();
  assert.equal(onAuthenticated.mock.callCount(), 1);
  assert.equal(onError.mock.callCount(), 0);
});

test("comes back at once after each of many dialogs", async (t) => {
  const { conditional, modal, pass, fetch } = await page(t);
  for (let attempt = 0; attempt < 6; attempt++) {
    const dialog = code(authenticate({ fetch }));
    await pass();
    modal()[attempt].reject(domException("NotAllowedError"));
    await pass();
    assert.equal(await dialog, "cancelled");
    assert.equal(conditional().length, 2 + attempt);
  }
});

test("is needless once the dialog has signed in", async (t) => {
  const { conditional, modal, pass, fetch, onAuthenticated } = await page(t);
  const dialog = code(authenticate({ fetch }));
  await pass();
  modal()[0].resolve(usedCredential());
  await pass();
  assert.equal(await dialog, "succeeded");
  await pass(3_600_000);
  assert.equal(conditional().length, 1);
  assert.equal(onAuthenticated.mock.callCount(), 0);
});

test("makes room for a sign-up, and is needless after it", async (t) => {
  const { conditional, create, pass, fetch } = await page(t);
  const signUp = code(register({ username: "ada", displayName: "Ada", fetch }));
  await pass();
  assert.equal(conditional()[0].options.signal.aborted, true);
  create.requests[0].resolve(newCredential());
  await pass();
  assert.equal(await signUp, "succeeded");
  await pass(3_600_000);
  assert.equal(conditional().length, 1);
});

test("never takes the turn from a dialog that was there first", async (t) => {
  let allowed;
  const isConditionalMediationAvailable = () => new Promise((resolve) => (allowed = resolve));
  const { conditional, modal, pass, fetch } = await page(t, { statics: { isConditionalMediationAvailable } });
  const dialog = code(authenticate({ fetch }));
  await pass();
  allowed(true);
  await pass();
  assert.equal(conditional().length, 0);
  assert.equal(modal()[0].options.signal.aborted, false);
  modal()[0].reject(domException("NotAllowedError"));
  await pass();
  assert.equal(await dialog, "cancelled");
  assert.equal(conditional().length, 1);
});

test("waits for the last of several dialogs", async (t) => {
  const { conditional, modal, pass, fetch } = await page(t);
  const first = code(authenticate({ fetch }));
  await pass(2000);
  const second = code(authenticate({ fetch }));
  await pass(2000);
  assert.equal(await first, "aborted");
  assert.equal(conditional().length, 1);
  modal()[1].reject(domException("NotAllowedError"));
  await pass(1000);
  assert.equal(await second, "cancelled");
  assert.equal(conditional().length, 2);
});

test("says why the server refused what the person picked, reports it, and offers again", async (t) => {
  const signalUnknownCredential = t.mock.fn();
  const { conditional, onAuthenticated, onError, pass } = await page(t, {
    answers: { "POST authentication": () => problem(401, "passkey-unknown", "This passkey was removed.") },
    statics: { signalUnknownCredential },
  });
  conditional()[0].resolve(usedCredential());
  await pass();
  assert.deepEqual(
    onError.mock.calls.map((call) => [call.arguments[0].code, call.arguments[0].message]),
    [["refused", "This passkey was removed."]],
  );
  assert.equal(signalUnknownCredential.mock.callCount(), 1);
  await pass(1000);
  assert.equal(conditional().length, 2);
  assert.equal(onAuthenticated.mock.callCount(), 0);
});

test("offers again after a refusal even when nobody is told", async (t) => {
  const { conditional, pass } = await page(t, {
    answers: { "POST authentication": () => problem(401, "ceremony-expired") },
    settings: { onError: undefined },
  });
  conditional()[0].resolve(usedCredential());
  await pass();
  await pass(1000);
  assert.equal(conditional().length, 2);
});

test("tries again, ever less often, when there are no options to be had", async (t) => {
  const asked = [];
  const { onError, pass } = await page(t, {
    answers: {
      "POST authentication/options": () => {
        asked.push(Date.now());
        throw new TypeError("Failed to fetch");
      },
    },
  });
  for (let i = 0; i < 3600; i++) await pass(1000);
  const pauses = asked.slice(1).map((time, i) => (time - asked[i]) / 1000);
  assert.deepEqual(pauses.slice(0, 11), [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
  assert.equal(onError.mock.callCount(), 0);
});

for (const name of ["NotAllowedError", "AbortError"]) {
  test(`does not run hot where a password manager throws ${name} at once`, async (t) => {
    const { requests, conditional, onError, pass } = await page(t);
    conditional()[0].reject(domException(name));
    for (let second = 0; second < 60; second++) {
      await pass(1000);
      conditional().at(-1).reject(domException(name));
    }
    assert.ok(requests.length <= 7, `${requests.length} ceremonies in a minute of ${name}`);
    assert.ok(requests.length >= 5, `${requests.length} ceremonies in a minute of ${name}`);
    assert.equal(onError.mock.callCount(), 0);
  });
}

test("forgets earlier failures once a request has stood for a while", async (t) => {
  const { conditional, pass } = await page(t);
  for (const pause of [1000, 2000, 4000]) {
    conditional().at(-1).reject(domException("UnknownError"));
    await pass();
    await pass(pause);
  }
  assert.equal(conditional().length, 4);
  await pass(60_000);
  conditional().at(-1).reject(domException("UnknownError"));
  await pass();
  await pass(999);
  assert.equal(conditional().length, 4);
  await pass(1);
  assert.equal(conditional().length, 5);
});

test("gives up where the page's address can never do", async (t) => {
  const { conditional, requests, onError, pass } = await page(t);
  conditional()[0].reject(domException("SecurityError"));
  await pass();
  await pass(3_600_000);
  assert.equal(requests.length, 1);
  assert.equal(onError.mock.callCount(), 0);
});

test("says nothing of what was under way when the page began something else", async (t) => {
  let answer;
  const { conditional, modal, onError, onAuthenticated, pass, fetch } = await page(t, {
    answers: { "POST authentication": () => new Promise((resolve) => (answer = resolve)) },
    settings: {},
  });
  conditional()[0].resolve(usedCredential());
  await pass();
  const dialog = code(authenticate({ fetch }));
  answer(problem(401, "ceremony-expired"));
  await pass(1000);
  assert.equal(onError.mock.callCount(), 0);
  assert.equal(onAuthenticated.mock.callCount(), 0);
  modal()[0].reject(domException("NotAllowedError"));
  await pass();
  assert.equal(await dialog, "cancelled");
});
