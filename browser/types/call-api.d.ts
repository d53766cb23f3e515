import type { ApiSettings } from "./types.js";
/** @import { ApiSettings, Problem } from "./types.js" */
/**
 * A request to Keystile's JSON API.
 *
 * @param {string} method
 * @param {string} path below the API's base, for example `passkeys`
 * @param {unknown} [body]
 * @param {ApiSettings} [settings]
 * @returns {Promise<any>} what the server answered; undefined where that is nothing
 * @throws {PasskeyError} `refused`, `network`, `malformed-answer` or `aborted`
 */
export declare function callApi(method: string, path: string, body?: unknown, settings?: ApiSettings): Promise<any>;
