// Lays out the site: the portal's pages as they are, the kit minified, every file with its brotli twin.
// The same input always gives the same bytes. Called by `cargo xtask`; not part of what a portal ships.
//
//   node package.mjs <project folder> <wasm-pack's folder> <bundled forms> <site> <the parcours program>

import { execFileSync } from "node:child_process";
import { brotliCompress, constants } from "node:zlib";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { promisify } from "node:util";
import { buildSync, transformSync } from "esbuild";
import { hash, laidOut } from "./laid_out.mjs";
import { shorten } from "./shorten.mjs";

const [project, pkg, forms, site, program] = process.argv.slice(2);
if (!program) throw new Error("package.mjs needs four folders and the parcours program");

const COMPRESSED = new Set([".html", ".js", ".css", ".json", ".wasm", ".svg", ".txt"]);
// What the kit is written for: browsers of the last four years. Nothing newer may slip in unseen.
const TARGET = ["chrome100", "firefox100", "safari15.4"];

// Fetched by the loaders when an attribute or the page asks for it; each is a file of its own.
const WHEN_ASKED = ["takeover.js", "encoding.js", "upload.js", "exit.js", "exit-bar.js", "draft.js", "framed.js", "aloud.js", "easy.js", "session.js"];
const LATER = WHEN_ASKED.map((file) => `./${file}`);

rmSync(site, { recursive: true, force: true });
mkdirSync(join(site, "parcours"), { recursive: true });

for (const file of walk(join(project, "www"))) {
  const place = relative(join(project, "www"), file);
  if (place.startsWith("parcours.") || place.startsWith("parcours-") || place.startsWith("draft/") || ["sending.js", "README.md", ...WHEN_ASKED].includes(place)) continue;
  mkdirSync(join(site, place, ".."), { recursive: true });
  cpSync(file, join(site, place));
}
cpSync(forms, join(site, "schemas/forms"), { recursive: true });
const workflows = join(forms, "../workflows");
if (existsSync(workflows)) cpSync(workflows, join(site, "schemas/workflows"), { recursive: true });

for (const file of WHEN_ASKED) put(`parcours/${file}`, bundle(file));
const { wasm, glue, named } = shorten(pkg, ["default", "mount", "takeWords"], TARGET);
put("parcours/parcours_embed_bg.wasm", wasm);
// Not for the site: `module_parts.mjs` tells by it where the bytes come from.
writeFileSync(join(pkg, "named.wasm"), named);
cpSync(join(forms, "../words"), join(site, "parcours"), { recursive: true });
// The gallery's own module, when it was built.
if (existsSync(`${pkg}-gallery`)) cpSync(`${pkg}-gallery`, join(site, "gallery/kit"), { recursive: true, force: true });
put("parcours/parcours.css", minified(styles("mod.rs"), "css"));
// Not that of the styles: some bundlers write them anew.
const fetched = { wasm: "parcours_embed_bg.wasm", fr: "words.fr.txt", en: "words.en.txt" };
const bytes = Object.entries(fetched).map(([name, file]) => [name, readFileSync(join(site, "parcours", file))]);
put("parcours/parcours.js", laidOut(join(project, "www"), glue, Object.fromEntries(bytes), { target: TARGET, external: LATER }));
// The dossier's own module, beside the form's, when it was built.
if (existsSync(`${pkg}-dossier`)) {
  mkdirSync(join(site, "parcours/dossier"), { recursive: true });
  const own = shorten(`${pkg}-dossier`, ["default", "mountDossier"], TARGET);
  writeFileSync(join(`${pkg}-dossier`, "named.wasm"), own.named);
  put("parcours/dossier/parcours_embed.js", own.glue);
  put("parcours/dossier/parcours_embed_bg.wasm", own.wasm);
  put("parcours/dossier/parcours-dossier.js", minified(readFileSync(join(project, "www/parcours-dossier.js"), "utf8"), "js"));
  put("parcours/dossier/dossier.css", minified(styles("dossier.rs"), "css"));
}

// Forms to print and fill by hand, as pages of the portal; not the guide, which is not sent.
put("parcours/paper.css", minified(readFileSync(join(project, "crates/parcours-ui/src/paper/style.css"), "utf8"), "css"));
for (const id of readdirSync(forms).filter((id) => id !== "guide")) {
  for (const [lang, folder] of [["fr", "paper"], ["en", "en/paper"]]) {
    const definition = join(project, "schemas/forms", id, "form.json");
    mkdirSync(join(site, folder, id), { recursive: true });
    const page = execFileSync(program, ["paper", definition, "--lang", lang], { encoding: "utf8", maxBuffer: 1 << 26 });
    put(`${folder}/${id}/index.html`, page.replace("</title>", '</title>\n<link rel="icon" href="/favicon.svg">'));
  }
}

prerender(walk(site).filter((file) => file.endsWith(".html") && / plain[ >]/.test(readFileSync(file, "utf8"))));
// For the attribute `integrity` of a portal's own <script>, and for whoever compares what is served with what was built.
const kit = walk(join(site, "parcours")).map((file) => [relative(join(site, "parcours"), file), hash("sha384", readFileSync(file))]);
put("parcours/integrity.json", `${JSON.stringify(Object.fromEntries(kit), null, 2)}\n`);

// On as many cores as there are: the gallery's module is large, and never leaves the machine.
const served = walk(site).filter((file) => COMPRESSED.has(extname(file)) && !file.includes("gallery/kit"));
await Promise.all(served.map(async (file) => writeFileSync(`${file}.br`, await compressed(readFileSync(file), waysFor(file)))));

// Forms stand in their pages before the module, and without it.
function prerender(pages) {
  execFileSync(program, ["prerender", "--in-place", "--schemas", join(project, "schemas"), ...pages], { stdio: "inherit" });
}

// What a first visit loads is as small as brotli makes it: how it writes distances suits one file better than another. The rest
// is written one way: each takes as long again.
function waysFor(file) {
  const often = relative(site, file).startsWith("parcours/") || /form\.(fr|en)\.json$/.test(file);
  return often ? [[0, 0], [0, 8], [0, 15], [1, 0], [1, 2], [1, 12], [2, 60]] : [[0, 0]];
}

async function compressed(whole, ways) {
  const written = ways.map(([postfix, direct]) => {
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: whole.length,
      [constants.BROTLI_PARAM_NPOSTFIX]: postfix,
      [constants.BROTLI_PARAM_NDIRECT]: direct,
    };
    return promisify(brotliCompress)(whole, { params });
  });
  const all = await Promise.all(written);
  return all.reduce((best, way) => (way.length < best.length ? way : best));
}

// The parts of the style sheet, in the order the components' own list gives them.
function styles(file) {
  const folder = join(project, "crates/parcours-ui/src/style");
  const list = readFileSync(join(folder, file), "utf8").matchAll(/include_str!\("([^"]+)"\)/g);
  const parts = [...list].map(([, file]) => readFileSync(join(folder, file), "utf8"));
  if (parts.length === 0) throw new Error("the list of style sheets is empty");
  return parts.join("\n");
}

// A script and what it is made of, as one file; the glue and what is asked for are fetched apart. Modules are read as UTF-8
// whatever the server says: accents as codes would weigh twice as much.
function bundle(file) {
  const options = { bundle: true, minify: true, write: false, format: "esm", target: TARGET, charset: "utf8", legalComments: "none", external: LATER };
  return buildSync({ ...options, entryPoints: [join(project, "www", file)] }).outputFiles[0].text;
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
