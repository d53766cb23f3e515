import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { launch } from "./launch.js";
import { relyingParty } from "./relying-party.js";

test("converts as Chromium does itself", async (t) => {
  const browser = await launch();
  t.after(() => browser.close());
  const party = await relyingParty();
  t.after(() => party.close());
  const page = await browser.newPage();
  await page.addAuthenticator({ hasPrf: true, hasLargeBlob: true });
  await page.goto(`${party.url}/chromium/conversions.html`);
  let differences;
  for (let waited = 0; differences === undefined && waited < 10_000; waited += 50) {
    differences = await page.evaluate(() => document.documentElement.dataset.differences);
    await sleep(50);
  }
  assert.equal(differences, "[]");
});
