/** @import { Capabilities } from "./types.js" */

/**
 * What this browser can do, as far as it tells.
 *
 * @returns {Promise<Capabilities>}
 */
export async function capabilities() {
  const client = globalThis.isSecureContext ? globalThis.PublicKeyCredential : undefined;
  if (!client || !navigator.credentials) return { webAuthn: false };
  const [reported, conditionalGet, userVerifyingPlatformAuthenticator] = await Promise.all([
    ask(() => client.getClientCapabilities()),
    ask(() => client.isConditionalMediationAvailable()),
    ask(() => client.isUserVerifyingPlatformAuthenticatorAvailable()),
  ]);
  return {
    signalAllAcceptedCredentials: "signalAllAcceptedCredentials" in client,
    signalCurrentUserDetails: "signalCurrentUserDetails" in client,
    signalUnknownCredential: "signalUnknownCredential" in client,
    ...(conditionalGet !== undefined && { conditionalGet }),
    ...(userVerifyingPlatformAuthenticator !== undefined && { userVerifyingPlatformAuthenticator }),
    ...reported,
    webAuthn: true,
    nativeJson:
      "parseCreationOptionsFromJSON" in client &&
      "parseRequestOptionsFromJSON" in client &&
      typeof client.prototype?.toJSON === "function",
  };
}

/**
 * @template T
 * @param {() => Promise<T>} question
 * @returns {Promise<T | undefined>}
 */
async function ask(question) {
  try {
    return await question();
  } catch {
    return undefined;
  }
}
