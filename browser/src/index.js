export { authenticate } from "./authenticate.js";
export { callApi } from "./call-api.js";
export { capabilities } from "./capabilities.js";
export { createCredential } from "./create-credential.js";
export { getCredential } from "./get-credential.js";
export { PasskeyError } from "./passkey-error.js";
export { register } from "./register.js";
export { signalAuthenticators } from "./signal-authenticators.js";
export { startAutofill } from "./start-autofill.js";

/**
 * @typedef {import("./types.js").Account} Account
 * @typedef {import("./types.js").ApiSettings} ApiSettings
 * @typedef {import("./types.js").Authenticated} Authenticated
 * @typedef {import("./types.js").Autofill} Autofill
 * @typedef {import("./types.js").AutofillSettings} AutofillSettings
 * @typedef {import("./types.js").Capabilities} Capabilities
 * @typedef {import("./types.js").CredentialSettings} CredentialSettings
 * @typedef {import("./types.js").Passkey} Passkey
 * @typedef {import("./types.js").PasskeyErrorCode} PasskeyErrorCode
 * @typedef {import("./types.js").Problem} Problem
 * @typedef {import("./types.js").Registered} Registered
 * @typedef {import("./types.js").RegisterSettings} RegisterSettings
 * @typedef {import("./types.js").SignalDetails} SignalDetails
 */
