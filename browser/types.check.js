// Fails unless types/ is what the sources' comments say; `npm run build` makes it so.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const fresh = mkdtempSync(join(tmpdir(), "keystile-types-"));
try {
  const compiler = join(here, "node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [compiler, "--project", here, "--outDir", fresh], { stdio: "inherit" });
  assert.deepEqual(contents(join(here, "types")), contents(fresh), "types/ is out of date: npm run build");
} finally {
  rmSync(fresh, { recursive: true });
}

function contents(folder) {
  return Object.fromEntries(readdirSync(folder).sort().map((file) => [file, readFileSync(join(folder, file), "utf8")]));
}
