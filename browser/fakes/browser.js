/**
 * Gives a test the parts of a browser that the client touches, and takes them away after it.
 * `create` and `get` stand for `navigator.credentials`'; `statics` become static members of `PublicKeyCredential`.
 */
export function fakeBrowser(t, { create, get, statics = {}, isSecureContext = true } = {}) {
  const document = Object.assign(new EventTarget(), { hidden: false });
  replaceGlobals(t, {
    isSecureContext,
    PublicKeyCredential: Object.assign(class PublicKeyCredential {}, statics),
    navigator: { credentials: { create, get } },
    document,
    location: { hostname: "login.example.org" },
  });
  return {
    setHidden(hidden) {
      document.hidden = hidden;
      document.dispatchEvent(new Event("visibilitychange"));
    },
  };
}

/** What the globals were before a test replaced them. */
const originals = new WeakMap();

/** Replaces globals until the test is over. */
export function replaceGlobals(t, values) {
  if (!originals.has(t)) {
    originals.set(t, new Map());
    t.after(() => restore(originals.get(t)));
  }
  const before = originals.get(t);
  for (const [name, value] of Object.entries(values)) {
    if (!before.has(name)) before.set(name, Object.getOwnPropertyDescriptor(globalThis, name));
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
}

function restore(descriptors) {
  for (const [name, descriptor] of descriptors) {
    if (descriptor) Object.defineProperty(globalThis, name, descriptor);
    else delete globalThis[name];
  }
}

/** What a browser throws. */
export const domException = (name) => new DOMException(`a browser's words for ${name}`, name);

/** A request that stays open until its signal is aborted, as browsers do it, or until the test settles it. */
export function openRequest() {
  const requests = [];
  const request = (options) =>
    new Promise((resolve, reject) => {
      requests.push({ options, resolve, reject });
      options.signal?.addEventListener("abort", () => reject(options.signal.reason));
    });
  return Object.assign(request, { requests });
}
