import { authenticate, callApi, register, signalAuthenticators } from "../keystile/keystile.js";
import {
  api, byId, explanation, language, passkeysWorkHere, sentence, showFieldProblem, showProblem, showProgress, whileBusy,
} from "./page.js";
import { tileOf } from "./tile.js";

const list = byId("passkeys");
const add = byId("add");
/** As people write dates where they are, if that is in the page's language. */
const place = navigator.languages.find((tag) => tag.split("-")[0] === language) ?? language;
const dates = new Intl.DateTimeFormat(place, { dateStyle: "medium", timeStyle: "short" });

/** What the list shows, as the server told it last. */
let known = { passkeys: [] };

async function load() {
  const told = await callApi("GET", "passkeys", undefined, api);
  if (told.account.username !== list.dataset.username) await leaveToSomebodyElse();
  // What stays the same is not drawn anew, so that the keyboard's focus stays too.
  if (list.ariaBusy === "false" && JSON.stringify(told) === JSON.stringify(known)) return;
  known = told;
  list.replaceChildren(...known.passkeys.map(itemFor));
  list.ariaBusy = "false";
}

/** Another tab has signed somebody else in, whom nothing on this page is about. Does not come back. */
function leaveToSomebodyElse() {
  location.reload();
  return new Promise(() => {});
}

const refresh = () => load().catch(fail);

/** Somebody whose session has ended finds out here, and comes back after signing in. @param {unknown} error */
function fail(error) {
  if (error.problem?.status === 401) location.reload();
  else showProblem(error);
}

/** @param {any} passkey */
function itemFor(passkey) {
  const item = byId("passkey").content.cloneNode(true).firstElementChild;
  const find = (selector) => item.querySelector(selector);
  item.dataset.id = passkey.id;
  find(".glyph").append(tileOf(passkey.id));
  find("h2").textContent = passkey.name;
  find(".current").hidden = !isCurrent(passkey);
  find(".synced").hidden = !passkey.backedUp;
  find(".single").hidden = passkey.backedUp;
  show(find("[data-of=created]"), passkey.createdAt);
  show(find("[data-of=used]"), passkey.lastUsedAt);
  find(".used").hidden = !passkey.lastUsedAt;
  // A sign-up is no use that the server counts, and yet what this session rests on.
  find(".never").hidden = Boolean(passkey.lastUsedAt) || isCurrent(passkey);
  const rename = find(".rename");
  rename.ariaLabel = sentence("rename-of", passkey.name);
  rename.addEventListener("click", () => openRename(passkey));
  const remove = find(".remove");
  remove.ariaLabel = sentence("remove-of", passkey.name);
  remove.addEventListener("click", () => openRemove(passkey));
  return item;
}

/** Whether it is the one that this session rests on, which ends with it. @param {any} passkey */
const isCurrent = (passkey) => passkey.id === list.dataset.current;

/** @param {HTMLTimeElement} time @param {string | null} instant */
function show(time, instant) {
  if (!instant) return;
  time.dateTime = instant;
  time.textContent = dates.format(new Date(instant));
}

/**
 * Does what may need a recent sign-in: when the server says so, the person confirms with a passkey first.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function confirmed(work) {
  try {
    return await work();
  } catch (error) {
    if (error.problem?.code !== "recent-sign-in-required") throw error;
  }
  showProgress(sentence("confirm"));
  const { passkey } = await authenticate(api);
  list.dataset.current = passkey.id;
  return work();
}

async function addPasskey() {
  showProgress(sentence("waiting"));
  try {
    // For nobody, the same request would begin a sign-up.
    await load();
    const { passkey } = await confirmed(() => register(api));
    await load();
    showProgress(sentence("added"));
    openRename(passkey);
  } catch (error) {
    fail(error);
  }
}

const rename = byId("rename");
const name = byId("name");

/** @param {any} passkey */
function openRename(passkey) {
  rename.dataset.id = passkey.id;
  name.value = passkey.name;
  showFieldProblem(name, "");
  rename.showModal();
  name.select();
}

async function saveName() {
  if (!name.value.trim()) {
    showFieldProblem(name, sentence("name-missing"));
    return;
  }
  try {
    const passkey = await callApi("PATCH", `passkeys/${rename.dataset.id}`, { name: name.value }, api);
    rename.close();
    await refresh();
    showProgress(sentence("renamed", passkey.name));
    focusOn(passkey.id, ".rename");
  } catch (error) {
    if (error.problem?.code === "passkey-name-invalid") {
      showFieldProblem(name, explanation(error));
    } else {
      await closeAndFail(rename, error);
    }
  }
}

const remove = byId("remove");
let leaving;

/** @param {any} passkey */
function openRemove(passkey) {
  if (known.passkeys.length === 1) {
    showProblem(sentence("last"));
    return;
  }
  leaving = passkey;
  const heading = byId("remove-heading");
  heading.textContent = heading.dataset.text.replace("{name}", () => passkey.name);
  byId("remove-current").hidden = !isCurrent(passkey);
  remove.showModal();
  remove.querySelector("[value=cancel]").focus();
}

async function removePasskey() {
  try {
    await confirmed(() => callApi("DELETE", `passkeys/${leaving.id}`, undefined, api));
    await tellAuthenticators();
    if (isCurrent(leaving)) {
      location.replace(remove.dataset.next);
      return;
    }
    remove.close();
    await refresh();
    showProgress(sentence("removed", leaving.name));
    add.focus();
  } catch (error) {
    await closeAndFail(remove, error);
  }
}

/** What the dialog was about may be gone by now, so the list is asked for again. */
async function closeAndFail(dialog, error) {
  dialog.close();
  await refresh();
  fail(error);
}

/** So that what was removed is offered no more. */
function tellAuthenticators() {
  return signalAuthenticators("allAcceptedCredentials", {
    rpId: known.relyingParty.id,
    userId: known.account.userHandle,
    allAcceptedCredentialIds: known.passkeys.map(({ id }) => id).filter((id) => id !== leaving.id),
  });
}

/** @param {string} id @param {string} selector */
function focusOn(id, selector) {
  [...list.children].find((item) => item.dataset.id === id)?.querySelector(selector)?.focus();
}

/** @param {HTMLDialogElement} dialog @param {() => Promise<void>} work */
function prepare(dialog, work) {
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    whileBusy(event.submitter ?? dialog.querySelector("button"), work);
  });
  dialog.querySelector("[value=cancel]").addEventListener("click", () => dialog.close());
}

// A welcome is for once, not for whoever reloads the page.
if (new URLSearchParams(location.search).has("welcome")) history.replaceState(null, "", location.pathname);

prepare(rename, saveName);
prepare(remove, removePasskey);
await refresh();
document.addEventListener("visibilitychange", () => document.hidden || refresh());
if (await passkeysWorkHere()) {
  add.addEventListener("click", () => whileBusy(add, addPasskey));
} else {
  add.disabled = true;
}
