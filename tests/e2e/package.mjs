// Lays out the site: the portal's pages as they are, the kit minified, every file with its brotli twin.
// The same input always gives the same bytes. Called by `cargo xtask`; not part of what a portal ships.
//
//   node package.mjs <project folder> <wasm-pack's folder> <bundled forms> <site>

import { brotliCompressSync, constants } from "node:zlib";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { buildSync, transformSync } from "esbuild";
import { shorten } from "./shorten.mjs";

const [project, pkg, forms, site] = process.argv.slice(2);
if (!site) throw new Error("package.mjs needs four folders");

const COMPRESSED = new Set([".html", ".js", ".css", ".json", ".wasm", ".svg", ".txt"]);
// What the kit is written for: browsers of the last four years. Nothing newer may slip in unseen.
const TARGET = ["chrome100", "firefox100", "safari15.4"];

rmSync(site, { recursive: true, force: true });
mkdirSync(join(site, "parcours"), { recursive: true });

for (const file of walk(join(project, "www"))) {
  const place = relative(join(project, "www"), file);
  if (place.startsWith("parcours.") || place.startsWith("parcours-") || ["sending.js", "README.md"].includes(place)) continue;
  mkdirSync(join(site, place, ".."), { recursive: true });
  cpSync(file, join(site, place));
}
cpSync(forms, join(site, "schemas/forms"), { recursive: true });
const workflows = join(forms, "../workflows");
if (existsSync(workflows)) cpSync(workflows, join(site, "schemas/workflows"), { recursive: true });

put("parcours/parcours.js", loader());
const { wasm, glue } = shorten(pkg, ["default", "mount", "takeWords"], TARGET);
put("parcours/parcours_embed.js", glue);
put("parcours/parcours_embed_bg.wasm", wasm);
cpSync(join(forms, "../words"), join(site, "parcours"), { recursive: true });
// The gallery's own module, when it was built.
if (existsSync(`${pkg}-gallery`)) cpSync(`${pkg}-gallery`, join(site, "gallery/kit"), { recursive: true, force: true });
put("parcours/parcours.css", minified(styles("mod.rs"), "css"));
// The dossier's own module, beside the form's, when it was built.
if (existsSync(`${pkg}-dossier`)) {
  mkdirSync(join(site, "parcours/dossier"), { recursive: true });
  const own = shorten(`${pkg}-dossier`, ["default", "mountDossier"], TARGET);
  put("parcours/dossier/parcours_embed.js", own.glue);
  put("parcours/dossier/parcours_embed_bg.wasm", own.wasm);
  put("parcours/dossier/parcours-dossier.js", minified(readFileSync(join(project, "www/parcours-dossier.js"), "utf8"), "js"));
  put("parcours/dossier/dossier.css", minified(styles("dossier.rs"), "css"));
}

for (const file of walk(site)) {
  // The gallery's module is large, and never leaves the machine.
  if (!COMPRESSED.has(extname(file)) || file.includes("gallery/kit")) continue;
  writeFileSync(`${file}.br`, compressed(readFileSync(file)));
}

// As small as brotli makes it: how it writes distances suits one file better than another.
function compressed(whole) {
  const ways = [[0, 0], [0, 4], [0, 15], [1, 8], [1, 30], [2, 60]].map(([postfix, direct]) => {
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: whole.length,
      [constants.BROTLI_PARAM_NPOSTFIX]: postfix,
      [constants.BROTLI_PARAM_NDIRECT]: direct,
    };
    return brotliCompressSync(whole, { params });
  });
  return ways.reduce((best, way) => (way.length < best.length ? way : best));
}

// The parts of the style sheet, in the order the components' own list gives them.
function styles(file) {
  const folder = join(project, "crates/parcours-ui/src/style");
  const list = readFileSync(join(folder, file), "utf8").matchAll(/include_str!\("([^"]+)"\)/g);
  const parts = [...list].map(([, file]) => readFileSync(join(folder, file), "utf8"));
  if (parts.length === 0) throw new Error("the list of style sheets is empty");
  return parts.join("\n");
}

// The loader and what it is made of, as one file; the glue is fetched apart, when an element stands on the page.
function loader() {
  const entry = join(project, "www/parcours.js");
  const options = { bundle: true, minify: true, write: false, format: "esm", target: TARGET, legalComments: "none", external: ["./parcours_embed.js"] };
  return buildSync({ ...options, entryPoints: [entry] }).outputFiles[0].text;
}

function minified(text, loader) {
  return transformSync(text, { loader, minify: true, target: TARGET, legalComments: "none", format: loader === "js" ? "esm" : undefined }).code;
}

function put(place, text) {
  writeFileSync(join(site, place), text);
}

function walk(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .flatMap((name) => (statSync(join(folder, name)).isDirectory() ? walk(join(folder, name)) : [join(folder, name)]));
}
