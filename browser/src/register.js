import { askBrowser } from "./ask-browser.js";
import { beginCeremony } from "./begin-ceremony.js";
import { finishCeremony } from "./finish-ceremony.js";
import { takeTurn } from "./turns.js";

/** @import { Registered, RegisterSettings } from "./types.js" */

/**
 * Makes a passkey: a sign-up with `username` and `displayName` when nobody is signed in, one more passkey for the
 * account when somebody is.
 *
 * @param {RegisterSettings} [settings]
 * @returns {Promise<Registered>} what the server answered
 * @throws {PasskeyError}
 */
export function register({ username, displayName, ...settings } = {}) {
  return takeTurn(async (signal) => {
    const api = { ...settings, signal };
    const { ceremony, publicKey } = await beginCeremony("registration", { username, displayName }, api);
    const credential = await askBrowser("create", publicKey, { signal });
    return finishCeremony("registration", ceremony, credential, api);
  }, settings.signal);
}
