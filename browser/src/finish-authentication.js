import { finishCeremony } from "./finish-ceremony.js";
import { PasskeyError } from "./passkey-error.js";
import { signalAuthenticators } from "./signal-authenticators.js";

/** @import { ApiSettings, Authenticated } from "./types.js" */

/**
 * Shows the server the credential. One that it no longer knows is reported to where it is kept, so that it is not
 * offered again.
 *
 * @param {{ ceremony: string, publicKey: PublicKeyCredentialRequestOptionsJSON }} begun
 * @param {AuthenticationResponseJSON} credential
 * @param {ApiSettings} settings
 * @returns {Promise<Authenticated>}
 */
export async function finishAuthentication({ ceremony, publicKey }, credential, settings) {
  try {
    return await finishCeremony("authentication", ceremony, credential, settings);
  } catch (error) {
    if (error instanceof PasskeyError && error.problem?.code === "passkey-unknown") {
      const { rpId = location.hostname } = publicKey;
      signalAuthenticators("unknownCredential", { rpId, credentialId: credential.id });
    }
    throw error;
  }
}
