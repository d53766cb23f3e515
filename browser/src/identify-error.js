import { PasskeyError } from "./passkey-error.js";

/**
 * What a browser's exception means, with the exception as `cause`.
 *
 * @param {any} error
 * @param {"create" | "get"} verb
 * @param {AbortSignal} [signal] the one that was passed along; an aborted one explains whatever was thrown
 * @returns {PasskeyError}
 */
export function identifyError(error, verb, signal) {
  if (error instanceof PasskeyError) return error;
  return new PasskeyError(signal?.aborted ? "aborted" : codeOf(error?.name, verb), { cause: error });
}

/**
 * @param {unknown} name
 * @param {"create" | "get"} verb
 */
function codeOf(name, verb) {
  switch (name) {
    case "AbortError":
      return "aborted";
    // Cancelled, timed out, nothing that fits: browsers tell them not apart, so that no page learns which (L3 §14.5).
    case "NotAllowedError":
      return "cancelled";
    // L3 §6.3.2: no user verification or discoverable credential to be had; none of the algorithms.
    case "ConstraintError":
    case "NotSupportedError":
      return "no-suitable-authenticator";
    // L3 §5.1.3 and §5.1.4: the RP ID does not fit the page's origin.
    case "SecurityError":
      return "security";
    // L3 §6.3.2: the authenticator holds one of excludeCredentials. Requests have no such case.
    case "InvalidStateError":
      return verb === "create" ? "already-registered" : "unknown";
    default:
      return "unknown";
  }
}
