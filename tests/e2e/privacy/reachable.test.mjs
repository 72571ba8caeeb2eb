// What is hidden, or was answered before another answer hid it, is never given to anyone: at random, in the real form, against
// the second reading of the definition (`harness/oracle.mjs`).

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, whenReady } from "../harness/browser.mjs";
import { mouse } from "../harness/hands.mjs";
import { container, sectionShown } from "../harness/oracle.mjs";
import { definition } from "../harness/receiver.mjs";
import { ANSWERS, PAGE, plain, referral } from "../harness/referral.mjs";
import { stage } from "../harness/stage.mjs";

let receiver, browser, form;
stage(async (started) => {
  ({ receiver, browser } = started);
  form = await definition(receiver.origin);
});

/** The places of `answers` that no question shown for those answers has; a question computed is shown to nobody and sent. */
function unreachable(answers) {
  const faults = [];
  const shown = (when, known) => !when || sectionShown(form, { when }, known);
  const check = (questions, holder, path, known, prefix) => {
    for (const [key, value] of Object.entries(holder ?? {})) {
      const question = questions.find(({ id }) => id === key);
      const place = prefix ? `${prefix}.${key}` : key;
      if (!question || question.kind === "note") faults.push(`${place}: no question`);
      else if (!shown(question.when, known)) faults.push(`${place}: not shown`);
      else if (question.repeat) {
        for (const row of value) {
          // Seen from a row, the path of its group is the row itself.
          const seen = structuredClone(known);
          const steps = place.split(".");
          const last = steps.pop();
          steps.reduce((inner, step) => (inner[step] ??= {}), seen)[last] = row;
          check(question.questions, row, place, seen, place);
        }
      } else if (question.questions) check(question.questions, value, place, known, place);
    }
  };
  const byPlace = new Map();
  for (const section of form.sections) {
    if (!shown(section.when, answers)) continue;
    for (const question of section.questions ?? []) {
      const where = question.root ? "" : container(section);
      byPlace.set(where, [...(byPlace.get(where) ?? []), question]);
    }
  }
  const rooted = byPlace.get("") ?? [];
  for (const [key, value] of Object.entries(answers)) {
    if (rooted.some(({ id }) => id === key)) check(rooted, { [key]: value }, "", answers, "");
    else if (byPlace.has(key)) check(byPlace.get(key), value, key, answers, key);
    else faults.push(`${key}: no section`);
  }
  return faults;
}

/** Numbers that look random and are the same for the same seed. */
function dice(seed) {
  let state = (seed * 0x9e3779b1) >>> 0 || 1;
  return (sides) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % sides;
  };
}

test("P-09: at random, every answer the form gives away is asked", { timeout: 480_000 }, async (t) => {
  const visit = await open(browser, `${receiver.origin}/referral/`);
  const { page } = visit;
  const root = await whenReady(page);
  const person = referral({ page, root, form, language: "fr", hands: mouse(page) });
  await person.fill(ANSWERS);
  // The oracle itself finds: an answer of a branch that is not shown.
  const wrong = { ...plain(ANSWERS), risk: { ...ANSWERS.risk, suicide_how: "Qzk" } };
  assert.deepEqual(unreachable(wrong), ["risk.suicide_how: not shown"]);
  const roll = dice(20261130);
  let turns = 0;
  const sizes = new Set();
  for (let pages = 0; pages < 16; pages += 1) {
    const back = root.getByRole("button", { name: PAGE.fr.back, exact: true }).or(root.getByRole("link", { name: PAGE.fr.back, exact: true }));
    if ((await back.count()) === 0) break;
    await back.first().click();
    const title = await root.locator("#heading").innerText();
    for (let turn = 0; turn < 25; turn += 1) {
      const answers = await root.evaluate((element, { pick, how }) => {
        const all = [...element.shadowRoot.querySelectorAll("input:not([type=file]), select, textarea")];
        const field = all[pick % all.length];
        if (field) {
          if (["radio", "checkbox"].includes(field.type)) field.click();
          else {
            field.value = field.localName === "select" ? field.options[how % field.options.length].value : ["", "Qzk", "12", "2001", "450 555-0142", "J6T 1A1"][how % 6];
            for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true, composed: true }));
          }
        }
        return element.answers;
      }, { pick: roll(997), how: roll(991) });
      assert.deepEqual(unreachable(answers), [], `${title}, turn ${turn}`);
      sizes.add(JSON.stringify(answers).length);
      turns += 1;
    }
  }
  t.diagnostic(`${turns} answers, ${sizes.size} different lengths of what is given`);
  assert.ok(turns >= 250 && sizes.size > 60);
  await visit.close();
});

test("P-09: a branch that was answered, then left, is not in the body", { timeout: 240_000 }, async () => {
  const visit = await open(browser, `${receiver.origin}/referral/`);
  const { page, seen } = visit;
  const root = await whenReady(page);
  const person = referral({ page, root, form, language: "fr", hands: mouse(page) });
  const risk = form.sections.find(({ id }) => id === "risk");
  const ask = (id) => risk.questions.find((question) => question.id === id);
  await person.fill(ANSWERS, async (section) => {
    if (section.id !== "risk") return;
    const { suicide, conjugal_violence } = ANSWERS.risk;
    await person.answer(root, ask("suicide"), "plan");
    for (const id of ["suicide_how", "suicide_where", "suicide_when", "safety_plan"]) await person.answer(root, ask(id), "Qzkabandoned");
    await person.answer(root, ask("conjugal_violence"), "disclosed");
    await person.answer(root, ask("cv_safe_contact"), "Qzkabandoned");
    await person.answer(root, ask("suicide"), suicide);
    await person.answer(root, ask("conjugal_violence"), conjugal_violence);
  });
  await person.send();
  await person.reference();
  const [{ body }] = seen.requests.filter(({ method }) => method === "POST");
  assert.ok(!body.includes("Qzkabandoned"), "what was abandoned is not sent");
  assert.deepEqual(unreachable(JSON.parse(body).answers), []);
  visit.assertQuiet();
  await visit.close();
});

test("P-09: each form starts empty, whatever the order in which its first questions are turned", { timeout: 240_000 }, async () => {
  for (const id of ["home-support", "housing-first", "access-refusal", "guide"]) {
    form = await definition(receiver.origin, id);
    const visit = await open(browser, `${receiver.origin}/${id}/`);
    const root = await whenReady(visit.page);
    const computed = await root.evaluate((element) => element.answers);
    const typed = Object.values(computed).flatMap((section) => Object.keys(section)).filter((key) => !["shown_version", "shown_at", "signed_at"].includes(key));
    assert.deepEqual(typed, [], id);
    const roll = dice(id.length);
    for (let turn = 0; turn < 40; turn += 1) {
      const answers = await root.evaluate((element, pick) => {
        const all = [...element.shadowRoot.querySelectorAll("input[type=radio], input[type=checkbox]")];
        all[pick % all.length]?.click();
        return element.answers;
      }, roll(997));
      assert.deepEqual(unreachable(answers), [], `${id}, turn ${turn}`);
      // Also the button of a page that interrupts; the last page of the guide has none.
      const next = root.getByRole("button", { name: /^Continuer/ });
      if (turn % 10 === 9 && (await next.count()) > 0) await next.first().click();
    }
    await visit.close();
  }
  form = await definition(receiver.origin);
});
