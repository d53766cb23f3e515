import { assertSupported } from "./assert-supported.js";
import { credentialToJson } from "./credential-to-json.js";
import { identifyError } from "./identify-error.js";
import { parseOptions } from "./parse-options.js";

/** @import { CredentialSettings } from "./types.js" */

/**
 * Has the browser make or use a credential, JSON in and JSON out.
 *
 * @param {"create" | "get"} verb
 * @param {unknown} publicKey the options' JSON
 * @param {CredentialSettings} settings
 * @returns {Promise<any>}
 */
export async function askBrowser(verb, publicKey, { signal, mediation }) {
  try {
    assertSupported();
    signal?.throwIfAborted();
    const options = {
      publicKey: parseOptions(verb, publicKey),
      ...(signal && { signal }),
      ...(mediation && { mediation }),
    };
    const credential = await navigator.credentials[verb](/** @type {any} */ (options));
    // Some password managers know nothing of signals: what they bring after the abort is not wanted any more.
    signal?.throwIfAborted();
    return credentialToJson(credential);
  } catch (error) {
    throw identifyError(error, verb, signal);
  }
}
