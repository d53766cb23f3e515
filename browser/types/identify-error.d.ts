import { PasskeyError } from "./passkey-error.js";
/**
 * What a browser's exception means, with the exception as `cause`.
 *
 * @param {any} error
 * @param {"create" | "get"} verb
 * @param {AbortSignal} [signal] the one that was passed along; an aborted one explains whatever was thrown
 * @returns {PasskeyError}
 */
export declare function identifyError(error: any, verb: "create" | "get", signal?: AbortSignal): PasskeyError;
