/** @import { PasskeyErrorCode, Problem } from "./types.js" */

/** @type {Record<PasskeyErrorCode, string>} */
const SENTENCES = {
  "aborted": "The passkey request was stopped.",
  "already-registered": "There is a passkey for this account here already. Sign in with it.",
  "cancelled": "No passkey was used: the request was closed, took too long, or nothing fitted. Try again.",
  "malformed-answer": "The server's answer could not be understood. Reload the page and try again.",
  "network": "The server could not be reached. Check your connection and try again.",
  "no-suitable-authenticator": 
    "This device cannot do what is asked for. Set up a screen lock, or use another device or a security key.",
  "not-supported": "This browser cannot use passkeys. Update it or use another one.",
  "refused": "The server refused the request. Try again in a moment.",
  "security": "Passkeys cannot be used at this address. Check that it is right and begins with https.",
  "unknown": "Something went wrong with the passkey. Try again, or use another one.",
};

/** Why a passkey could not be made or used: a code to decide by, a sentence to show, and what was thrown as `cause`. */
export class PasskeyError extends Error {
  /**
   * @param {PasskeyErrorCode} code
   * @param {{ cause?: unknown, problem?: Problem }} [details]
   */
  constructor(code, { cause, problem } = {}) {
    super(problem?.detail ?? SENTENCES[code], { cause });
    this.name = "PasskeyError";
    this.code = code;
    /** What the server said, when it refused. */
    this.problem = problem;
  }
}
