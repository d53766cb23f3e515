import type { CredentialSettings } from "./types.js";
/** @import { CredentialSettings } from "./types.js" */
/**
 * Has the browser make or use a credential, JSON in and JSON out.
 *
 * @param {"create" | "get"} verb
 * @param {unknown} publicKey the options' JSON
 * @param {CredentialSettings} settings
 * @returns {Promise<any>}
 */
export declare function askBrowser(verb: "create" | "get", publicKey: unknown, { signal, mediation }: CredentialSettings): Promise<any>;
