import { askBrowser } from "./ask-browser.js";
import { follow } from "./follow.js";

/** A ceremony's life where its options name none, and the least that is believed; in milliseconds. */
const USUAL_LIFE = 300_000;
const LEAST_LIFE = 2_000;

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
export async function pickFromAutofill(publicKey, signal) {
  const life = Math.max(Number(publicKey.timeout) || USUAL_LIFE, LEAST_LIFE);
  const due = Date.now() + 0.75 * life;
  const request = follow(signal);
  const renewWhenDue = () => {
    if (Date.now() >= due && !document.hidden) request.abort();
  };
  const clock = setInterval(renewWhenDue, Math.min(life / 20, 15_000));
  document.addEventListener("visibilitychange", renewWhenDue, { signal: request.signal });
  try {
    return await askBrowser("get", publicKey, { signal: request.signal, mediation: "conditional" });
  } catch (error) {
    if (request.signal.aborted && !signal.aborted) return undefined;
    throw error;
  } finally {
    clearInterval(clock);
    request.abort();
  }
}
