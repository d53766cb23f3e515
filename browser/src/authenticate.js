import { askBrowser } from "./ask-browser.js";
import { beginCeremony } from "./begin-ceremony.js";
import { finishAuthentication } from "./finish-authentication.js";
import { takeTurn } from "./turns.js";

/** @import { ApiSettings, Authenticated } from "./types.js" */

/**
 * Signs in with a passkey that the person picks in the browser's own dialog.
 *
 * @param {ApiSettings} [settings]
 * @returns {Promise<Authenticated>} what the server answered
 * @throws {PasskeyError}
 */
export function authenticate(settings = {}) {
  return takeTurn(async (signal) => {
    const api = { ...settings, signal };
    const begun = await beginCeremony("authentication", {}, api);
    const credential = await askBrowser("get", begun.publicKey, { signal });
    return finishAuthentication(begun, credential, api);
  }, settings.signal);
}
