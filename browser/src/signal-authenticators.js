/** @import { SignalDetails } from "./types.js" */

const METHODS = /** @type {const} */ ({
  unknownCredential: "signalUnknownCredential",
  allAcceptedCredentials: "signalAllAcceptedCredentials",
  currentUserDetails: "signalCurrentUserDetails",
});

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
export async function signalAuthenticators(kind, details) {
  try {
    await PublicKeyCredential[METHODS[kind]](/** @type {any} */ (details));
    return true;
  } catch {
    return false;
  }
}
