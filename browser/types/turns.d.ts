/** The ceremony that holds the turn now, if any. */
export declare const currentTurn: () => {
    controller: AbortController;
    succeeded: Promise<boolean>;
} | undefined;
/**
 * Runs a ceremony as the only one on this page, because a browser has room for one: whichever holds the turn is
 * aborted, and this one begins when that has settled.
 *
 * @template T
 * @param {(signal: AbortSignal) => Promise<T>} ceremony
 * @param {AbortSignal} [signal]
 * @returns {Promise<T>}
 */
export declare function takeTurn<T>(ceremony: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T>;
