import { capabilities, PasskeyError } from "../keystile/keystile.js";

/** @param {string} id */
export const byId = (id) => document.getElementById(id);

const messages = byId("messages");

/** How scripts reach the JSON API. */
export const api = { baseUrl: messages.dataset.api };

/** The page's language, as dates are to be written in it. */
export const language = document.documentElement.lang;

/**
 * A sentence in the page's language.
 *
 * @param {string} code what the sentence is for
 * @param {string} [name] takes the place of {name} in it
 */
export function sentence(code, name = "") {
  const messageFor = (key) => messages.content.querySelector(`[data-code="${key}"]`);
  return (messageFor(code) ?? messageFor("unknown")).textContent.replace("{name}", () => name);
}

/** @param {unknown} error @returns {string} what to tell the person */
export function explanation(error) {
  if (!(error instanceof PasskeyError)) return sentence("unknown");
  if (error.code !== "refused") return sentence(error.code);
  return error.problem?.detail ?? sentence("refused");
}

/** Says how something is getting on. An empty text takes the last one away. @param {string} text */
export function showProgress(text) {
  byId("problem").textContent = "";
  byId("progress").textContent = text;
}

/** Says what went wrong, and what to do. @param {unknown} error an error, or the sentence itself */
export function showProblem(error) {
  byId("progress").textContent = "";
  const problem = byId("problem");
  problem.textContent = typeof error === "string" ? error : explanation(error);
  // What led to it may be at the end of a long list.
  problem.scrollIntoView({ block: "nearest" });
}

/** @param {HTMLInputElement} input @param {string} text what is wrong with it; empty when nothing is */
export function showFieldProblem(input, text) {
  const problem = byId(`${input.id}-problem`);
  problem.textContent = text;
  problem.hidden = !text;
  if (text) {
    input.setAttribute("aria-invalid", "true");
    input.focus();
  } else {
    input.removeAttribute("aria-invalid");
  }
}

/**
 * Does something once at a time, with its button showing that it is busy. The button stays where the keyboard's focus
 * is, which a disabled one could not.
 *
 * @param {HTMLButtonElement} button
 * @param {() => Promise<void>} work
 */
export async function whileBusy(button, work) {
  if (button.ariaDisabled === "true") return;
  button.ariaDisabled = "true";
  try {
    await work();
  } finally {
    button.ariaDisabled = null;
  }
}

/** Takes the notices away that do not apply, shows those that do. @returns {Promise<boolean>} whether passkeys work here */
export async function passkeysWorkHere() {
  byId("unscripted").remove();
  const origins = messages.dataset.origins.split(" ");
  const webOrigins = origins.filter((origin) => origin.startsWith("http"));
  if (webOrigins.length > 0 && !webOrigins.includes(location.origin)) {
    const link = byId("elsewhere").querySelector("a");
    link.href = webOrigins[0] + location.pathname + location.search;
    link.textContent = webOrigins[0];
    byId("elsewhere").hidden = false;
    return false;
  }
  if (!window.isSecureContext) {
    byId("insecure").hidden = false;
    return false;
  }
  const { webAuthn } = await capabilities();
  byId("unsupported").hidden = webAuthn;
  return webAuthn;
}
