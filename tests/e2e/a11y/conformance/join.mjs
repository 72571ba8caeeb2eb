// Criteria and what tests told, joined: for each form and each dossier, what is known of each criterion. Pure.

import { readFileSync, readdirSync } from "node:fs";
import { told } from "./names.mjs";

const project = new URL("../../../../", import.meta.url);
const read = (path) => JSON.parse(readFileSync(new URL(path, project), "utf8"));

export const criteria = read("tests/e2e/a11y/conformance/criteria.json");
export const requirements = read("tests/e2e/a11y/conformance/requirements.json");

/** Forms that only a dossier shows are judged in it. */
const IN_A_DOSSIER = ["service-plan", "ssg-intake"];
const of = (kind, prefix, without = []) =>
  readdirSync(new URL(`schemas/${kind}s/`, project)).filter((id) => !without.includes(id)).sort().map((id) => ({ subject: `${prefix}${id}`, title: read(`schemas/${kind}s/${id}/${kind}.json`).title }));

/** What has a table of its own: the forms, then the dossiers; the referral first. */
export const SUBJECTS = [...of("form", "", IN_A_DOSSIER), ...of("workflow", "dossier ")]
  .sort((one, other) => (other.subject === "cli-60508") - (one.subject === "cli-60508"));

/** `{ file: { name: passed } }`, from the lines of the reporter; a test that was run twice passed only if it did twice. */
export function gathered(lines) {
  const tests = {};
  for (const { file, name, passed } of lines) {
    const own = (tests[file] ??= {});
    own[name] = (own[name] ?? true) && passed;
  }
  const sorted = (map) => Object.fromEntries(Object.entries(map).sort(([one], [other]) => (one < other ? -1 : 1)));
  return sorted(Object.fromEntries(Object.entries(tests).map(([file, names]) => [file, sorted(names)])));
}

/** The tests as a list, their names read. */
export function evidence(tests) {
  return Object.entries(tests).flatMap(([file, names]) => Object.entries(names).map(([name, passed]) => ({ file, name, passed, ...told(name) })));
}

/** What is known of a requirement on a subject: by tests there; else, where it is the kit's own, by those of the kit. */
function known(id, subject, proofs) {
  const all = proofs.filter((proof) => proof.ids.includes(id) && proof.subject !== "harness");
  const own = all.filter((proof) => proof.subject === subject || proof.subject === "every form");
  const shared = own.length === 0 && requirements[id]?.of === "kit";
  const looked = shared ? all : own;
  const failed = looked.filter((proof) => !proof.passed).length;
  if (looked.length === 0) return { id, result: "unproved", checks: 0, failed: 0, files: [] };
  const result = failed > 0 ? "failed" : shared ? "shared" : "passed";
  return { id, result, checks: looked.length, failed, files: [...new Set(looked.map((proof) => proof.file))].sort() };
}

/** The worst of what a criterion stands on. */
const WORST = ["failed", "unproved", "shared", "passed"];

/** One cell: `{ result, checks, failed, by }`; `result` is one of `WORST`, `people`, `host` or `none`. */
export function cell(criterion, subject, proofs) {
  if (criterion.except?.[subject] || criterion.none || criterion.obsolete) return { result: "none", checks: 0, failed: 0, by: [] };
  if (criterion.people) return { result: "people", checks: 0, failed: 0, by: [] };
  if (criterion.host) return { result: "host", checks: 0, failed: 0, by: [] };
  const by = criterion.tests.map((id) => known(id, subject, proofs));
  const result = WORST.find((one) => by.some((proof) => proof.result === one));
  const sum = (what) => by.reduce((total, proof) => total + proof[what], 0);
  return { result, checks: sum("checks"), failed: sum("failed"), by };
}

/** The whole table: `{ subject: { criterion: cell } }`. */
export function table(tests) {
  const proofs = evidence(tests);
  return Object.fromEntries(SUBJECTS.map(({ subject }) => [subject, Object.fromEntries(criteria.map((criterion) => [criterion.id, cell(criterion, subject, proofs)]))]));
}

/** Only the results: what is kept of a release. */
export function results(cells) {
  return Object.fromEntries(Object.entries(cells).map(([subject, row]) => [subject, Object.fromEntries(Object.entries(row).map(([id, { result }]) => [id, result]))]));
}

/** What changed since a release: `{ subject, id, before, now, better }`; `better` is undefined where neither is. */
export function compared(cells, released) {
  const changes = [];
  for (const [subject, row] of Object.entries(cells)) {
    for (const [id, { result: now }] of Object.entries(row)) {
      const before = released[subject]?.[id];
      if (before === undefined || before === now) continue;
      const [was, is] = [WORST.indexOf(before), WORST.indexOf(now)];
      changes.push({ subject, id, before, now, better: was < 0 || is < 0 ? undefined : is > was });
    }
  }
  return changes;
}

/** The states a subject was looked at in: `{ state: ["en", "fr"] }`, of tests that passed. */
export function looked(subject, proofs) {
  const states = {};
  for (const proof of proofs) {
    if (proof.subject !== subject || !proof.passed) continue;
    for (const state of proof.states) states[state] = [...new Set([...(states[state] ?? []), proof.language].filter(Boolean))].sort();
  }
  return states;
}

/** Sessions held with those people or on those tasks: `{ held, passed }`, from the protocol's own table. */
export function sessions(ids) {
  const rows = readFileSync(new URL("tests/people/sessions.md", project), "utf8").split("\n").filter((line) => /^\| \d{4}-/.test(line));
  const cells = rows.map((row) => row.split("|").map((one) => one.trim())).filter((row) => ids.includes(row[2]) || ids.includes(row[3]));
  return { held: cells.length, passed: cells.filter((row) => /^(yes|oui|passed)$/i.test(row[6])).length };
}
