import type { ApiSettings, Authenticated } from "./types.js";
/** @import { ApiSettings, Authenticated } from "./types.js" */
/**
 * Shows the server the credential. One that it no longer knows is reported to where it is kept, so that it is not
 * offered again.
 *
 * @param {{ ceremony: string, publicKey: PublicKeyCredentialRequestOptionsJSON }} begun
 * @param {AuthenticationResponseJSON} credential
 * @param {ApiSettings} settings
 * @returns {Promise<Authenticated>}
 */
export declare function finishAuthentication({ ceremony, publicKey }: {
    ceremony: string;
    publicKey: PublicKeyCredentialRequestOptionsJSON;
}, credential: AuthenticationResponseJSON, settings: ApiSettings): Promise<Authenticated>;
