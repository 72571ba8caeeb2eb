// Leaves out of the WebAssembly module what its JavaScript never calls (libraries export classes of their own), then
// gives what passes between the two short names: wasm-bindgen's carry a hash each, which does not compress. What the
// page calls (mount) keeps its name in the JavaScript. Functions are laid out last.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { literal } from "./harness/literal.mjs";
import { withoutNames } from "./module.mjs";
import { namedByPlace } from "./side_by_side.mjs";

const FEATURES = ["bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue"];
const OPTIONS = FEATURES.map((feature) => `--enable-${feature}`);

/**
 * The module and its glue from wasm-pack's folder, shortened: `{ wasm, glue, named }`; `named` is the same module with the names
 * of its functions, to know where its bytes come from. `exports` are what the page calls.
 */
export function shorten(folder, exports, target) {
  const place = mkdtempSync(join(tmpdir(), "parcours-shorten-"));
  try {
    const file = (name) => join(place, name);
    const whole = readFileSync(join(folder, "parcours_embed_bg.wasm"));
    writeFileSync(file("named.wasm"), whole);
    writeFileSync(file("whole.wasm"), withoutNames(whole));
    writeFileSync(file("parcours_embed.js"), plain(readFileSync(join(folder, "parcours_embed.js"), "utf8")));
    let glue = bundled(place, exports);
    // What the JavaScript no longer gives is one reason less to keep an export, and the other way round.
    for (let before = ""; before !== glue; ) {
      before = glue;
      leaveOut(file("whole.wasm"), file("lean.wasm"), glue, file("called.json"));
      glue = build({ stdin: { contents: withoutUncalled(glue, file("lean.wasm")) } });
    }
    leaveOut(file("named.wasm"), file("lean-named.wasm"), glue, file("called.json"), ["-g"]);
    const names = minifiedNames(file("lean.wasm"), file("short.wasm"));
    return { wasm: readFileSync(file("short.wasm")), glue: minified(rename(glue, names), target), named: readFileSync(file("lean-named.wasm")) };
  } finally {
    rmSync(place, { recursive: true });
  }
}

function binaryen(tool, options) {
  const program = fileURLToPath(new URL(`node_modules/.bin/${tool}`, import.meta.url));
  return execFileSync(program, options, { encoding: "utf8", maxBuffer: 1 << 26 });
}

/** The module with the exports the glue calls and what they reach. */
function leaveOut(whole, lean, glue, graph, options = []) {
  const called = new Set([...glue.matchAll(/\bwasm\.([\w$]+)/g)].map(([, name]) => name));
  writeFileSync(graph, JSON.stringify([...called].map((name) => ({ name: `called:${name}`, root: true, export: name }))));
  binaryen("wasm-metadce", [...OPTIONS, ...options, `--graph-file=${graph}`, "-o", lean, whole]);
}

/** The glue without what it gives and the lean module never asks for. Each thing given stands on lines of its own. */
function withoutUncalled(glue, lean) {
  const asked = new Set(WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(lean))).map(({ name }) => name));
  const given = /^( +)(__wb\w+): (?:function)?\([^]*?\n\1\},?\n|^ +(__wb\w+): [^\n{]*,?\n/gm;
  return glue.replace(given, (whole, _, method, value) => (asked.has(method ?? value) ? whole : ""));
}

/** Writes the module with short names, its functions in the order that compresses best; gives the names. */
function minifiedNames(lean, short) {
  writeFileSync(lean, namedByPlace(readFileSync(lean)));
  const passes = ["--reorder-functions-by-name", "--minify-imports-and-exports-and-modules"];
  return JSON.parse(binaryen("wasm-opt", [...OPTIONS, ...passes, "-o", short, lean]));
}

/** The glue with nothing that keeps an uncalled class in it: only what is called is to stay. */
function plain(glue) {
  const start = /^async function __wbg_load[^]*^async function __wbg_init_once[^]*?\n}\n/m;
  if (!start.test(glue)) throw new Error("the glue no longer starts the module as it did");
  return glue
    .replace(start, () => START)
    .replace(/^if \(Symbol\.dispose\).*$/gm, "")
    .replace("export { initSync, ", "export { ")
    // What every browser the kit is written for has, and what cannot fail there.
    .replace(/\(typeof FinalizationRegistry === 'undefined'\)\s*\? \{ register: \(\) => \{\}, unregister: \(\) => \{\} \}\s*: new/g, "new")
    .replace(/^if \(!\('encodeInto' in cachedTextEncoder\)\) \{[^]*?\n\}\n/m, "")
    .replace("typeof globalThis === 'undefined' ? undefined : globalThis", "globalThis")
    .replace(/const ret = typeof (?:global|self|window) === [^;]*;\s*return [^;]*;/g, "return 0;")
    .replace(/let result;\s*try \{\s*result = (.* instanceof \w+);\s*\} catch \(_\) \{\s*result = false;\s*\}\s*const ret = result;/g, "const ret = $1;")
    .replaceAll("new FinalizationRegistry", "/* @__PURE__ */ new FinalizationRegistry");
}

/**
 * Starts the module in the one way the loaders do, once, from its address; wasm-bindgen's own start takes it in six ways. As
 * there, a server that gives the module a type of another file is served too, a little later.
 */
const START = `
async function __wbg_init({ module_or_path }) {
    const response = await fetch(module_or_path);
    if (!response.ok) throw new Error(response.url + " gives status " + response.status);
    const imports = __wbg_get_imports();
    const typed = response.headers.get("Content-Type") === "application/wasm";
    const { instance } = await (typed
        ? WebAssembly.instantiateStreaming(response, imports)
        : WebAssembly.instantiate(await response.arrayBuffer(), imports));
    __wbg_finalize_init(instance);
}
`;

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

