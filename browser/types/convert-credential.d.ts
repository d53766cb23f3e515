/**
 * A credential as JSON, field by field: for browsers without `toJSON` and for password managers whose objects only
 * resemble credentials. What cannot be read and may be absent is left out; what may not be absent throws.
 *
 * @param {any} credential
 * @returns {any} `RegistrationResponseJSON` or `AuthenticationResponseJSON`
 */
export declare function convertCredential(credential: any): any;
