import { askBrowser } from "./ask-browser.js";
import { takeTurn } from "./turns.js";

/** @import { CredentialSettings } from "./types.js" */

/**
 * Uses a credential for options that came by your own way, for you to send by your own way.
 *
 * @param {PublicKeyCredentialRequestOptionsJSON} publicKey
 * @param {CredentialSettings} [settings]
 * @returns {Promise<AuthenticationResponseJSON>}
 * @throws {PasskeyError}
 */
export function getCredential(publicKey, settings = {}) {
  return takeTurn((signal) => askBrowser("get", publicKey, { ...settings, signal }), settings.signal);
}
