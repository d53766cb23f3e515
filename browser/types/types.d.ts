export {};
export type ApiSettings = {
    /**
     * where the API is, without a slash at the end; `/api/v1` if not said
     */
    baseUrl?: string | undefined;
    /**
     * used in place of the browser's own
     */
    fetch?: typeof globalThis.fetch | undefined;
    /**
     * sent along with every request
     */
    headers?: Record<string, string> | undefined;
    /**
     * ends what was begun, with the code `aborted`
     */
    signal?: AbortSignal | undefined;
};
export type SignUp = {
    /**
     * for a sign-up; left out when somebody is signed in
     */
    username?: string | undefined;
    /**
     * for a sign-up; left out when somebody is signed in
     */
    displayName?: string | undefined;
};
export type RegisterSettings = ApiSettings & SignUp;
export type AutofillEvents = {
    /**
     * told once, when somebody has signed in by autofill
     */
    onAuthenticated: (answer: Authenticated) => void;
    /**
     * told why the server did not take a passkey
     * that the person had picked; passkeys are offered again all the same. Nothing else is worth interrupting for.
     */
    onError?: ((error: PasskeyError) => void) | undefined;
};
export type AutofillSettings = ApiSettings & AutofillEvents;
export type Autofill = {
    stop: () => void;
};
export type CredentialSettings = {
    signal?: AbortSignal | undefined;
    /**
     * `conditional` for autofill (get),
     * or for a passkey made without a dialog (create)
     */
    mediation?: CredentialMediationRequirement | undefined;
};
export type Account = {
    id: string;
    username: string;
    displayName: string;
};
export type Passkey = {
    /**
     * the credential's id, base64url
     */
    id: string;
    name: string;
};
export type Registered = {
    account: Account;
    passkey: Passkey;
};
export type Authenticated = {
    account: Account;
    /**
     * the one that was used
     */
    passkey: Passkey;
    /**
     * whether a PIN, a finger or the like was asked for, and right
     */
    userVerified: boolean;
    /**
     * authentication methods, as in RFC 8176
     */
    amr: string[];
};
export type PasskeyErrorCode = "aborted" | "already-registered" | "cancelled" | "malformed-answer" | "network" | "no-suitable-authenticator" | "not-supported" | "refused" | "security" | "unknown";
export type Problem = {
    status: number;
    /**
     * stable, for a program to decide by
     */
    code?: string;
    title?: string;
    /**
     * a sentence for a person, in the page's language
     */
    detail?: string;
};
export type Capabilities = ClientCapabilities & {
    [extension: `extension:${string}`]: boolean | undefined;
};
export type ClientCapabilities = {
    /**
     * whether passkeys work at all, at this address
     */
    webAuthn: boolean;
    /**
     * whether it reads and writes the JSON forms itself
     */
    nativeJson?: boolean;
    conditionalCreate?: boolean;
    /**
     * autofill
     */
    conditionalGet?: boolean;
    /**
     * a phone's passkeys by QR code
     */
    hybridTransport?: boolean;
    passkeyPlatformAuthenticator?: boolean;
    userVerifyingPlatformAuthenticator?: boolean;
    relatedOrigins?: boolean;
    signalAllAcceptedCredentials?: boolean;
    signalCurrentUserDetails?: boolean;
    signalUnknownCredential?: boolean;
};
export type SignalDetails = {
    unknownCredential: {
        rpId: string;
        credentialId: string;
    };
    allAcceptedCredentials: {
        rpId: string;
        userId: string;
        allAcceptedCredentialIds: string[];
    };
    currentUserDetails: {
        rpId: string;
        userId: string;
        name: string;
        displayName: string;
    };
};
import type { PasskeyError } from "./passkey-error.js";
/**
 * How to reach Keystile's JSON API.
 *
 * @typedef {object} ApiSettings
 * @property {string | undefined} [baseUrl] where the API is, without a slash at the end; `/api/v1` if not said
 * @property {typeof globalThis.fetch | undefined} [fetch] used in place of the browser's own
 * @property {Record<string, string> | undefined} [headers] sent along with every request
 * @property {AbortSignal | undefined} [signal] ends what was begun, with the code `aborted`
 */
/**
 * @typedef {object} SignUp
 * @property {string | undefined} [username] for a sign-up; left out when somebody is signed in
 * @property {string | undefined} [displayName] for a sign-up; left out when somebody is signed in
 *
 * @typedef {ApiSettings & SignUp} RegisterSettings
 */
/**
 * @typedef {object} AutofillEvents
 * @property {(answer: Authenticated) => void} onAuthenticated told once, when somebody has signed in by autofill
 * @property {((error: PasskeyError) => void) | undefined} [onError] told why the server did not take a passkey
 *   that the person had picked; passkeys are offered again all the same. Nothing else is worth interrupting for.
 *
 * @typedef {ApiSettings & AutofillEvents} AutofillSettings
 */
/**
 * @typedef {object} Autofill
 * @property {() => void} stop
 */
/**
 * @typedef {object} CredentialSettings
 * @property {AbortSignal | undefined} [signal]
 * @property {CredentialMediationRequirement | undefined} [mediation] `conditional` for autofill (get),
 *   or for a passkey made without a dialog (create)
 */
/**
 * @typedef {object} Account
 * @property {string} id
 * @property {string} username
 * @property {string} displayName
 */
/**
 * @typedef {object} Passkey
 * @property {string} id the credential's id, base64url
 * @property {string} name
 */
/**
 * @typedef {object} Registered
 * @property {Account} account
 * @property {Passkey} passkey
 */
/**
 * @typedef {object} Authenticated
 * @property {Account} account
 * @property {Passkey} passkey the one that was used
 * @property {boolean} userVerified whether a PIN, a finger or the like was asked for, and right
 * @property {string[]} amr authentication methods, as in RFC 8176
 */
/**
 * What went wrong, for a program to decide by.
 *
 * - `aborted`: the page itself ended it, by a signal or by beginning something else; nothing to tell anybody
 * - `already-registered`: the authenticator holds a passkey of this account already
 * - `cancelled`: the person closed the dialog, it took too long, or nothing fitted; browsers do not say which
 * - `malformed-answer`: the server answered something that is not what its API promises
 * - `network`: the server was not reached
 * - `no-suitable-authenticator`: nothing here can do what the options demand
 * - `not-supported`: the browser has no passkeys
 * - `refused`: the server said no, and `problem` says why
 * - `security`: the page's address is neither https nor localhost, or does not fit the relying party's id
 * - `unknown`: anything else; `cause` has it
 *
 * @typedef {"aborted" | "already-registered" | "cancelled" | "malformed-answer" | "network"
 *   | "no-suitable-authenticator" | "not-supported" | "refused" | "security" | "unknown"} PasskeyErrorCode
 */
/**
 * A refusal in the server's words (RFC 9457). A proxy in between may leave the status alone.
 *
 * @typedef {object} Problem
 * @property {number} status
 * @property {string} [code] stable, for a program to decide by
 * @property {string} [title]
 * @property {string} [detail] a sentence for a person, in the page's language
 */
/**
 * What a browser can do. What is absent, it does not tell.
 *
 * @typedef {ClientCapabilities & { [extension: `extension:${string}`]: boolean | undefined }} Capabilities
 */
/**
 * @typedef {object} ClientCapabilities
 * @property {boolean} webAuthn whether passkeys work at all, at this address
 * @property {boolean} [nativeJson] whether it reads and writes the JSON forms itself
 * @property {boolean} [conditionalCreate]
 * @property {boolean} [conditionalGet] autofill
 * @property {boolean} [hybridTransport] a phone's passkeys by QR code
 * @property {boolean} [passkeyPlatformAuthenticator]
 * @property {boolean} [userVerifyingPlatformAuthenticator]
 * @property {boolean} [relatedOrigins]
 * @property {boolean} [signalAllAcceptedCredentials]
 * @property {boolean} [signalCurrentUserDetails]
 * @property {boolean} [signalUnknownCredential]
 */
/**
 * @typedef {object} SignalDetails
 * @property {{ rpId: string, credentialId: string }} unknownCredential
 * @property {{ rpId: string, userId: string, allAcceptedCredentialIds: string[] }} allAcceptedCredentials
 * @property {{ rpId: string, userId: string, name: string, displayName: string }} currentUserDetails
 */
/** @import { PasskeyError } from "./passkey-error.js" */
