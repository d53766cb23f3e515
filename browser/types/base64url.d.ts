/**
 * Base64url without padding, of whatever a browser or a password manager may hold bytes in: a buffer or view (of any
 * realm), an array of numbers, an object with numbered members, or text that is base64 already.
 *
 * @param {unknown} bytes
 * @returns {string}
 */
export declare function toBase64Url(bytes: unknown): string;
/**
 * @param {string} text base64url, with or without padding
 * @returns {ArrayBuffer}
 */
export declare function fromBase64Url(text: string): ArrayBuffer;
