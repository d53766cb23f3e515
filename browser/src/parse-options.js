import { convertOptions } from "./convert-options.js";
import { PasskeyError } from "./passkey-error.js";

/**
 * What `navigator.credentials` takes, from the server's JSON: by the browser's own method where it has one that works.
 *
 * @param {"create" | "get"} verb
 * @param {unknown} json
 * @returns {any}
 */
export function parseOptions(verb, json) {
  const native = verb === "create" ? "parseCreationOptionsFromJSON" : "parseRequestOptionsFromJSON";
  try {
    const options = PublicKeyCredential[native](/** @type {any} */ (json));
    if (/** @type {ArrayBuffer} */ (options.challenge).byteLength > 0) return options;
  } catch {
    // Not there, replaced by something that does not work, or unaware of an extension: we can do it.
  }
  try {
    return convertOptions(json);
  } catch (cause) {
    throw new PasskeyError("malformed-answer", { cause });
  }
}
