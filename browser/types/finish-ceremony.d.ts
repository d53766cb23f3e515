import type { ApiSettings } from "./types.js";
/** @import { ApiSettings } from "./types.js" */
/**
 * @param {"registration" | "authentication"} kind
 * @param {string} ceremony
 * @param {any} credential
 * @param {ApiSettings} settings
 */
export declare function finishCeremony(kind: "registration" | "authentication", ceremony: string, credential: any, settings: ApiSettings): Promise<any>;
