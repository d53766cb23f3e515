import { PasskeyError } from "./passkey-error.js";

/** Throws where passkeys cannot work at all: an address that is neither https nor localhost, or too old a browser. */
export function assertSupported() {
  if (!globalThis.isSecureContext) throw new PasskeyError("security");
  if (!globalThis.PublicKeyCredential || !navigator.credentials) throw new PasskeyError("not-supported");
}
