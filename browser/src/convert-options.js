import { fromBase64Url } from "./base64url.js";

/**
 * The options of a ceremony with their base64url texts made bytes, for browsers that cannot do it themselves.
 * Members it does not know are kept as they are.
 *
 * @param {any} json `PublicKeyCredentialCreationOptionsJSON` or `PublicKeyCredentialRequestOptionsJSON`
 * @returns {any} `PublicKeyCredentialCreationOptions` or `PublicKeyCredentialRequestOptions`
 */
export function convertOptions(json) {
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

/** @param {any} json */
function convertExtensions(json) {
  const { prf, largeBlob } = json;
  return {
    ...withBytes(json, ["credBlob"]),
    ...(prf && { prf: convertPrf(prf) }),
    ...(largeBlob && { largeBlob: withBytes(largeBlob, ["write"]) }),
  };
}

/** @param {any} json */
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

/** @param {any} json */
const convertSalts = (json) => withBytes(json, ["first", "second"]);

/** @param {any} json */
const descriptor = (json) => withBytes(json, ["id"]);

/**
 * @param {any} json
 * @param {string[]} members those that hold bytes, where they are present
 */
function withBytes(json, members) {
  const converted = { ...json };
  for (const member of members) if (member in json) converted[member] = fromBase64Url(json[member]);
  return converted;
}
