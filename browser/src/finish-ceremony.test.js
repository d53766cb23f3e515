import assert from "node:assert/strict";
import { test } from "node:test";
import { USED_CREDENTIAL_JSON } from "../fakes/credentials.js";
import { fakeServer, SIGNED_IN } from "../fakes/server.js";
import { finishCeremony } from "./finish-ceremony.js";

test("sends the ceremony and the credential", async () => {
  const server = fakeServer({ "POST authentication": SIGNED_IN });
  assert.deepEqual(await finishCeremony("authentication", "sealed", USED_CREDENTIAL_JSON, server), SIGNED_IN);
  assert.deepEqual(server.requests[0].body, { ceremony: "sealed", credential: USED_CREDENTIAL_JSON });
});

test("keeps what a PRF gave to the page", async () => {
  const clientExtensionResults = {
    credProps: { rk: true },
    prf: { enabled: true, results: { first: "c2VjcmV0", second: "c2VjcmV0" } },
  };
  const credential = { ...USED_CREDENTIAL_JSON, clientExtensionResults };
  const server = fakeServer({ "POST registration": {} });
  await finishCeremony("registration", "sealed", credential, server);
  assert.deepEqual(server.requests[0].body.credential, {
    ...USED_CREDENTIAL_JSON,
    clientExtensionResults: { credProps: { rk: true }, prf: { enabled: true } },
  });
  assert.equal(credential.clientExtensionResults.prf.results.first, "c2VjcmV0");
});
