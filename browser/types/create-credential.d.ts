import type { CredentialSettings } from "./types.js";
/** @import { CredentialSettings } from "./types.js" */
/**
 * Makes a credential from options that came by your own way, for you to send by your own way.
 *
 * @param {PublicKeyCredentialCreationOptionsJSON} publicKey
 * @param {CredentialSettings} [settings]
 * @returns {Promise<RegistrationResponseJSON>}
 * @throws {PasskeyError}
 */
export declare function createCredential(publicKey: PublicKeyCredentialCreationOptionsJSON, settings?: CredentialSettings): Promise<RegistrationResponseJSON>;
