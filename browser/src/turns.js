import { follow } from "./follow.js";
import { PasskeyError } from "./passkey-error.js";

/** How long a request that was aborted may take to settle before it is no longer waited for, in milliseconds. */
const PATIENCE = 1000;

/** @type {{ controller: AbortController, succeeded: Promise<boolean> } | undefined} */
let current;

/** The ceremony that holds the turn now, if any. */
export const currentTurn = () => current;

/**
 * Runs a ceremony as the only one on this page, because a browser has room for one: whichever holds the turn is
 * aborted, and this one begins when that has settled.
 *
 * @template T
 * @param {(signal: AbortSignal) => Promise<T>} ceremony
 * @param {AbortSignal} [signal]
 * @returns {Promise<T>}
 */
export async function takeTurn(ceremony, signal) {
  const previous = current;
  const controller = follow(signal);
  const work = settled(previous).then(() => {
    if (controller.signal.aborted) throw new PasskeyError("aborted", { cause: controller.signal.reason });
    return ceremony(controller.signal);
  });
  const turn = { controller, succeeded: work.then(() => true, () => false) };
  current = turn;
  previous?.controller.abort();
  try {
    return await work;
  } finally {
    controller.abort();
    if (current === turn) current = undefined;
  }
}

/** @param {typeof current} turn */
async function settled(turn) {
  if (turn) await Promise.race([turn.succeeded, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
}
