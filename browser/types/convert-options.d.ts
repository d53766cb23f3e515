/**
 * The options of a ceremony with their base64url texts made bytes, for browsers that cannot do it themselves.
 * Members it does not know are kept as they are.
 *
 * @param {any} json `PublicKeyCredentialCreationOptionsJSON` or `PublicKeyCredentialRequestOptionsJSON`
 * @returns {any} `PublicKeyCredentialCreationOptions` or `PublicKeyCredentialRequestOptions`
 */
export declare function convertOptions(json: any): any;
