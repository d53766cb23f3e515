import { register } from "../keystile/keystile.js";
import {
  api, byId, explanation, passkeysWorkHere, sentence, showFieldProblem, showProblem, showProgress, whileBusy,
} from "./page.js";

const form = byId("sign-up");
const button = form.querySelector("button");
const username = byId("username");
const displayName = byId("display-name");

/** Which field a refusal is about; the others are about the whole. */
const FIELDS = { "username-taken": username, "username-invalid": username, "display-name-invalid": displayName };

async function signUp() {
  [displayName, username].forEach((input) => showFieldProblem(input, ""));
  if (!username.value.trim()) {
    showProgress("");
    showFieldProblem(username, sentence("username-missing"));
    return;
  }
  showProgress(sentence("waiting"));
  try {
    await register({ ...api, username: username.value, displayName: displayName.value.trim() || username.value });
    showProgress(sentence("sending"));
    location.replace(form.dataset.next);
  } catch (error) {
    const field = FIELDS[error.problem?.code];
    if (field) {
      showProgress("");
      showFieldProblem(field, explanation(error));
    } else {
      showProblem(error);
    }
  }
}

if (await passkeysWorkHere()) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    whileBusy(button, signUp);
  });
} else {
  button.disabled = true;
}
