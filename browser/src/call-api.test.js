import assert from "node:assert/strict";
import { test } from "node:test";
import { openRequest, replaceGlobals } from "../fakes/browser.js";
import { fakeServer, problem } from "../fakes/server.js";
import { callApi } from "./call-api.js";

const answering = (response) => ({ fetch: async () => response });

test("sends JSON and reads JSON", async () => {
  const server = fakeServer({ "PATCH passkeys/c1": { id: "c1", name: "Phone" } });
  assert.deepEqual(await callApi("PATCH", "passkeys/c1", { name: "Phone" }, server), { id: "c1", name: "Phone" });
  assert.deepEqual(server.requests, [
    {
      url: "/api/v1/passkeys/c1",
      method: "PATCH",
      headers: { "content-type": "application/json" },
      body: { name: "Phone" },
    },
  ]);
});

test("sends no content type where it sends no content", async () => {
  const server = fakeServer({ "DELETE passkeys/c1": new Response(null, { status: 204 }) });
  assert.equal(await callApi("DELETE", "passkeys/c1", undefined, server), undefined);
  assert.deepEqual(server.urls(), ["DELETE /api/v1/passkeys/c1"]);
  assert.equal(server.requests[0].headers, undefined);
});

test("goes where it is told, with the headers it is told", async () => {
  const server = fakeServer({ "POST registration": {}, "DELETE passkeys/c1": new Response(null, { status: 204 }) });
  const settings = { ...server, baseUrl: "/app/api/v1", headers: { "x-csrf-token": "t" } };
  await callApi("POST", "registration", {}, settings);
  assert.equal(server.requests[0].url, "/app/api/v1/registration");
  assert.deepEqual(server.requests[0].headers, { "content-type": "application/json", "x-csrf-token": "t" });
  await callApi("DELETE", "passkeys/c1", undefined, settings);
  assert.deepEqual(server.requests[1].headers, { "x-csrf-token": "t" });
});

test("uses the browser's fetch where it is given none", async (t) => {
  const { fetch, urls } = fakeServer({ "GET passkeys": { passkeys: [] } });
  replaceGlobals(t, { fetch });
  assert.deepEqual(await callApi("GET", "passkeys"), { passkeys: [] });
  assert.deepEqual(urls(), ["GET /api/v1/passkeys"]);
});

test("passes a refusal on, with the server's words", async () => {
  const refused = callApi("POST", "registration", {}, answering(problem(409, "username-taken", "That name is taken.")));
  await assert.rejects(refused, {
    code: "refused",
    message: "That name is taken.",
    problem: { status: 409, code: "username-taken", title: "Refused", detail: "That name is taken." },
  });
});

test("passes a refusal on that has no words, or words that are no problem details", async () => {
  for (const body of ["", "<h1>Bad Gateway</h1>", "null", "[]", '"no"', '{"code":1,"detail":{"html":"<b>"}}']) {
    const refused = callApi("POST", "registration", {}, answering(new Response(body, { status: 502 })));
    await assert.rejects(refused, (error) => {
      assert.equal(error.code, "refused");
      assert.deepEqual(error.problem, { status: 502 });
      assert.match(error.message, /^The server refused/);
      return true;
    });
  }
});

test("calls an answer malformed that is not JSON", async () => {
  for (const body of ["<!doctype html>", "{", "undefined"]) {
    await assert.rejects(callApi("GET", "passkeys", undefined, answering(new Response(body))), {
      code: "malformed-answer",
    });
  }
});

test("tells a server that is not reached from one that refuses", async () => {
  const cause = new TypeError("Failed to fetch");
  const unreached = { fetch: () => Promise.reject(cause) };
  await assert.rejects(callApi("GET", "passkeys", undefined, unreached), { code: "network", cause });
});

test("calls it the network when the answer breaks off", async () => {
  const body = new ReadableStream({ start: (controller) => controller.error(new TypeError("network error")) });
  await assert.rejects(callApi("GET", "passkeys", undefined, answering(new Response(body))), { code: "network" });
});

test("can be aborted", async () => {
  const controller = new AbortController();
  const fetch = openRequest();
  const settings = { fetch: (_, options) => fetch(options), signal: controller.signal };
  const called = callApi("GET", "passkeys", undefined, settings);
  const cause = new Error("leaving");
  controller.abort(cause);
  await assert.rejects(called, { code: "aborted", cause });
});
