// Answers judged from their JSON text, every problem listed: our rules natively and in WebAssembly, beside ajv with the JSON
// Schema we export of the same form, compiled once. In turns, in one run. Called by `cargo xtask bench validate`.
//
//   node validate.mjs <native program> <folder of the WebAssembly checker> <folder to work in>
//
// Form S of the side-by-side bench where PARCOURS_PEERS_BENCH or `shared/peers-bench` has it, else our own of as many questions.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { program } from "../harness/receiver.mjs";
import { answers, definition } from "./neutral.mjs";
import { answersOf, thirtyOne } from "./thirty_one.mjs";
import { median } from "./visit.mjs";

const ROUNDS = Number(process.env.PARCOURS_BENCH_ROUNDS ?? 7);
const MILLISECONDS = 300;
const TODAY = "2026-11-22";

const [native, folder, out] = process.argv.slice(2);
if (!out) throw new Error("validate.mjs needs the native program, the folder of the checker and a folder to work in");

const { form, payloads } = neutral();
mkdirSync(out, { recursive: true });
const file = (name) => join(out, `validate-${name}.json`);
writeFileSync(file("source"), JSON.stringify(definition(form)));
const ask = (...words) => execFileSync(program, words, { encoding: "utf8", maxBuffer: 2 ** 26 });
writeFileSync(file("form"), ask("bundle", file("source")));
const { Checker } = createRequire(import.meta.url)(join(folder, "parcours_checker.js"));
const checker = new Checker(readFileSync(file("form"), "utf8"), TODAY);
// In normal form, as they are sent and as the exported schema has them.
const texts = Object.entries(payloads).map(([name, payload]) => {
  const text = checker.normal(JSON.stringify(answers(form, payload)));
  writeFileSync(file(name), text);
  return [name, text];
});

const ajv = new Ajv2020({ allErrors: true, strict: false });
addFormats(ajv);
const validate = ajv.compile(JSON.parse(ask("export", "json-schema", file("source"))));

const inNode = {
  ajv: (text) => (validate(JSON.parse(text)) ? 0 : validate.errors.length),
  "ours, WebAssembly": (text) => checker.problems(text).split("\n").filter(Boolean).length,
};
const rates = {};
for (let round = 0; round < ROUNDS; round += 1) {
  const told = execFileSync(native, [file("form"), String(MILLISECONDS), ...texts.map(([name]) => file(name))], { encoding: "utf8" }).trim().split("\n");
  texts.forEach(([name, text], index) => {
    const [rate, problems] = told[index].split(" ").map(Number);
    note("ours, native", name, rate, problems);
    for (const [who, run] of Object.entries(inNode)) note(who, name, ...timed(() => run(text)));
  });
}

console.log(`form ${form.id}, validations a second from JSON text, all problems listed; median of ${ROUNDS} rounds\n`);
console.log(`| ${["", ...texts.map(([name]) => `${name} (times ajv)`), ...texts.map(([name]) => `problems, ${name}`)].join(" | ")} |`);
console.log(`| --- |${" ---: |".repeat(2 * texts.length)}`);
for (const [who, measured] of Object.entries(rates)) {
  const speeds = texts.map(([name]) => `${Math.round(median(measured[name].rates))} (${(median(measured[name].rates) / median(rates.ajv[name].rates)).toFixed(2)})`);
  console.log(`| ${[who, ...speeds, ...texts.map(([name]) => measured[name].problems)].join(" | ")} |`);
}
for (const measured of Object.values(rates)) {
  assert.equal(measured.valid.problems, 0, "the valid answers are valid for everybody");
  assert.ok(measured.invalid.problems > 0, "the invalid ones for nobody");
}

function note(who, name, rate, problems) {
  const kept = ((rates[who] ??= {})[name] ??= { rates: [] });
  kept.rates.push(rate);
  kept.problems = problems;
}

function timed(work) {
  const start = performance.now();
  let [times, problems] = [0, 0];
  while (performance.now() - start < MILLISECONDS) {
    for (let one = 0; one < 8; one += 1) problems = work();
    times += 8;
  }
  return [(times * 1000) / (performance.now() - start), problems];
}

function neutral() {
  const bench = process.env.PARCOURS_PEERS_BENCH ?? join(fileURLToPath(new URL("../../..", import.meta.url)), "../shared/peers-bench");
  const theirs = join(bench, "forms/form-s.json");
  if (existsSync(theirs)) {
    const form = JSON.parse(readFileSync(theirs, "utf8"));
    return { form, payloads: { valid: form.payloads.valid, invalid: form.payloads.invalid } };
  }
  const form = thirtyOne();
  return { form, payloads: answersOf(form) };
}
