import type { CredentialSettings } from "./types.js";
/** @import { CredentialSettings } from "./types.js" */
/**
 * Uses a credential for options that came by your own way, for you to send by your own way.
 *
 * @param {PublicKeyCredentialRequestOptionsJSON} publicKey
 * @param {CredentialSettings} [settings]
 * @returns {Promise<AuthenticationResponseJSON>}
 * @throws {PasskeyError}
 */
export declare function getCredential(publicKey: PublicKeyCredentialRequestOptionsJSON, settings?: CredentialSettings): Promise<AuthenticationResponseJSON>;
