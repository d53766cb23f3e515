/**
 * A `fetch` that answers as Keystile's API would. `answers` maps "POST authentication/options" to a body, to a
 * `Response`, or to a function (of the request's body) that gives or throws one; every request is kept in `requests`.
 */
export function fakeServer(answers) {
  const requests = [];
  const fetch = async (url, { method, headers, body, signal }) => {
    signal?.throwIfAborted();
    const sent = body === undefined ? undefined : JSON.parse(body);
    requests.push({ url, method, headers, body: sent });
    const answer = answers[`${method} ${url.replace(/^.*\/api\/v1\//, "")}`];
    const given = typeof answer === "function" ? await answer(sent) : answer;
    return given instanceof Response ? given : Response.json(given);
  };
  return { fetch, requests, urls: () => requests.map(({ method, url }) => `${method} ${url}`) };
}

export const problem = (status, code, detail) =>
  new Response(JSON.stringify({ type: "about:blank", title: "Refused", status, code, detail }), {
    status,
    headers: { "content-type": "application/problem+json" },
  });

export const CREATION_OPTIONS = {
  rp: { id: "example.org", name: "Example" },
  user: { id: "dXNlciAx", name: "ada", displayName: "Ada" },
  challenge: "Y2hhbGxlbmdlIGNoYWxsZW5nZQ",
  pubKeyCredParams: [{ type: "public-key", alg: -7 }],
  timeout: 300_000,
};

export const REQUEST_OPTIONS = { rpId: "example.org", challenge: "Y2hhbGxlbmdlIGNoYWxsZW5nZQ", timeout: 300_000 };

export const SIGNED_IN = {
  account: { id: "a1", username: "ada", displayName: "Ada" },
  passkey: { id: "c1", name: "Laptop" },
  userVerified: true,
  amr: ["swk", "mfa"],
};
