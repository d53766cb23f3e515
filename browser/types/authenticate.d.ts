import type { ApiSettings, Authenticated } from "./types.js";
/** @import { ApiSettings, Authenticated } from "./types.js" */
/**
 * Signs in with a passkey that the person picks in the browser's own dialog.
 *
 * @param {ApiSettings} [settings]
 * @returns {Promise<Authenticated>} what the server answered
 * @throws {PasskeyError}
 */
export declare function authenticate(settings?: ApiSettings): Promise<Authenticated>;
