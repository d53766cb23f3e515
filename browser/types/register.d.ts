import type { Registered, RegisterSettings } from "./types.js";
/** @import { Registered, RegisterSettings } from "./types.js" */
/**
 * Makes a passkey: a sign-up with `username` and `displayName` when nobody is signed in, one more passkey for the
 * account when somebody is.
 *
 * @param {RegisterSettings} [settings]
 * @returns {Promise<Registered>} what the server answered
 * @throws {PasskeyError}
 */
export declare function register({ username, displayName, ...settings }?: RegisterSettings): Promise<Registered>;
