import { callApi } from "./call-api.js";

/** @import { ApiSettings } from "./types.js" */

/**
 * @param {"registration" | "authentication"} kind
 * @param {string} ceremony
 * @param {any} credential
 * @param {ApiSettings} settings
 */
export function finishCeremony(kind, ceremony, credential, settings) {
  return callApi("POST", kind, { ceremony, credential: withoutSecrets(credential) }, settings);
}

/**
 * PRF outputs are keys of the person's: that there were some is the server's business, what they are is not.
 *
 * @param {any} credential
 */
function withoutSecrets(credential) {
  const { prf, ...others } = credential.clientExtensionResults;
  if (!prf) return credential;
  const { results, ...shown } = prf;
  return { ...credential, clientExtensionResults: { ...others, prf: shown } };
}
