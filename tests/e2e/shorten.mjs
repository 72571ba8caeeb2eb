// Gives what passes between the WebAssembly module and its JavaScript short names: wasm-bindgen's carry a hash each,
// which does not compress. What the page calls (mount) keeps its name in the JavaScript.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const OPTIMIZER = fileURLToPath(new URL("node_modules/.bin/wasm-opt", import.meta.url));
const FEATURES = ["bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue"];

/** The module and its glue from wasm-pack's folder, shortened: `{ wasm, glue }`. `exports` are what the page calls. */
export function shorten(folder, exports, target) {
  const place = mkdtempSync(join(tmpdir(), "parcours-shorten-"));
  try {
    const out = join(place, "short.wasm");
    const options = FEATURES.map((feature) => `--enable-${feature}`);
    const names = JSON.parse(
      execFileSync(OPTIMIZER, [...options, "--minify-imports-and-exports-and-modules", "-o", out, join(folder, "parcours_embed_bg.wasm")], {
        encoding: "utf8",
        maxBuffer: 1 << 26,
      }),
    );
    return { wasm: readFileSync(out), glue: minified(rename(bundled(folder, exports), names), target) };
  } finally {
    rmSync(place, { recursive: true });
  }
}

/** The glue without the classes nobody calls. */
function bundled(folder, exports) {
  const contents = `export { ${exports.join(", ")} } from "./parcours_embed.js";`;
  return build({ stdin: { contents, resolveDir: folder } });
}

function minified(text, target) {
  return build({ stdin: { contents: text }, minify: true, target });
}

function build(options) {
  return buildSync({ bundle: true, format: "esm", write: false, legalComments: "none", ...options }).outputFiles[0].text;
}

function rename(glue, { imports, exports }) {
  const replaced = new Set();
  let text = glue;
  for (const [module, name, short] of imports) {
    text = text.replace(new RegExp(`(^\\s*)${literal(name)}: `, "m"), (_, indent) => {
      replaced.add(name);
      return `${indent}"${short}": `;
    });
    text = text.replaceAll(JSON.stringify(module), '"a"');
  }
  for (const [name, short] of exports) {
    text = text.replace(new RegExp(`\\bwasm\\.${literal(name)}(?![\\w$])`, "g"), () => `wasm.${short}`);
  }
  const missed = imports.filter(([, name]) => !replaced.has(name));
  if (missed.length > 0) throw new Error(`the glue does not give ${missed.map(([, name]) => name).join(", ")}`);
  return text;
}

const literal = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
