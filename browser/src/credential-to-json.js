import { convertCredential } from "./convert-credential.js";

/**
 * A credential as the JSON that goes to the server: by its own `toJSON` where that works, which is more than its
 * presence tells: password managers' may throw, or leave bytes and members out.
 *
 * @param {any} credential
 * @returns {any} `RegistrationResponseJSON` or `AuthenticationResponseJSON`
 */
export function credentialToJson(credential) {
  try {
    const json = credential.toJSON();
    if (isComplete(json)) return json;
  } catch {
    // Not there, or broken.
  }
  return convertCredential(credential);
}

/** @param {any} json */
function isComplete({ id, rawId, clientExtensionResults, response }) {
  const { clientDataJSON, attestationObject, transports, authenticatorData, signature } = response;
  const proof = Array.isArray(transports) ? [attestationObject] : [authenticatorData, signature];
  return (
    typeof clientExtensionResults === "object" &&
    [id, rawId, clientDataJSON, ...proof].every((text) => typeof text === "string" && /^[\w-]+$/.test(text))
  );
}
