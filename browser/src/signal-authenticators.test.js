import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeBrowser, replaceGlobals } from "../fakes/browser.js";
import { signalAuthenticators } from "./signal-authenticators.js";

const DETAILS = {
  unknownCredential: { rpId: "example.org", credentialId: "AQ" },
  allAcceptedCredentials: { rpId: "example.org", userId: "Ag", allAcceptedCredentialIds: ["AQ"] },
  currentUserDetails: { rpId: "example.org", userId: "Ag", name: "ada", displayName: "Ada" },
};
const METHODS = {
  unknownCredential: "signalUnknownCredential",
  allAcceptedCredentials: "signalAllAcceptedCredentials",
  currentUserDetails: "signalCurrentUserDetails",
};

for (const [kind, details] of Object.entries(DETAILS)) {
  test(`passes ${kind} to the browser`, async (t) => {
    const method = t.mock.fn(async () => {});
    fakeBrowser(t, { statics: { [METHODS[kind]]: method } });
    assert.equal(await signalAuthenticators(kind, details), true);
    assert.deepEqual(method.mock.calls[0].arguments, [details]);
    assert.equal(method.mock.calls[0].this, PublicKeyCredential);
  });
}

test("says so where the browser has no signals", async (t) => {
  fakeBrowser(t);
  assert.equal(await signalAuthenticators("unknownCredential", DETAILS.unknownCredential), false);
  replaceGlobals(t, { PublicKeyCredential: undefined });
  assert.equal(await signalAuthenticators("unknownCredential", DETAILS.unknownCredential), false);
});

test("says so where the browser refuses", async (t) => {
  fakeBrowser(t, { statics: { signalUnknownCredential: () => Promise.reject(new TypeError("not base64url")) } });
  assert.equal(await signalAuthenticators("unknownCredential", DETAILS.unknownCredential), false);
});
