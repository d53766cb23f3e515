/** @import { Capabilities } from "./types.js" */
import type { Capabilities } from "./types.js";
/**
 * What this browser can do, as far as it tells.
 *
 * @returns {Promise<Capabilities>}
 */
export declare function capabilities(): Promise<Capabilities>;
