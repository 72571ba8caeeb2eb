// Runs every test that carries the id of a requirement, joins what they tell with the criteria, and writes the tables. Called by
// `cargo xtask conformance`, which gives it a built site. It takes the better part of an hour.
//
//   node a11y/conformance/conformance.mjs <target>      runs, writes <target>/conformance, prints what changed since the last release
//     --told       runs nothing in the browser: takes what the suites e2e and hard told when they last ran here
//     --keep       also keeps the results (results.json) and the pages of the portal (www/accessibility, www/en/accessibility)
//     --release    also keeps the results as those of this version (released.json): once, when it is published
//     --pages      runs nothing: writes the pages of the portal again from the results kept

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { compared, gathered, requirements, results, table } from "./join.mjs";
import { alone, pages, slug } from "./pages.mjs";

const project = fileURLToPath(new URL("../../../../", import.meta.url));
const e2e = join(project, "tests/e2e");
const kept = (file) => join(e2e, "a11y/conformance", file);
const read = (file) => JSON.parse(readFileSync(file, "utf8"));
const [target, ...options] = process.argv.slice(2);
const asked = (option) => options.includes(option);

if (!target) throw new Error("conformance.mjs needs the folder where cargo builds");
const folder = join(target, "conformance");
const lines = asked("--told") ? ["e2e.jsonl", "hard.jsonl"].map((file) => join(folder, file)).filter(existsSync) : [join(folder, "lines.jsonl")];

if (!asked("--pages")) {
  if (!asked("--told")) inTheBrowser(lines[0]);
  const told = lines.flatMap((file) => readFileSync(file, "utf8").split("\n").filter(Boolean)).map((line) => JSON.parse(line));
  if (told.length === 0) throw new Error("the suites told nothing: run `cargo xtask test e2e` first");
  const run = { day: today(), version: version(), tests: gathered([...told, ...native()]) };
  say(run);
  write(folder, alone(run, read(kept("released.json"))));
  if (asked("--keep") || asked("--release")) save("results.json", run);
  if (asked("--release")) save("released.json", { version: run.version, day: run.day, cells: results(table(run.tests)) });
}
if (["--keep", "--release", "--pages"].some(asked)) write(join(project, "www"), pages(read(kept("results.json")), read(kept("released.json"))));

/** The files with such tests, those that only the suite `hard` runs among them; one at a time, as it does. */
function inTheBrowser(lines) {
  mkdirSync(dirname(lines), { recursive: true });
  rmSync(lines, { force: true });
  const files = readdirSync(e2e, { recursive: true })
    .filter((file) => file.endsWith(".test.mjs") && !file.includes("node_modules"))
    .filter((file) => /[AC]-\d\d|\bproved\(/.test(readFileSync(join(e2e, file), "utf8")))
    .sort();
  const reporters = ["spec", "stdout", "./a11y/conformance/reporter.mjs", lines];
  const told = reporters.map((one, index) => (index % 2 === 0 ? `--test-reporter=${one}` : `--test-reporter-destination=${one}`));
  const { status } = spawnSync(process.execPath, ["--test", "--test-concurrency=1", ...told, ...files], { cwd: e2e, stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}

/** What no browser is needed for: the tests in Rust that `requirements.json` names, by `cargo test` as the suite `native` asks it. */
function native() {
  const named = Object.entries(requirements).flatMap(([id, { native = [] }]) => native.map((one) => ({ id, ...one })));
  const { stdout } = spawnSync("cargo", ["test", "--workspace", "--", ...new Set(named.map(({ test }) => test))], { cwd: project, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], maxBuffer: 1 << 26 });
  return named.map(({ id, file, test, on }) => {
    const [, outcome] = new RegExp(`^test (?:\\S+::)?${test} \\.\\.\\. (ok|FAILED)$`, "m").exec(stdout ?? "") ?? [];
    if (!outcome) throw new Error(`cargo ran no test named ${test}: ${id} names it`);
    return { file, name: `${id}: ${test.replaceAll("_", " ")} [${on}]`, passed: outcome === "ok" };
  });
}

function say(run) {
  const released = read(kept("released.json"));
  const cells = table(run.tests);
  for (const [subject, row] of Object.entries(cells)) {
    const count = {};
    for (const { result } of Object.values(row)) count[result] = (count[result] ?? 0) + 1;
    console.log(`${subject}: ${Object.entries(count).map(([result, number]) => `${number} ${result}`).join(", ")}`);
  }
  if (!released.version) return console.log("no release yet: nothing to compare with");
  const changes = compared(cells, released.cells);
  for (const { subject, id, before, now, better } of changes) console.log(`${better === undefined ? "changed" : better ? "better" : "WORSE"}: ${subject}, ${id}: ${before} -> ${now}`);
  console.log(`${changes.length} changed since ${released.version}`);
  if (changes.some(({ better }) => better === false)) process.exitCode = 1;
}

function write(folder, files) {
  for (const [path, html] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), html);
  }
  console.log(`${Object.keys(files).length} pages in ${relative(project, folder)}`);
}

function save(file, value) {
  writeFileSync(kept(file), `${JSON.stringify(value, null, 1)}\n`);
}

function today() {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "America/Toronto" }).format(new Date());
}

function version() {
  return /^version = "([^"]+)"/m.exec(readFileSync(join(project, "Cargo.toml"), "utf8"))[1];
}
