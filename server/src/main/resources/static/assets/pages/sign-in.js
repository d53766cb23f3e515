import { authenticate, startAutofill } from "../keystile/keystile.js";
import { api, byId, passkeysWorkHere, sentence, showProblem, showProgress, whileBusy } from "./page.js";

const form = byId("sign-in");
const button = form.querySelector("button");

const goOn = () => location.replace(form.dataset.next);

async function signIn() {
  showProgress(sentence("waiting"));
  try {
    await authenticate(api);
    showProgress(sentence("sending"));
    goOn();
  } catch (error) {
    showProblem(error);
  }
}

if (await passkeysWorkHere()) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    whileBusy(button, signIn);
  });
  byId("autofill").hidden = !(await PublicKeyCredential.isConditionalMediationAvailable?.());
  startAutofill({ ...api, onAuthenticated: goOn, onError: showProblem });
} else {
  button.disabled = true;
}
