/**
 * A controller that aborts when the signal does; or before it, by itself, and then it lets go of the signal.
 * (`AbortSignal.any` is younger than passkeys.)
 *
 * @param {AbortSignal | undefined} signal
 */
export function follow(signal) {
  const controller = new AbortController();
  const abort = () => controller.abort(signal?.reason);
  if (signal?.aborted) abort();
  signal?.addEventListener("abort", abort, { signal: controller.signal });
  return controller;
}
