/**
 * The passkey that a person picks among the suggestions of a field.
 *
 * Browsers ignore the timeout of such requests and timers stand still while a machine sleeps, hence the look at the
 * clock at intervals. The last quarter of the ceremony's life is left to the person and the network.
 *
 * @param {PublicKeyCredentialRequestOptionsJSON} publicKey
 * @param {AbortSignal} signal
 * @returns {Promise<AuthenticationResponseJSON | undefined>} nothing when it is time for a new ceremony
 */
export declare function pickFromAutofill(publicKey: PublicKeyCredentialRequestOptionsJSON, signal: AbortSignal): Promise<AuthenticationResponseJSON | undefined>;
