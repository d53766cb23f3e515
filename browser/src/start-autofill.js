import { beginCeremony } from "./begin-ceremony.js";
import { finishAuthentication } from "./finish-authentication.js";
import { follow } from "./follow.js";
import { pickFromAutofill } from "./pick-from-autofill.js";
import { currentTurn, takeTurn } from "./turns.js";

/** @import { PasskeyError } from "./passkey-error.js" */
/** @import { ApiSettings, Authenticated, Autofill, AutofillSettings } from "./types.js" */

/** The pauses after failures double from the one to the other; in milliseconds. */
const FIRST_PAUSE = 1_000;
const LAST_PAUSE = 300_000;

/** @type {AbortController | undefined} */
let running;

/**
 * Offers passkeys among the suggestions of the field with `autocomplete="username webauthn"`, until somebody has signed
 * in. It makes room for the other verbs and comes back when they fail, gets a new ceremony before its own expires, and
 * is silent where a browser cannot do this.
 *
 * @param {AutofillSettings} settings
 * @returns {Autofill}
 */
export function startAutofill({ onAuthenticated, onError, ...settings }) {
  running?.abort();
  const controller = follow(settings.signal);
  running = controller;
  keepOffering({ ...settings, signal: controller.signal }, onError)
    .then((answer) => answer && onAuthenticated(answer))
    .finally(() => controller.abort());
  return { stop: () => controller.abort() };
}

/**
 * @param {ApiSettings & { signal: AbortSignal }} settings
 * @param {AutofillSettings["onError"]} onError
 * @returns {Promise<Authenticated | undefined>} nothing if it was stopped, is impossible or needless
 */
async function keepOffering(settings, onError) {
  const { signal } = settings;
  if (!(await isAvailable())) return undefined;
  let pause = FIRST_PAUSE;
  while (await visible(signal)) {
    const other = currentTurn();
    if (other) {
      if (await other.succeeded) return undefined;
      continue;
    }
    const since = Date.now();
    try {
      const answer = await takeTurn((turn) => offer({ ...settings, signal: turn }, onError), signal);
      if (answer) return answer;
    } catch (error) {
      if (/** @type {PasskeyError} */ (error).code === "security") return undefined;
      // Another verb has taken the turn: how that ends decides, not the clock.
      if (currentTurn()) continue;
      if (Date.now() - since > pause) pause = FIRST_PAUSE;
      await until(signal, (done) => setTimeout(done, pause));
      pause = Math.min(2 * pause, LAST_PAUSE);
    }
  }
  return undefined;
}

/**
 * One ceremony, from its options to the server's verdict.
 *
 * @param {ApiSettings & { signal: AbortSignal }} settings
 * @param {AutofillSettings["onError"]} onError is told only what happens after the person has picked a passkey
 * @returns {Promise<Authenticated | undefined>} nothing if nobody did in time
 */
async function offer(settings, onError) {
  const begun = await beginCeremony("authentication", {}, settings);
  const credential = await pickFromAutofill(begun.publicKey, settings.signal);
  if (!credential) return undefined;
  try {
    return await finishAuthentication(begun, credential, settings);
  } catch (error) {
    if (!settings.signal.aborted) queueMicrotask(() => onError?.(/** @type {PasskeyError} */ (error)));
    throw error;
  }
}

async function isAvailable() {
  try {
    return await PublicKeyCredential.isConditionalMediationAvailable();
  } catch {
    return false;
  }
}

/**
 * @param {AbortSignal} signal
 * @returns {Promise<boolean>} true once the page can be seen, false as soon as the signal is aborted
 */
async function visible(signal) {
  while (!signal.aborted && document.hidden) {
    await until(signal, (done, over) => document.addEventListener("visibilitychange", done, { signal: over }));
  }
  return !signal.aborted;
}

/**
 * Waits for `done` to be called, or for the abort.
 *
 * @param {AbortSignal} signal
 * @param {(done: () => void, over: AbortSignal) => void} arrange
 * @returns {Promise<void>}
 */
function until(signal, arrange) {
  const wait = follow(signal);
  return new Promise((resolve) => {
    if (wait.signal.aborted) resolve();
    wait.signal.addEventListener("abort", () => resolve());
    arrange(() => wait.abort(), wait.signal);
  });
}
