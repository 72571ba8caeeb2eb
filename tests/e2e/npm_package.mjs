// Makes the npm package that portals install: the kit as a server would serve it, its types, the bundled forms, the JSON
// Schema of what each sends, a hash of every file, and what the modules are made of. The same project gives the same bytes.
// Called by `cargo xtask package`, once the site is built, and by the tests of the package.
//
//   node npm_package.mjs <project folder> <site> <folder to make>

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { billOfMaterials, crates } from "./bill_of_materials.mjs";

const LICENCES = ["LICENSE-MIT", "LICENSE-APACHE"];

/** Makes the package in `folder`, and beside its files the archive that npm installs. Gives the archive's place. */
export function makePackage(project, site, folder) {
  const { version, license } = crates(project).find(({ name }) => name === "parcours-embed");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const copy = (from, to) => cpSync(from, join(folder, to), { recursive: true });

  copy(join(site, "parcours"), "kit");
  copy(join(project, "www/parcours.d.ts"), "kit/parcours.d.ts");
  copy(join(project, "www/parcours-dossier.d.ts"), "kit/dossier/parcours-dossier.d.ts");
  for (const kind of ["forms", "workflows"]) copy(join(site, "schemas", kind), `schemas/${kind}`);
  copy(join(project, "schemas/export"), "schemas/export");
  copy(join(project, "www/README.md"), "README.md");
  for (const licence of LICENCES) copy(join(project, licence), licence);
  for (const file of NEEDED) {
    if (!existsSync(join(folder, file))) throw new Error(`${file} is not in the site: build it first`);
  }

  const write = (file, value) => writeFileSync(join(folder, file), `${JSON.stringify(value, null, 2)}\n`);
  write("package.json", manifest(version, license));
  write("sbom.cdx.json", billOfMaterials(project, version, license));
  write("integrity.json", { version, files: hashes(folder) });

  const pack = ["pack", "--ignore-scripts", "--offline", "--no-update-notifier", "--loglevel=error"];
  const archive = execFileSync("npm", pack, { cwd: folder, encoding: "utf8" }).trim();
  return join(folder, archive);
}

/** Without these it is no package. */
const NEEDED = [
  "kit/parcours.js", "kit/parcours_embed_bg.wasm", "kit/parcours.css", "kit/words.fr.txt", "kit/words.en.txt",
  "kit/dossier/parcours-dossier.js", "kit/dossier/parcours_embed.js", "kit/dossier/parcours_embed_bg.wasm", "kit/dossier/dossier.css",
  "schemas/forms/cli-60508/form.fr.json", "schemas/workflows/service-plan/bundle.json", "schemas/export/cli-60508.schema.json",
];

function manifest(version, license) {
  return {
    name: "parcours",
    version,
    description: "A form kit in WebAssembly that government portals embed in two lines",
    license,
    type: "module",
    // Importing it defines the element: nothing of it may be left out.
    sideEffects: true,
    exports: {
      ".": { types: "./kit/parcours.d.ts", default: "./kit/parcours.js" },
      "./dossier": { types: "./kit/dossier/parcours-dossier.d.ts", default: "./kit/dossier/parcours-dossier.js" },
      "./kit/*": "./kit/*",
      "./schemas/*": "./schemas/*",
      "./integrity.json": "./integrity.json",
      "./sbom.cdx.json": "./sbom.cdx.json",
      "./package.json": "./package.json",
    },
    types: "./kit/parcours.d.ts",
    files: ["kit", "schemas", "integrity.json", "sbom.cdx.json", ...LICENCES],
  };
}

/** Each file's hash, as the attribute `integrity` takes it. */
function hashes(folder) {
  const all = walk(folder).map((file) => {
    const hash = createHash("sha384").update(readFileSync(file)).digest("base64");
    return [relative(folder, file).split(sep).join("/"), `sha384-${hash}`];
  });
  return Object.fromEntries(all);
}

function walk(folder) {
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .flatMap((place) => (statSync(place).isDirectory() ? walk(place) : [place]));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [project, site, folder] = process.argv.slice(2);
  if (!folder) throw new Error("npm_package.mjs needs three folders");
  console.log(makePackage(project, site, folder));
}
