/** @import { SignalDetails } from "./types.js" */
import type { SignalDetails } from "./types.js";
/**
 * Tells what keeps the person's passkeys what the server knows, so that removed ones are no longer offered and names
 * are up to date. Best effort: it never throws.
 * See {@link https://www.w3.org/TR/webauthn-3/#sctn-signal-methods}.
 *
 * @template {keyof SignalDetails} K
 * @param {K} kind
 * @param {SignalDetails[K]} details
 * @returns {Promise<boolean>} whether the browser took it; what came of it browsers tell nobody
 */
export declare function signalAuthenticators<K extends keyof SignalDetails>(kind: K, details: SignalDetails[K]): Promise<boolean>;
