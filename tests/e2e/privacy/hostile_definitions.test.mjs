// A definition is the host's, and may be anyone's: too deep, too large, too slow or in circles, it is refused with a place
// and a remedy, or proved, packed and shown, all within a time.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { open } from "../harness/browser.mjs";
import { stage } from "../harness/stage.mjs";
import { LARGE, REFUSED, SLOW, form } from "./hostile.mjs";

let receiver, browser;
stage((started) => {
  ({ receiver, browser } = started);
});

/** Milliseconds a command may take on one definition, and a page to show or refuse one. The program is not optimised here. */
const BUDGET = 30_000;
const PAGE_BUDGET = 15_000;

const here = mkdtempSync(join(tmpdir(), "parcours-hostile-"));
after(() => rmSync(here, { recursive: true, force: true }));
const project = fileURLToPath(new URL("../../..", import.meta.url));
const program = process.env.PARCOURS_PROGRAM ?? join(process.env.CARGO_TARGET_DIR ?? join(project, "target"), "debug/parcours");

function parcours(command, document) {
  const file = join(here, "form.json");
  writeFileSync(file, typeof document === "string" ? document : JSON.stringify(document));
  const started = Date.now();
  return new Promise((done) => {
    execFile(program, [command, file], { maxBuffer: 2 ** 26, timeout: BUDGET }, (error, out, err) => {
      done({ code: error ? error.code : 0, signal: error?.signal ?? null, told: out + err, out, time: Date.now() - started });
    });
  });
}

test("T-10: what is too deep, too large, too slow or runs in circles is refused, with a place and a remedy, in time", { timeout: 600_000 }, async (t) => {
  let slowest = ["", 0];
  for (const [name, document] of Object.entries(REFUSED)) {
    const { code, signal, told, time } = await parcours("check", document);
    assert.equal(signal, null, `${name}: stopped after ${time} ms`);
    assert.ok(code === 1 || code === 2, `${name}: ended with ${code}\n${told.slice(0, 500)}`);
    assert.match(told, /form\.json at \/.*: .+\. .+\./s, `${name}: ${told.slice(0, 300)}`);
    assert.doesNotMatch(told, /panicked|RUST_BACKTRACE|overflow/, name);
    assert.ok(told.length < 200_000, `${name}: ${told.length} characters of faults`);
    if (time > slowest[1]) slowest = [name, time];
  }
  t.diagnostic(`the slowest of ${Object.keys(REFUSED).length}: ${slowest[0]}, ${slowest[1]} ms`);
});

test("T-10: a pattern that takes ever longer is told by its rule", { timeout: 120_000 }, async () => {
  for (const pattern of SLOW) {
    const { told } = await parcours("check", form([{ id: "t", kind: "text", label: { fr: "Texte", en: "Text" }, pattern }]));
    assert.match(told, /\[pattern\]/, `${pattern}: ${told}`);
  }
});

for (const [name, document] of Object.entries(LARGE)) {
  test(`T-10: ${name}: proved in time, packed, and shown in time`, { timeout: 180_000 }, async (t) => {
    const proved = await parcours("check", document);
    assert.equal(proved.signal, null, `check stopped after ${proved.time} ms`);
    assert.ok([0, 1].includes(proved.code), `check ended with ${proved.code}: ${proved.told.slice(0, 300)}`);
    const packed = await parcours("bundle", document);
    assert.equal(packed.code, 0, packed.told.slice(0, 300));
    const { time, shown } = await show(packed.out);
    t.diagnostic(`check ${proved.time} ms, bundle ${packed.time} ms, the page ${time} ms`);
    assert.equal(shown, "form");
    assert.ok(time < PAGE_BUDGET, `the page took ${time} ms`);
  });
}

/** What the page makes of a document: `{ shown: "form" | "fallback", code, time, message }`. */
async function show(body) {
  const visit = await open(browser, `${receiver.origin}/`, { expectMessages: true });
  const { page } = visit;
  await page.route("**/hostile.json", (route) => route.fulfill({ contentType: "application/json", body }));
  const told = await page.evaluate(async (budget) => {
    await import("/parcours/parcours.js");
    const started = performance.now();
    const outcome = new Promise((done) => {
      document.addEventListener("parcours-ready", () => done({ shown: "form" }), { once: true });
      document.addEventListener("parcours-error", ({ detail }) => done({ shown: "fallback", code: detail.code, message: detail.message }), { once: true });
      setTimeout(() => done({ shown: "nothing" }), budget);
    });
    const element = document.createElement("parcours-form");
    element.setAttribute("src", "/hostile.json");
    document.querySelector("main").replaceChildren(element);
    return { ...(await outcome), time: Math.round(performance.now() - started) };
  }, PAGE_BUDGET);
  // Whatever it was, the module lives: the next form on the page stands.
  const next = await page.evaluate(() => new Promise((done) => {
    document.addEventListener("parcours-ready", () => done(true), { once: true });
    document.addEventListener("parcours-error", () => done(false), { once: true });
    const element = document.createElement("parcours-form");
    element.setAttribute("src", "/schemas/forms/guide/form.json");
    document.querySelector("main").replaceChildren(element);
  }));
  await visit.close();
  assert.ok(next, `after it (${told.shown}), no form stands any more`);
  return told;
}

test("T-10 T-01: what is no form is refused by the page too, with words for its author, and the next form stands", { timeout: 300_000 }, async () => {
  for (const [name, document] of Object.entries(REFUSED)) {
    // A pattern is judged by `check`, not by the page.
    if (name.startsWith("the pattern")) continue;
    const { shown, code, message, time } = await show(document);
    assert.deepEqual([shown, code], ["fallback", "form"], `${name}: ${shown} ${message}`);
    assert.ok(message.length > 10 && message.length < 20_000, `${name}: ${message.length} characters`);
    assert.ok(time < PAGE_BUDGET, `${name}: ${time} ms`);
  }
});

test("T-10: a packed form bent at random is refused or shown, never the end of the module", { timeout: 300_000 }, async (t) => {
  const { out } = await parcours("bundle", form([
    { id: "a", kind: "text", label: { fr: "Texte", en: "Text" }, max: 20 },
    { id: "b", kind: "choice", label: { fr: "Choix", en: "Choice" }, options: [{ value: "x", label: "X" }, { value: "y", label: "Y" }], when: { answer: "s.a", answered: true } },
    { id: "g", kind: "group", label: { fr: "Groupe", en: "Group" }, repeat: { max: 5, add: { fr: "Ajouter", en: "Add" }, item: "{n}" }, questions: [{ id: "d", kind: "date", label: "Date" }] },
  ]));
  const whole = JSON.parse(out);
  let state = 20261130;
  const roll = (sides) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % sides;
  };
  const documents = Array.from({ length: 300 }, () => {
    const bent = structuredClone(whole);
    for (let turn = 0; turn <= roll(3); turn += 1) {
      const part = bent[roll(bent.length)];
      if (!Array.isArray(part) || part.length === 0) {
        bent[roll(bent.length)] = [null, "x", -1, 2 ** 40, [], {}, 1.5][roll(7)];
        continue;
      }
      const place = roll(part.length);
      part[place] = [null, "javascript:pwned(1)", -1, 2 ** 31, 4e9, [], {}, 1.5, roll(50), part[roll(part.length)]][roll(10)];
    }
    return JSON.stringify(bent);
  });
  const visit = await open(browser, `${receiver.origin}/`, { expectMessages: true });
  await visit.page.route("**/bent/*.json", (route) => route.fulfill({ contentType: "application/json", body: documents[Number(/(\d+)\.json/.exec(route.request().url())[1])] }));
  const outcomes = await visit.page.evaluate(async (count) => {
    await import("/parcours/parcours.js");
    const told = { form: 0, fallback: 0, fault: 0, silent: 0 };
    for (let index = 0; index < count; index += 1) {
      const element = document.createElement("parcours-form");
      element.setAttribute("src", `/bent/${index}.json`);
      const outcome = await new Promise((done) => {
        element.addEventListener("parcours-ready", () => done("form"), { once: true });
        element.addEventListener("parcours-error", ({ detail }) => done(detail.code === "form" ? "fallback" : "fault"), { once: true });
        setTimeout(() => done("silent"), 5_000);
        document.querySelector("main").replaceChildren(element);
      });
      told[outcome] += 1;
    }
    return told;
  }, documents.length);
  t.diagnostic(JSON.stringify(outcomes));
  assert.deepEqual([outcomes.fault, outcomes.silent], [0, 0], JSON.stringify(outcomes));
  assert.ok(outcomes.form > 20 && outcomes.fallback > 20, JSON.stringify(outcomes));
  await visit.close();
});
