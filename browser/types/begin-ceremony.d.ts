import type { ApiSettings } from "./types.js";
/** @import { ApiSettings } from "./types.js" */
/**
 * Gets a ceremony's options, in browsers that can go on from there.
 *
 * @param {"registration" | "authentication"} kind
 * @param {object} body
 * @param {ApiSettings} settings
 * @returns {Promise<{ ceremony: string, publicKey: any }>}
 */
export declare function beginCeremony(kind: "registration" | "authentication", body: object, settings: ApiSettings): Promise<{
    ceremony: string;
    publicKey: any;
}>;
