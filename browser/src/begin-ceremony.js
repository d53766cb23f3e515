import { assertSupported } from "./assert-supported.js";
import { callApi } from "./call-api.js";
import { PasskeyError } from "./passkey-error.js";

/** @import { ApiSettings } from "./types.js" */

/**
 * Gets a ceremony's options, in browsers that can go on from there.
 *
 * @param {"registration" | "authentication"} kind
 * @param {object} body
 * @param {ApiSettings} settings
 * @returns {Promise<{ ceremony: string, publicKey: any }>}
 */
export async function beginCeremony(kind, body, settings) {
  assertSupported();
  const begun = await callApi("POST", `${kind}/options`, body, settings);
  if (typeof begun?.ceremony !== "string" || typeof begun.publicKey !== "object") {
    throw new PasskeyError("malformed-answer");
  }
  return begun;
}
