// The loader as a portal gets it: one file with its glue, which holds the hash of everything else it fetches. Whoever
// names the loader's hash on its script thereby names that of the whole kit; parcours/integrity.json gives them all.

import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";

/** As an attribute `integrity` says it. */
export const hash = (algorithm, bytes) => `${algorithm}-${createHash(algorithm).update(bytes).digest("base64")}`;

/**
 * The loader in `www`, with the JavaScript it is made of and the glue. `fetched` are the files it fetches, by the names it
 * has for them; `external` the scripts it imports when they are asked for. Their hashes are short, because they do not compress: SHA-256 is enough for what nobody chooses.
 */
export function laidOut(www, glue, fetched, { target, external }) {
  const hashes = Object.fromEntries(Object.entries(fetched).map(([name, bytes]) => [name, hash("sha256", bytes)]));
  const place = mkdtempSync(join(tmpdir(), "parcours-loader-"));
  try {
    cpSync(www, place, { recursive: true });
    writeFileSync(join(place, "parcours_embed.js"), glue);
    writeFileSync(join(place, "parcours.js"), whole(readFileSync(join(www, "parcours.js"), "utf8"), hashes));
    const options = { bundle: true, minify: true, write: false, format: "esm", target, charset: "utf8", legalComments: "none", external };
    return buildSync({ ...options, entryPoints: [join(place, "parcours.js")] }).outputFiles[0].text;
  } finally {
    rmSync(place, { recursive: true });
  }
}

/** The loader with its hashes, and the glue imported with it rather than later. */
function whole(loader, hashes) {
  const changes = [
    ["const HASHES = {};", `const HASHES = ${JSON.stringify(hashes)};`],
    ['import("./parcours_embed.js")', "Promise.resolve({ default: start, mount: draw, takeWords })"],
  ];
  for (const [before, after] of changes) {
    if (loader.split(before).length !== 2) throw new Error(`the loader no longer says ${before}`);
    loader = loader.replace(before, () => after);
  }
  return `import start, { mount as draw, takeWords } from "./parcours_embed.js";\n${loader}`;
}
