/** @import { PasskeyErrorCode, Problem } from "./types.js" */
import type { PasskeyErrorCode, Problem } from "./types.js";
/** Why a passkey could not be made or used: a code to decide by, a sentence to show, and what was thrown as `cause`. */
export declare class PasskeyError extends Error {
    code: PasskeyErrorCode;
    /** What the server said, when it refused. */
    problem: Problem | undefined;
    /**
     * @param {PasskeyErrorCode} code
     * @param {{ cause?: unknown, problem?: Problem }} [details]
     */
    constructor(code: PasskeyErrorCode, { cause, problem }?: {
        cause?: unknown;
        problem?: Problem;
    });
}
