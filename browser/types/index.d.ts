export { authenticate } from "./authenticate.js";
export { callApi } from "./call-api.js";
export { capabilities } from "./capabilities.js";
export { createCredential } from "./create-credential.js";
export { getCredential } from "./get-credential.js";
export { PasskeyError } from "./passkey-error.js";
export { register } from "./register.js";
export { signalAuthenticators } from "./signal-authenticators.js";
export { startAutofill } from "./start-autofill.js";
export type Account = import("./types.js").Account;
export type ApiSettings = import("./types.js").ApiSettings;
export type Authenticated = import("./types.js").Authenticated;
export type Autofill = import("./types.js").Autofill;
export type AutofillSettings = import("./types.js").AutofillSettings;
export type Capabilities = import("./types.js").Capabilities;
export type CredentialSettings = import("./types.js").CredentialSettings;
export type Passkey = import("./types.js").Passkey;
export type PasskeyErrorCode = import("./types.js").PasskeyErrorCode;
export type Problem = import("./types.js").Problem;
export type Registered = import("./types.js").Registered;
export type RegisterSettings = import("./types.js").RegisterSettings;
export type SignalDetails = import("./types.js").SignalDetails;
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
