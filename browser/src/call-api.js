import { PasskeyError } from "./passkey-error.js";

/** @import { ApiSettings, Problem } from "./types.js" */

/**
 * A request to Keystile's JSON API.
 *
 * @param {string} method
 * @param {string} path below the API's base, for example `passkeys`
 * @param {unknown} [body]
 * @param {ApiSettings} [settings]
 * @returns {Promise<any>} what the server answered; undefined where that is nothing
 * @throws {PasskeyError} `refused`, `network`, `malformed-answer` or `aborted`
 */
export async function callApi(method, path, body, settings = {}) {
  const { baseUrl = "/api/v1", fetch = globalThis.fetch, headers, signal } = settings;
  const content = body !== undefined && {
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  };
  let response, text;
  try {
    response = await fetch(`${baseUrl}/${path}`, {
      method,
      ...(headers && { headers }),
      ...content,
      ...(signal && { signal }),
    });
    text = await response.text();
  } catch (cause) {
    throw new PasskeyError(signal?.aborted ? "aborted" : "network", { cause });
  }
  if (!response.ok) throw new PasskeyError("refused", { problem: problemOf(response.status, text) });
  try {
    return text ? JSON.parse(text) : undefined;
  } catch (cause) {
    throw new PasskeyError("malformed-answer", { cause });
  }
}

/**
 * @param {number} status
 * @param {string} text problem details (RFC 9457), or whatever a proxy says in its own words
 * @returns {Problem}
 */
function problemOf(status, text) {
  try {
    const { code, title, detail } = JSON.parse(text);
    const texts = Object.entries({ code, title, detail }).filter(([, value]) => typeof value === "string");
    return { status, ...Object.fromEntries(texts) };
  } catch {
    return { status };
  }
}
