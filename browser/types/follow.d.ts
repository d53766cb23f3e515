/**
 * A controller that aborts when the signal does; or before it, by itself, and then it lets go of the signal.
 * (`AbortSignal.any` is younger than passkeys.)
 *
 * @param {AbortSignal | undefined} signal
 */
export declare function follow(signal: AbortSignal | undefined): AbortController;
