// Writes keystile.js, the one file that pages load: the modules of src/ in the order of their imports, less comments.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const IMPORT = /^import \{ (.+) \} from "(.+)";\n/gm;
const REEXPORT = /^export \{ (.+) \} from "(.+)";\n/gm;

const SOURCE = new URL("src/index.js", import.meta.url);
export const TARGET = new URL("keystile.js", import.meta.url);

const HEADER = "// @keystile/browser, Apache-2.0. Made from browser/src, where the comments are, by browser/bundle.js.\n";

/** The bundle's text. */
export function bundle() {
  const index = readFileSync(SOURCE, "utf8");
  const exported = [...index.matchAll(REEXPORT)].map(([, name]) => name);
  return `${HEADER}${withDependencies(SOURCE, new Set())}export { ${exported.join(", ")} };\n`;
}

/**
 * @param {URL} module
 * @param {Set<string>} seen
 * @returns {string}
 */
function withDependencies(module, seen) {
  if (seen.has(module.href)) return "";
  seen.add(module.href);
  const text = withoutComments(readFileSync(module, "utf8"));
  const imports = [...text.matchAll(IMPORT), ...text.matchAll(REEXPORT)];
  const dependencies = imports.map(([, , path]) => new URL(path, module));
  const own = text.replace(IMPORT, "").replace(REEXPORT, "").replace(/^export (?=async|class|const|function)/gm, "");
  return dependencies.map((dependency) => withDependencies(dependency, seen)).join("") + own;
}

/** Ours stand on lines of their own, but for types in the middle of an expression; no text of ours looks like one. */
function withoutComments(text) {
  return text
    .replace(/\/\*\*.*?\*\/ ?/gs, "")
    .replace(/^ *\/\/.*\n/gm, "")
    .replace(/^\s*\n/gm, "");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(TARGET, bundle());
