// Lays out the kit as a bench asks for it: a folder with the kit as it is shipped, a page per form, and what each page says
// of itself. Two folders: `parcours`, where the module draws the form, and `parcours-prerendered`, where the form stands in
// the page before it.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";
import { definition, rowsOpened, whatIsWhere } from "./neutral.mjs";

const HOOK = fileURLToPath(new URL("hook.js", import.meta.url));
const NOTES = "Brotli of the kit as shipped; French words only. The form is in an open shadow root: what a bench does not find in the document is looked for there.";

/** What a portal's page needs of the kit; what else is in its folder is fetched when an attribute asks for it. */
const KIT = ["parcours.js", "takeover.js", "parcours.css", "parcours_embed_bg.wasm", "words.fr.txt", "words.en.txt"];

/** Writes both folders under `out`, a page for each neutral form, and gives where they are. */
export function layOut(forms, { site, program, out }) {
  const folders = [false, true].map((prerendered) => contender(forms, { site, program, out, prerendered }));
  return Object.fromEntries(folders);
}

function contender(forms, { site, program, out, prerendered }) {
  const name = prerendered ? "parcours-prerendered" : "parcours";
  const folder = join(out, name);
  rmSync(folder, { recursive: true, force: true });
  for (const file of KIT) cpSync(join(site, "parcours", file), join(folder, "parcours", file));
  for (const form of forms) {
    const place = join(folder, form.id);
    mkdirSync(place);
    const source = join(place, "source.json");
    writeFileSync(source, JSON.stringify(definition(form)));
    const ask = (...words) => execFileSync(program, words, { encoding: "utf8", maxBuffer: 2 ** 26 });
    writeFileSync(join(place, "form.json"), ask("bundle", source, "--lang", "fr"));
    const standing = prerendered ? ask("prerender", source, "--lang", "fr", "--kit", "../parcours") : "";
    rmSync(source);
    writeFileSync(join(place, "index.html"), page(form, standing.trim()));
  }
  const pages = Object.fromEntries(forms.map(({ id }) => [id, `${id}/index.html`]));
  const title = prerendered ? "Parcours, form already in the page" : "Parcours";
  writeFileSync(join(folder, "bench.json"), JSON.stringify({ name, title, versions: {}, notes: NOTES, pages }, null, 1));
  return [name, folder];
}

/** The page of a form. It asks for the definition ahead, as the side-by-side bench does for every renderer. */
function page(form, standing) {
  const hook = transformSync(readFileSync(HOOK, "utf8"), { minify: true, define: { FACTS: JSON.stringify(whatIsWhere(form)) } }).code.trim();
  const rows = rowsOpened(form);
  return `<!doctype html>
<html lang="fr">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${text(form.title)}</title>
    <link rel="icon" href="data:,">
    <link rel="preload" as="fetch" crossorigin="anonymous" href="form.json">
    <script>${hook}</script>
    <script type="module" src="../parcours/parcours.js"></script>
  </head>
  <body>
    <main>
      <h1>${text(form.title)}</h1>
      <parcours-form src="form.json"${standing && ' plain=""'}>${standing}</parcours-form>
      ${rows ? `<script>document.querySelector("parcours-form").answers = ${JSON.stringify(rows)};</script>` : ""}
    </main>
  </body>
</html>
`;
}

const text = (words) => words.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
