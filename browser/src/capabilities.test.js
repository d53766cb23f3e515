import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeBrowser, replaceGlobals } from "../fakes/browser.js";
import { capabilities } from "./capabilities.js";

test("reports what the browser reports", async (t) => {
  const reported = {
    conditionalCreate: false,
    conditionalGet: true,
    hybridTransport: true,
    "extension:prf": true,
    signalUnknownCredential: true,
  };
  fakeBrowser(t, { statics: { getClientCapabilities: async () => reported } });
  assert.deepEqual(await capabilities(), {
    ...reported,
    webAuthn: true,
    nativeJson: false,
    signalAllAcceptedCredentials: false,
    signalCurrentUserDetails: false,
  });
});

test("asks one by one where there is no report, and says nothing of what it cannot learn", async (t) => {
  fakeBrowser(t, {
    statics: {
      isConditionalMediationAvailable: async () => true,
      isUserVerifyingPlatformAuthenticatorAvailable: async () => false,
      signalUnknownCredential: async () => {},
    },
  });
  assert.deepEqual(await capabilities(), {
    webAuthn: true,
    nativeJson: false,
    conditionalGet: true,
    userVerifyingPlatformAuthenticator: false,
    signalAllAcceptedCredentials: false,
    signalCurrentUserDetails: false,
    signalUnknownCredential: true,
  });
});

test("believes the report more than its own questions, and these where the report is silent", async (t) => {
  fakeBrowser(t, {
    statics: {
      getClientCapabilities: async () => ({ conditionalGet: false }),
      isConditionalMediationAvailable: async () => true,
      isUserVerifyingPlatformAuthenticatorAvailable: async () => true,
    },
  });
  const { conditionalGet, userVerifyingPlatformAuthenticator } = await capabilities();
  assert.equal(conditionalGet, false);
  assert.equal(userVerifyingPlatformAuthenticator, true);
});

test("outlives questions that fail", async (t) => {
  const broken = () => Promise.reject(new TypeError("Illegal invocation"));
  fakeBrowser(t, {
    statics: {
      getClientCapabilities: broken,
      isConditionalMediationAvailable: broken,
      isUserVerifyingPlatformAuthenticatorAvailable: broken,
    },
  });
  const report = await capabilities();
  assert.equal(report.webAuthn, true);
  assert.equal("conditionalGet" in report, false);
});

test("knows native JSON by all three methods", async (t) => {
  const statics = { parseCreationOptionsFromJSON() {}, parseRequestOptionsFromJSON() {} };
  fakeBrowser(t, { statics });
  assert.equal((await capabilities()).nativeJson, false);
  PublicKeyCredential.prototype.toJSON = () => {};
  assert.equal((await capabilities()).nativeJson, true);
});

test("reports nothing but that where passkeys do not work at all", async (t) => {
  fakeBrowser(t, { isSecureContext: false });
  assert.deepEqual(await capabilities(), { webAuthn: false });
  fakeBrowser(t);
  replaceGlobals(t, { PublicKeyCredential: undefined });
  assert.deepEqual(await capabilities(), { webAuthn: false });
});
