/**
 * A credential as the JSON that goes to the server: by its own `toJSON` where that works, which is more than its
 * presence tells: password managers' may throw, or leave bytes and members out.
 *
 * @param {any} credential
 * @returns {any} `RegistrationResponseJSON` or `AuthenticationResponseJSON`
 */
export declare function credentialToJson(credential: any): any;
