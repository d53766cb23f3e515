import type { Autofill, AutofillSettings } from "./types.js";
/**
 * Offers passkeys among the suggestions of the field with `autocomplete="username webauthn"`, until somebody has signed
 * in. It makes room for the other verbs and comes back when they fail, gets a new ceremony before its own expires, and
 * is silent where a browser cannot do this.
 *
 * @param {AutofillSettings} settings
 * @returns {Autofill}
 */
export declare function startAutofill({ onAuthenticated, onError, ...settings }: AutofillSettings): Autofill;
