/**
 * What `navigator.credentials` takes, from the server's JSON: by the browser's own method where it has one that works.
 *
 * @param {"create" | "get"} verb
 * @param {unknown} json
 * @returns {any}
 */
export declare function parseOptions(verb: "create" | "get", json: unknown): any;
