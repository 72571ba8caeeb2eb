// Nothing is left out of what is told of accessibility: every criterion has its place, every requirement its test or its
// reason, every form its states; and the pages of the portal say what was kept, no more. No browser: a second in all.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { htmlFaults } from "./checks/engines.mjs";
import { cell, compared, criteria, evidence, looked, requirements, SUBJECTS } from "./conformance/join.mjs";
import { STATES, told } from "./conformance/names.mjs";
import { GAPS, alone, pages } from "./conformance/pages.mjs";

const project = new URL("../../../", import.meta.url);
const read = (path) => readFileSync(new URL(path, project), "utf8");
const kept = (file) => JSON.parse(read(`tests/e2e/a11y/conformance/${file}`));
const REFRESH = "run: cargo xtask conformance --keep (or --pages, when only words changed)";

/** Names of tests as they are written, places of values in them left as they are. */
const NAMES = readdirSync(new URL("tests/e2e/", project), { recursive: true })
  .filter((file) => file.endsWith(".test.mjs") && !file.includes("node_modules"))
  .flatMap((file) => [...read(`tests/e2e/${file}`).matchAll(/\btest\((["`])((?:(?!\1).)*)\1/g)].map(([, , name]) => ({ file, name })));

/** What `proved` of judge.mjs and the lists in a loop put in a name. */
const PUT = ["a11y/judge.mjs", "a11y_every/forms.test.mjs", "a11y_every/dossiers.test.mjs"].map((file) => `tests/e2e/${file}`).filter((file) => existsSync(new URL(file, project)));
const ids = new Set([...NAMES.map(({ name }) => name), ...PUT.flatMap((file) => read(file).split("\n").filter((line) => /A-01 A-02|\["A-2/.test(line)))].flatMap((text) => text.match(/\b(?:[AC]-\d\d|[1-4]\.\d\.\d{1,2})\b/g) ?? []));

test("every criterion of WCAG 2.2, A and AA, is told, and those that the standard adds", () => {
  const count = (level) => criteria.filter((one) => one.level === level && !one.obsolete).length;
  assert.deepEqual([count("A"), count("AA")], [31, 24]);
  assert.equal(new Set(criteria.map(({ id }) => id)).size, criteria.length, "each once");
  const added = criteria.filter((one) => one.asked === "sgqri").map(({ id }) => id);
  assert.deepEqual(added, ["2.3.2", "2.4.13", "2.5.6", "3.1.4", "SGQRI"]);
  const protocol = read("tests/people/README.md");
  for (const one of criteria) {
    const ways = ["tests", "people", "host", "none"].filter((way) => one[way]);
    assert.equal(ways.length, 1, `${one.id} is met in one way: ${ways}`);
    assert.ok(one.how.fr && one.how.en && one.name.fr && one.name.en, one.id);
    for (const id of one.tests ?? []) assert.ok(requirements[id], `${one.id}: no requirement is named ${id}`);
    for (const id of one.people ?? []) assert.match(protocol, new RegExp(`\\| ${id} \\|`), `${one.id}: the protocol has no ${id}`);
  }
});

test("every requirement is a test named after it, or has its reason", () => {
  const numbers = (letter, last) => Array.from({ length: last }, (_, index) => `${letter}-${String(index + 1).padStart(2, "0")}`);
  for (const id of [...numbers("A", 36), ...numbers("C", 9)]) assert.ok(requirements[id], `${id} is nowhere`);
  for (const [id, { of, native = [], people, why }] of Object.entries(requirements)) {
    for (const { file, test } of native) assert.ok(read(file).includes(`fn ${test}(`), `${id}: ${file} has no ${test}`);
    if (ids.has(id) || native.length > 0) assert.ok(of === "form" || of === "kit", `${id} has tests, and is said to be of ${of}`);
    // Aimed at, and told as not proved: ux.md asks for no more.
    else if (!["1.4.6", "2.5.5"].includes(id)) assert.ok(why?.fr && why?.en && (people || of === "host"), `${id} has no test and no reason`);
  }
});

test("a test that carries the id of a requirement says which form it judges", () => {
  const carrying = NAMES.filter(({ name }) => told(name).ids.length > 0 || /\bproved\(/.test(name));
  assert.ok(carrying.length > 60, `${carrying.length} such tests`);
  const known = new Set([...SUBJECTS.map(({ subject }) => subject), "components", "portal", "documentation", "harness", "every form"]);
  for (const { file, name } of carrying) {
    const [, place] = /\[([^\]:]+)(?:: [^\]]+)?\]$/.exec(name) ?? [];
    assert.ok(place, `${file}: « ${name} » ends with no [form]`);
    if (!place.includes("${")) assert.ok(known.has(place), `${file}: [${place}] is no form and no dossier`);
  }
});

test("every form was looked at in its six states, in both languages, or it is said why not", () => {
  const proofs = evidence(kept("results.json").tests);
  const unknown = proofs.filter(({ subject }) => !subject).map(({ file, name }) => `${file}: ${name}`);
  assert.deepEqual(unknown, [], "tests whose names say no form");
  for (const { subject } of SUBJECTS.filter(({ subject }) => !subject.startsWith("dossier "))) {
    const seen = looked(subject, proofs);
    for (const state of STATES) {
      if (GAPS[subject]?.[state]) assert.equal(seen[state], undefined, `${subject} has the state ${state} after all`);
      else assert.deepEqual(seen[state], ["en", "fr"], `${subject}, ${state}; ${REFRESH}`);
    }
  }
});

test("the pages of the portal say what the results kept say", () => {
  const expected = pages(kept("results.json"), kept("released.json"));
  for (const [path, html] of Object.entries(expected)) {
    assert.ok(existsSync(new URL(`www/${path}`, project)), `www/${path} is missing; ${REFRESH}`);
    assert.ok(read(`www/${path}`) === html, `www/${path} is stale; ${REFRESH}`);
  }
  for (const folder of ["www/accessibility/", "www/en/accessibility/"]) {
    const there = readdirSync(new URL(folder, project), { recursive: true }).filter((file) => file.endsWith(".html"));
    for (const file of there) assert.ok(expected[`${folder.slice(4)}${file}`], `${folder}${file} is of nothing; take it out`);
  }
});

test("A-01: the pages of conformance are valid HTML, within a portal or alone [portal]", async () => {
  const run = { day: "2026-11-30", version: "0.1.0", tests: { "x.test.mjs": { "A-02 A-07: <a>, fr [guide: empty]": true, "A-06: b, en [guide]": false } } };
  const released = { version: "0.0.9", day: "2026-10-01", cells: { guide: { "3.3.2": "passed", "2.1.1": "unproved", "1.4.1": "host" }, "cli-60508": { "1.4.7": "passed" } } };
  for (const [path, html] of Object.entries({ ...pages(run, released), ...alone(run, released) })) {
    assert.deepEqual(await htmlFaults(html), [], path);
    for (const [cell] of html.matchAll(/<th[ >][^>]*>/g)) assert.match(cell, /scope="(col|row)"/, path);
    assert.doesNotMatch(html, /undefined|\[object/, path);
  }
});

test("a criterion is worth the worst of what it stands on, and no more than was proved", () => {
  const proofs = (...names) => names.map(([name, passed = true]) => ({ file: "x.test.mjs", name, passed, ...told(name) }));
  const result = (tests, subject, ...names) => cell({ id: "x", tests }, subject, proofs(...names)).result;
  assert.equal(result(["A-02"], "guide", ["A-02: a, fr [guide: empty]"]), "passed");
  assert.equal(result(["A-02"], "guide", ["A-02: a, fr [cli-60508]"]), "unproved", "of a form, proved there only");
  assert.equal(result(["A-07"], "guide", ["A-07: a, fr [cli-60508]"]), "shared", "of the kit, proved anywhere");
  assert.equal(result(["A-07"], "guide", ["A-07: a, fr [harness]"]), "unproved", "a check of a check proves nothing");
  assert.equal(result(["A-02", "A-03"], "guide", ["A-02: a, fr [guide]"]), "unproved");
  assert.equal(result(["A-02"], "guide", ["A-02: a, fr [guide]"], ["A-02: b, en [guide]", false]), "failed");
  assert.equal(result(["C-02"], "guide", ["C-02: a [every form]"]), "passed");
  const now = { guide: { "1.1.1": { result: "passed" }, "1.3.1": { result: "unproved" }, "1.4.1": { result: "people" }, "2.1.1": { result: "passed" } } };
  const before = { guide: { "1.1.1": "unproved", "1.3.1": "passed", "1.4.1": "unproved", "2.1.1": "passed" } };
  assert.deepEqual(compared(now, before).map(({ id, better }) => [id, better]), [["1.1.1", true], ["1.3.1", false], ["1.4.1", undefined]]);
});
