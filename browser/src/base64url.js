/**
 * Base64url without padding, of whatever a browser or a password manager may hold bytes in: a buffer or view (of any
 * realm), an array of numbers, an object with numbered members, or text that is base64 already.
 *
 * @param {unknown} bytes
 * @returns {string}
 */
export function toBase64Url(bytes) {
  const base64 = typeof bytes === "string" ? bytes : btoa(binaryOf(bytes));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * @param {string} text base64url, with or without padding
 * @returns {ArrayBuffer}
 */
export function fromBase64Url(text) {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0)).buffer;
}

/** @param {unknown} bytes */
const binaryOf = (bytes) => Array.from(bytesOf(bytes), (byte) => String.fromCharCode(byte)).join("");

/** @param {any} value */
function bytesOf(value) {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (Object.prototype.toString.call(value) === "[object ArrayBuffer]") return new Uint8Array(value);
  return Uint8Array.from(Object.values(value));
}
