// @keystile/browser, Apache-2.0. Made from browser/src, where the comments are, by browser/bundle.js.
const SENTENCES = {
  "aborted": "The passkey request was stopped.",
  "already-registered": "There is a passkey for this account here already. Sign in with it.",
  "cancelled": "No passkey was used: the request was closed, took too long, or nothing fitted. Try again.",
  "malformed-answer": "The server's answer could not be understood. Reload the page and try again.",
  "network": "The server could not be reached. Check your connection and try again.",
  "no-suitable-authenticator": 
    "This device cannot do what is asked for. Set up a screen lock, or use another device or a security key.",
  "not-supported": "This browser cannot use passkeys. Update it or use another one.",
  "refused": "The server refused the request. Try again in a moment.",
  "security": "Passkeys cannot be used at this address. Check that it is right and begins with https.",
  "unknown": "Something went wrong with the passkey. Try again, or use another one.",
};
class PasskeyError extends Error {
  constructor(code, { cause, problem } = {}) {
    super(problem?.detail ?? SENTENCES[code], { cause });
    this.name = "PasskeyError";
    this.code = code;
    this.problem = problem;
  }
}
function assertSupported() {
  if (!globalThis.isSecureContext) throw new PasskeyError("security");
  if (!globalThis.PublicKeyCredential || !navigator.credentials) throw new PasskeyError("not-supported");
}
function toBase64Url(bytes) {
  const base64 = typeof bytes === "string" ? bytes : btoa(binaryOf(bytes));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
function fromBase64Url(text) {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0)).buffer;
}
const binaryOf = (bytes) => Array.from(bytesOf(bytes), (byte) => String.fromCharCode(byte)).join("");
function bytesOf(value) {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (Object.prototype.toString.call(value) === "[object ArrayBuffer]") return new Uint8Array(value);
  return Uint8Array.from(Object.values(value));
}
function convertCredential(credential) {
  const { response } = credential;
  const id = attempt(() => toBase64Url(credential.rawId)) || toBase64Url(credential.id);
  return {
    id,
    rawId: id,
    type: "public-key",
    response: "attestationObject" in response ? convertAttestation(response) : convertAssertion(response),
    ...present({ authenticatorAttachment: attempt(() => credential.authenticatorAttachment) }),
    clientExtensionResults: attempt(() => withTextForBytes(credential.getClientExtensionResults())) ?? {},
  };
}
function convertAttestation(response) {
  return {
    clientDataJSON: toBase64Url(response.clientDataJSON),
    attestationObject: toBase64Url(response.attestationObject),
    transports: attempt(() => [...response.getTransports()]) ?? [],
    ...present({
      authenticatorData: attempt(() => toBase64Url(response.getAuthenticatorData())),
      publicKey: attempt(() => toBase64Url(response.getPublicKey())),
      publicKeyAlgorithm: attempt(() => response.getPublicKeyAlgorithm()),
    }),
  };
}
function convertAssertion(response) {
  return {
    clientDataJSON: toBase64Url(response.clientDataJSON),
    authenticatorData: toBase64Url(response.authenticatorData),
    signature: toBase64Url(response.signature),
    ...present({ userHandle: attempt(() => toBase64Url(response.userHandle)) }),
  };
}
function withTextForBytes(value) {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withTextForBytes);
  if ("byteLength" in value) return toBase64Url(value);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withTextForBytes(member)]));
}
function attempt(read) {
  try {
    return read();
  } catch {
    return undefined;
  }
}
function present(members) {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value));
}
function credentialToJson(credential) {
  try {
    const json = credential.toJSON();
    if (isComplete(json)) return json;
  } catch {
  }
  return convertCredential(credential);
}
function isComplete({ id, rawId, clientExtensionResults, response }) {
  const { clientDataJSON, attestationObject, transports, authenticatorData, signature } = response;
  const proof = Array.isArray(transports) ? [attestationObject] : [authenticatorData, signature];
  return (
    typeof clientExtensionResults === "object" &&
    [id, rawId, clientDataJSON, ...proof].every((text) => typeof text === "string" && /^[\w-]+$/.test(text))
  );
}
function identifyError(error, verb, signal) {
  if (error instanceof PasskeyError) return error;
  return new PasskeyError(signal?.aborted ? "aborted" : codeOf(error?.name, verb), { cause: error });
}
function codeOf(name, verb) {
  switch (name) {
    case "AbortError":
      return "aborted";
    case "NotAllowedError":
      return "cancelled";
    case "ConstraintError":
    case "NotSupportedError":
      return "no-suitable-authenticator";
    case "SecurityError":
      return "security";
    case "InvalidStateError":
      return verb === "create" ? "already-registered" : "unknown";
    default:
      return "unknown";
  }
}
function convertOptions(json) {
  const { user, excludeCredentials, allowCredentials, extensions } = json;
  return {
    ...json,
    challenge: fromBase64Url(json.challenge),
    ...(user && { user: withBytes(user, ["id"]) }),
    ...(excludeCredentials && { excludeCredentials: excludeCredentials.map(descriptor) }),
    ...(allowCredentials && { allowCredentials: allowCredentials.map(descriptor) }),
    ...(extensions && { extensions: convertExtensions(extensions) }),
  };
}
function convertExtensions(json) {
  const { prf, largeBlob } = json;
  return {
    ...withBytes(json, ["credBlob"]),
    ...(prf && { prf: convertPrf(prf) }),
    ...(largeBlob && { largeBlob: withBytes(largeBlob, ["write"]) }),
  };
}
function convertPrf({ eval: salts, evalByCredential, ...others }) {
  return {
    ...others,
    ...(salts && { eval: convertSalts(salts) }),
    ...(evalByCredential && {
      evalByCredential: Object.fromEntries(
        Object.entries(evalByCredential).map(([credentialId, theirs]) => [credentialId, convertSalts(theirs)]),
      ),
    }),
  };
}
const convertSalts = (json) => withBytes(json, ["first", "second"]);
const descriptor = (json) => withBytes(json, ["id"]);
function withBytes(json, members) {
  const converted = { ...json };
  for (const member of members) if (member in json) converted[member] = fromBase64Url(json[member]);
  return converted;
}
function parseOptions(verb, json) {
  const native = verb === "create" ? "parseCreationOptionsFromJSON" : "parseRequestOptionsFromJSON";
  try {
    const options = PublicKeyCredential[native]((json));
    if ((options.challenge).byteLength > 0) return options;
  } catch {
  }
  try {
    return convertOptions(json);
  } catch (cause) {
    throw new PasskeyError("malformed-answer", { cause });
  }
}
async function askBrowser(verb, publicKey, { signal, mediation }) {
  try {
    assertSupported();
    signal?.throwIfAborted();
    const options = {
      publicKey: parseOptions(verb, publicKey),
      ...(signal && { signal }),
      ...(mediation && { mediation }),
    };
    const credential = await navigator.credentials[verb]((options));
    signal?.throwIfAborted();
    return credentialToJson(credential);
  } catch (error) {
    throw identifyError(error, verb, signal);
  }
}
async function callApi(method, path, body, settings = {}) {
  const { baseUrl = "/api/v1", fetch = globalThis.fetch, headers, signal } = settings;
  const content = body !== undefined && {
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  };
  let response, text;
  try {
    response = await fetch(`${baseUrl}/${path}`, {
      method,
      ...(headers && { headers }),
      ...content,
      ...(signal && { signal }),
    });
    text = await response.text();
  } catch (cause) {
    throw new PasskeyError(signal?.aborted ? "aborted" : "network", { cause });
  }
  if (!response.ok) throw new PasskeyError("refused", { problem: problemOf(response.status, text) });
  try {
    return text ? JSON.parse(text) : undefined;
  } catch (cause) {
    throw new PasskeyError("malformed-answer", { cause });
  }
}
function problemOf(status, text) {
  try {
    const { code, title, detail } = JSON.parse(text);
    const texts = Object.entries({ code, title, detail }).filter(([, value]) => typeof value === "string");
    return { status, ...Object.fromEntries(texts) };
  } catch {
    return { status };
  }
}
async function beginCeremony(kind, body, settings) {
  assertSupported();
  const begun = await callApi("POST", `${kind}/options`, body, settings);
  if (typeof begun?.ceremony !== "string" || typeof begun.publicKey !== "object") {
    throw new PasskeyError("malformed-answer");
  }
  return begun;
}
function finishCeremony(kind, ceremony, credential, settings) {
  return callApi("POST", kind, { ceremony, credential: withoutSecrets(credential) }, settings);
}
function withoutSecrets(credential) {
  const { prf, ...others } = credential.clientExtensionResults;
  if (!prf) return credential;
  const { results, ...shown } = prf;
  return { ...credential, clientExtensionResults: { ...others, prf: shown } };
}
const METHODS = ({
  unknownCredential: "signalUnknownCredential",
  allAcceptedCredentials: "signalAllAcceptedCredentials",
  currentUserDetails: "signalCurrentUserDetails",
});
async function signalAuthenticators(kind, details) {
  try {
    await PublicKeyCredential[METHODS[kind]]((details));
    return true;
  } catch {
    return false;
  }
}
async function finishAuthentication({ ceremony, publicKey }, credential, settings) {
  try {
    return await finishCeremony("authentication", ceremony, credential, settings);
  } catch (error) {
    if (error instanceof PasskeyError && error.problem?.code === "passkey-unknown") {
      const { rpId = location.hostname } = publicKey;
      signalAuthenticators("unknownCredential", { rpId, credentialId: credential.id });
    }
    throw error;
  }
}
function follow(signal) {
  const controller = new AbortController();
  const abort = () => controller.abort(signal?.reason);
  if (signal?.aborted) abort();
  signal?.addEventListener("abort", abort, { signal: controller.signal });
  return controller;
}
const PATIENCE = 1000;
let current;
const currentTurn = () => current;
async function takeTurn(ceremony, signal) {
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
async function settled(turn) {
  if (turn) await Promise.race([turn.succeeded, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
}
function authenticate(settings = {}) {
  return takeTurn(async (signal) => {
    const api = { ...settings, signal };
    const begun = await beginCeremony("authentication", {}, api);
    const credential = await askBrowser("get", begun.publicKey, { signal });
    return finishAuthentication(begun, credential, api);
  }, settings.signal);
}
async function capabilities() {
  const client = globalThis.isSecureContext ? globalThis.PublicKeyCredential : undefined;
  if (!client || !navigator.credentials) return { webAuthn: false };
  const [reported, conditionalGet, userVerifyingPlatformAuthenticator] = await Promise.all([
    ask(() => client.getClientCapabilities()),
    ask(() => client.isConditionalMediationAvailable()),
    ask(() => client.isUserVerifyingPlatformAuthenticatorAvailable()),
  ]);
  return {
    signalAllAcceptedCredentials: "signalAllAcceptedCredentials" in client,
    signalCurrentUserDetails: "signalCurrentUserDetails" in client,
    signalUnknownCredential: "signalUnknownCredential" in client,
    ...(conditionalGet !== undefined && { conditionalGet }),
    ...(userVerifyingPlatformAuthenticator !== undefined && { userVerifyingPlatformAuthenticator }),
    ...reported,
    webAuthn: true,
    nativeJson:
      "parseCreationOptionsFromJSON" in client &&
      "parseRequestOptionsFromJSON" in client &&
      typeof client.prototype?.toJSON === "function",
  };
}
async function ask(question) {
  try {
    return await question();
  } catch {
    return undefined;
  }
}
function createCredential(publicKey, settings = {}) {
  return takeTurn((signal) => askBrowser("create", publicKey, { ...settings, signal }), settings.signal);
}
function getCredential(publicKey, settings = {}) {
  return takeTurn((signal) => askBrowser("get", publicKey, { ...settings, signal }), settings.signal);
}
function register({ username, displayName, ...settings } = {}) {
  return takeTurn(async (signal) => {
    const api = { ...settings, signal };
    const { ceremony, publicKey } = await beginCeremony("registration", { username, displayName }, api);
    const credential = await askBrowser("create", publicKey, { signal });
    return finishCeremony("registration", ceremony, credential, api);
  }, settings.signal);
}
const USUAL_LIFE = 300_000;
const LEAST_LIFE = 2_000;
async function pickFromAutofill(publicKey, signal) {
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
const FIRST_PAUSE = 1_000;
const LAST_PAUSE = 300_000;
let running;
function startAutofill({ onAuthenticated, onError, ...settings }) {
  running?.abort();
  const controller = follow(settings.signal);
  running = controller;
  keepOffering({ ...settings, signal: controller.signal }, onError)
    .then((answer) => answer && onAuthenticated(answer))
    .finally(() => controller.abort());
  return { stop: () => controller.abort() };
}
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
      if ((error).code === "security") return undefined;
      if (currentTurn()) continue;
      if (Date.now() - since > pause) pause = FIRST_PAUSE;
      await until(signal, (done) => setTimeout(done, pause));
      pause = Math.min(2 * pause, LAST_PAUSE);
    }
  }
  return undefined;
}
async function offer(settings, onError) {
  const begun = await beginCeremony("authentication", {}, settings);
  const credential = await pickFromAutofill(begun.publicKey, settings.signal);
  if (!credential) return undefined;
  try {
    return await finishAuthentication(begun, credential, settings);
  } catch (error) {
    if (!settings.signal.aborted) queueMicrotask(() => onError?.((error)));
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
async function visible(signal) {
  while (!signal.aborted && document.hidden) {
    await until(signal, (done, over) => document.addEventListener("visibilitychange", done, { signal: over }));
  }
  return !signal.aborted;
}
function until(signal, arrange) {
  const wait = follow(signal);
  return new Promise((resolve) => {
    if (wait.signal.aborted) resolve();
    wait.signal.addEventListener("abort", () => resolve());
    arrange(() => wait.abort(), wait.signal);
  });
}
export { authenticate, callApi, capabilities, createCredential, getCredential, PasskeyError, register, signalAuthenticators, startAutofill };
