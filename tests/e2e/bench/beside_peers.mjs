// The kit beside other form renderers, in the side-by-side bench: a folder of its own, not part of the project, found by
// PARCOURS_PEERS_BENCH or beside the checkout as `shared/peers-bench`. Called by `cargo xtask bench peers`.
//
//   node beside_peers.mjs <folder to work in> [options of the bench's run.mjs]
//
// The bench is copied before it runs, so that nothing is written where it came from.

import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { program, site } from "../harness/receiver.mjs";
import { layOut } from "./contender.mjs";
import { table } from "./peers_table.mjs";

const project = fileURLToPath(new URL("../../..", import.meta.url));
const source = process.env.PARCOURS_PEERS_BENCH ?? join(project, "../shared/peers-bench");
/** Peers that install with the bench itself; others are named with --contenders. */
const PEERS = "vanilla-floor,surveyjs,form-js,rjsf,jsonforms,formio";
const RESULTS = "results/parcours.json";

const [out, ...options] = process.argv.slice(2);
if (!out) throw new Error("beside_peers.mjs needs the folder to work in");
if (!existsSync(join(source, "run.mjs"))) {
  throw new Error("The side-by-side bench is not there: say where it is with PARCOURS_PEERS_BENCH. `cargo xtask bench floor` needs nothing else.");
}

const bench = copied();
const { FORM_IDS, loadForm } = await import(pathToFileURL(join(bench, "lib/forms.mjs")));
const folders = layOut(FORM_IDS.map(loadForm), { site, program, out });
const wanted = option("contenders") ?? PEERS;
const unbuilt = wanted.split(",").filter((name) => name && !existsSync(join(bench, "dist", name)));
if (unbuilt.length > 0) node("build.mjs", ...unbuilt);
const ours = Object.entries(folders).flatMap(([name, folder]) => ["--extra", `${name}=${folder}`]);
const given = [["contenders", wanted], ["out", RESULTS]].filter(([name]) => !option(name)).flatMap(([name, value]) => [`--${name}`, value]);
node("run.mjs", ...ours, ...given, ...options);

const data = JSON.parse(readFileSync(join(bench, option("out") ?? RESULTS), "utf8"));
const { summarise } = await import(pathToFileURL(join(bench, "lib/report.mjs")));
const written = table(summarise(data), data, Object.keys(folders));
writeFileSync(join(out, "peers.md"), written);
console.log(`\n${written}\nwritten: ${relative(process.cwd(), join(out, "peers.md"))}`);

/** The bench in the folder to work in, with the packages it needs. */
function copied() {
  const folder = join(out, "peers-bench");
  const left = new Set(["node_modules", "dist", "results", "tmp"].map((name) => join(source, name)));
  cpSync(source, folder, { recursive: true, filter: (file) => !left.has(file) });
  // It may come from where nothing can be written.
  chmodSync(folder, 0o755);
  if (existsSync(join(folder, "node_modules"))) return folder;
  if (existsSync(join(source, "node_modules"))) symlinkSync(join(source, "node_modules"), join(folder, "node_modules"));
  else execFileSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: folder, stdio: "inherit" });
  return folder;
}

function node(...words) {
  execFileSync(process.execPath, words, { cwd: bench, stdio: "inherit" });
}

function option(name) {
  const at = options.indexOf(`--${name}`);
  return at < 0 ? undefined : options[at + 1];
}
