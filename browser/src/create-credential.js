import { askBrowser } from "./ask-browser.js";
import { takeTurn } from "./turns.js";

/** @import { CredentialSettings } from "./types.js" */

/**
 * Makes a credential from options that came by your own way, for you to send by your own way.
 *
 * @param {PublicKeyCredentialCreationOptionsJSON} publicKey
 * @param {CredentialSettings} [settings]
 * @returns {Promise<RegistrationResponseJSON>}
 * @throws {PasskeyError}
 */
export function createCredential(publicKey, settings = {}) {
  return takeTurn((signal) => askBrowser("create", publicKey, { ...settings, signal }), settings.signal);
}
