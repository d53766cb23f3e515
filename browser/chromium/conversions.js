import { convertCredential } from "../src/convert-credential.js";
import { convertOptions } from "../src/convert-options.js";

// Runs in a page: our conversions beside the browser's own, on everything that has bytes in it.

const CREATION = {
  rp: { id: location.hostname, name: "Conversions" },
  user: { id: "AAH-_w", name: "ada", displayName: "Ada Lovelace" },
  challenge: "-__-AAECAwQFBgcICQoLDA",
  pubKeyCredParams: [
    { type: "public-key", alg: -7 },
    { type: "public-key", alg: -257 },
  ],
  timeout: 60_000,
  excludeCredentials: [{ type: "public-key", id: "AQIDBA", transports: ["internal", "hybrid"] }],
  authenticatorSelection: {
    authenticatorAttachment: "platform",
    residentKey: "required",
    requireResidentKey: true,
    userVerification: "required",
  },
  hints: ["client-device"],
  attestation: "direct",
  extensions: {
    credProps: true,
    largeBlob: { support: "required" },
    prf: { eval: { first: "Zmlyc3Q", second: "c2Vjb25k" } },
  },
};

const request = (id, extensions) => ({
  challenge: "-__-AAECAwQFBgcICQoLDA",
  timeout: 60_000,
  rpId: location.hostname,
  allowCredentials: [{ type: "public-key", id, transports: ["internal"] }],
  userVerification: "required",
  hints: ["client-device"],
  extensions,
});

/** What differs, as `[what, ours, the browser's]`; nothing at all is what we want. */
export async function differences() {
  const found = [];
  const compare = (what, ours, native) => {
    const texts = [ours, native].map((value) => JSON.stringify(readable(value)));
    if (texts[0] !== texts[1]) found.push([what, ...texts]);
  };

  const creation = PublicKeyCredential.parseCreationOptionsFromJSON(CREATION);
  compare("creation options", convertOptions(CREATION), withoutDefaults(creation));
  const created = await navigator.credentials.create({ publicKey: convertOptions(CREATION) });
  compare("new credential", convertCredential(created), created.toJSON());

  const writing = { largeBlob: { write: "bGFyZ2UgYmxvYg" } };
  const reading = {
    largeBlob: { read: true },
    prf: { eval: { first: "Zmlyc3Q" }, evalByCredential: { [created.id]: { first: "Zmlyc3Q", second: "c2Vjb25k" } } },
  };
  for (const [what, extensions] of Object.entries({ writing, reading })) {
    const json = request(created.id, extensions);
    const native = PublicKeyCredential.parseRequestOptionsFromJSON(json);
    compare(`request options, ${what}`, convertOptions(json), withoutDefaults(native));
    const used = await navigator.credentials.get({ publicKey: convertOptions(json) });
    compare(`used credential, ${what}`, convertCredential(used), used.toJSON());
  }
  const { largeBlob, prf } = (await used(created.id, reading)).clientExtensionResults;
  compare("large blob", largeBlob, { blob: "bGFyZ2UgYmxvYg" });
  compare("number of PRF outputs", Object.keys(prf.results).length, 2);
  return found;
}

const used = async (id, extensions) =>
  convertCredential(await navigator.credentials.get({ publicKey: convertOptions(request(id, extensions)) }));

/** Options without the extensions that Chromium adds as `false`, its default for members that are absent. */
const withoutDefaults = ({ extensions, ...options }) => ({
  ...options,
  extensions: Object.fromEntries(Object.entries(extensions).filter(([, input]) => input !== false)),
});

/** The same with bytes made visible and members in one order. */
function readable(value) {
  if (value instanceof ArrayBuffer) return `bytes ${[...new Uint8Array(value)]}`;
  if (ArrayBuffer.isView(value)) return `view ${[...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)]}`;
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.keys(value).sort().map((name) => [name, readable(value[name])]));
}

document.documentElement.dataset.differences = await differences().then(JSON.stringify, String);
