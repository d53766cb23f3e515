import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { launch } from "./launch.js";
import { relyingParty } from "./relying-party.js";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

/** A page with the client, of a relying party of its own. At the end nothing may have complained. */
async function open(t, { complaints = [] } = {}) {
  const party = await relyingParty();
  const page = await browser.newPage();
  t.after(async () => {
    const violations = await page.evaluate(() => window.violations);
    await page.close();
    await party.close();
    assert.deepEqual(violations, []);
    assert.deepEqual(page.complaints, complaints);
  });
  await page.goto(`${party.url}/chromium/page.html`);
  return { page, party };
}

const signUp = () =>
  keystile.register({ username: "ada", displayName: "Ada" }).then(
    ({ passkey }) => passkey.id,
    (error) => error.code,
  );

const signIn = () =>
  keystile.authenticate().then(
    ({ passkey }) => passkey.id,
    (error) => error.problem?.code ?? error.code,
  );

/** Starts autofill; what it comes to is in `window.autofilled`. */
const autofill = () => {
  window.autofilled = [];
  keystile.startAutofill({
    onAuthenticated: ({ passkey }) => window.autofilled.push(passkey.id),
    onError: (error) => window.autofilled.push(error.problem?.code ?? error.code),
  });
};

async function until(condition) {
  for (let waited = 0; waited < 10_000; waited += 50) {
    if (await condition()) return;
    await sleep(50);
  }
  assert.fail(`not within ten seconds: ${condition}`);
}

test("signs up and in", async (t) => {
  const { page, party } = await open(t);
  await page.addAuthenticator();
  const id = await page.evaluate(signUp);
  assert.deepEqual([...party.passkeys.keys()], [id]);
  assert.equal(await page.evaluate(signIn), id);
});

test("signs up and in where the browser has no JSON methods", async (t) => {
  const { page } = await open(t);
  await page.addAuthenticator();
  await page.evaluate(() => {
    delete PublicKeyCredential.parseCreationOptionsFromJSON;
    delete PublicKeyCredential.parseRequestOptionsFromJSON;
    delete PublicKeyCredential.prototype.toJSON;
  });
  assert.equal((await page.evaluate(() => keystile.capabilities())).nativeJson, false);
  const id = await page.evaluate(signUp);
  assert.equal(await page.evaluate(signIn), id);
});

test("knows an authenticator that has a passkey already", async (t) => {
  const { page } = await open(t);
  await page.addAuthenticator();
  await page.evaluate(signUp);
  assert.equal(await page.evaluate(signUp), "already-registered");
});

test("knows an address that does not fit", async (t) => {
  const { page, party } = await open(t);
  await page.addAuthenticator();
  party.rpId = "example.org";
  assert.equal(await page.evaluate(signUp), "security");
  assert.equal(await page.evaluate(signIn), "security");
});

test("cannot tell an authenticator without a passkey from a person who cancels", async (t) => {
  const { page } = await open(t);
  await page.addAuthenticator();
  assert.equal(await page.evaluate(signIn), "cancelled");
});

test("is aborted by its signal", async (t) => {
  const { page } = await open(t);
  const authenticator = await page.addAuthenticator();
  await page.evaluate(signUp);
  await authenticator.touchWhenAsked(false);
  const code = await page.evaluate(() =>
    keystile.authenticate({ signal: AbortSignal.timeout(500) }).catch((error) => error.code),
  );
  assert.equal(code, "aborted");
});

test("gives way to the second click", async (t) => {
  const { page } = await open(t);
  const authenticator = await page.addAuthenticator();
  const id = await page.evaluate(signUp);
  await authenticator.touchWhenAsked(false);
  const first = page.evaluate(signIn);
  await sleep(500);
  await authenticator.touchWhenAsked(true);
  assert.equal(await page.evaluate(signIn), id);
  assert.equal(await first, "aborted");
});

test("reports what Chromium can do", async (t) => {
  const { page } = await open(t);
  await page.addAuthenticator();
  const report = await page.evaluate(() => keystile.capabilities());
  const { webAuthn, nativeJson, conditionalGet, userVerifyingPlatformAuthenticator, signalUnknownCredential } = report;
  assert.deepEqual(
    { webAuthn, nativeJson, conditionalGet, userVerifyingPlatformAuthenticator, signalUnknownCredential },
    {
      webAuthn: true,
      nativeJson: true,
      conditionalGet: true,
      userVerifyingPlatformAuthenticator: true,
      signalUnknownCredential: true,
    },
  );
});

test("has Chromium forget a passkey that the server does not know", async (t) => {
  const { page, party } = await open(t);
  const authenticator = await page.addAuthenticator();
  await page.evaluate(signUp);
  party.passkeys.clear();
  assert.equal(await page.evaluate(signIn), "passkey-unknown");
  await until(async () => (await authenticator.credentials()).length === 0);
});

test("signs in by autofill", async (t) => {
  const { page } = await open(t);
  await page.addAuthenticator();
  const id = await page.evaluate(signUp);
  await page.evaluate(autofill);
  await until(async () => (await page.evaluate(() => window.autofilled)).length > 0);
  assert.deepEqual(await page.evaluate(() => window.autofilled), [id]);
});

test("signs in by autofill with a ceremony younger than the page", async (t) => {
  const { page, party } = await open(t);
  const authenticator = await page.addAuthenticator();
  const id = await page.evaluate(signUp);
  await authenticator.touchWhenAsked(false);
  party.lifetime = 2000;
  await page.evaluate(autofill);
  await sleep(4000);
  assert.ok(party.begun >= 4, `${party.begun} ceremonies`);
  assert.deepEqual(await page.evaluate(() => window.autofilled), []);
  await authenticator.touchWhenAsked(true);
  await until(async () => (await page.evaluate(() => window.autofilled)).length > 0);
  assert.deepEqual(await page.evaluate(() => window.autofilled), [id]);
});

test("makes room for the dialog beside autofill, and comes back when that fails", async (t) => {
  const { page, party } = await open(t);
  const authenticator = await page.addAuthenticator();
  const id = await page.evaluate(signUp);
  await authenticator.touchWhenAsked(false);
  await page.evaluate(autofill);
  await until(() => party.begun === 2);
  const code = await page.evaluate(() =>
    keystile.authenticate({ signal: AbortSignal.timeout(500) }).catch((error) => error.code),
  );
  assert.equal(code, "aborted");
  await authenticator.touchWhenAsked(true);
  await until(async () => (await page.evaluate(() => window.autofilled)).length > 0);
  assert.deepEqual(await page.evaluate(() => window.autofilled), [id]);
});

test("is needless beside a dialog that signs in", async (t) => {
  const { page, party } = await open(t);
  const authenticator = await page.addAuthenticator();
  const id = await page.evaluate(signUp);
  await authenticator.touchWhenAsked(false);
  await page.evaluate(autofill);
  await until(() => party.begun === 2);
  await sleep(200);
  await authenticator.touchWhenAsked(true);
  assert.equal(await page.evaluate(signIn), id);
  await sleep(1500);
  assert.equal(party.begun, 3);
  assert.deepEqual(await page.evaluate(() => window.autofilled), []);
});
