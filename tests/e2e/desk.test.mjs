// The coordinator's table of a plan: read, picked out, sorted and changed, by keyboard alone in French, on a phone in English.

import assert from "node:assert/strict";
import { test } from "node:test";
import { judge } from "./a11y/judge.mjs";
import { NARROW, WIDE, assertFocus } from "./harness/browser.mjs";
import { screenshot } from "./harness/screenshot.mjs";
import { leave, plan, stage } from "./life/stage.mjs";

const { visit, live, reach } = stage();

const SAID = {
  fr: { table: "Tableau du plan", status: "État du service", filter: "État du service", order: "Ordre des lignes", end: "Fin", all: "Tout afficher", missing: "Non rendu", running: "En cours", shown: (n, total) => `Lignes affichées : ${n} sur ${total}`, change: (name) => `Modifier le service : ${name}`, note: /^Écart.: ce qui n’est pas rendu et pourquoi/, save: "Enregistrer" },
  en: { table: "Plan table", status: "Service status", filter: "Service status", order: "Order of rows", end: "End", all: "Show all", missing: "Not delivered", running: "Running", shown: (n, total) => `Rows shown: ${n} of ${total}`, change: (name) => `Change the service: ${name}`, note: /^Gap: what is not delivered and why/, save: "Save" },
};

async function atDesk(language, viewport, id) {
  const visitor = await visit("coordinator", { id, language, viewport, keys: language === "fr" });
  await visitor.hands.press(visitor.link(SAID[language].table));
  await visitor.whenHeading([SAID[language].table]);
  return visitor;
}

for (const [language, viewport] of [["fr", WIDE], ["en", NARROW]]) {
  test(`A-02 A-06 A-10 A-11: the table of a plan is worked with, ${language}, ${viewport.width} px [dossier service-plan]`, { timeout: 180_000 }, async () => {
    const said = SAID[language];
    const id = await live("executed");
    const visitor = await atDesk(language, viewport, id);
    const { root, page, hands } = visitor;
    const services = async () => (await (await reach(id, "coordinator")).read()).answers.psi.services;
    const [first, second] = await services();
    assert.deepEqual(await judge(page, "desk", { errors: false }), []);
    await screenshot(page, "95-desk", language);
    const caption = (n) => root.getByText(said.shown(n, 2).replace(" :", "\u00a0:")).first().waitFor();
    await caption(2);

    // What is changed in a row is kept, and nothing else of it.
    await hands.select(root.getByRole("combobox", { name: new RegExp(`^${said.status} ${second.means}$`) }), said.running);
    for (let wait = 0; wait < 100 && (await services())[1].status !== "running"; wait += 1) await page.waitForTimeout(50);
    assert.deepEqual(await services(), [first, { ...second, status: "running" }]);

    // Rows are picked out, then all shown again.
    const filter = root.getByRole("combobox", { name: said.filter, exact: true });
    await hands.select(filter, said.missing);
    await caption(1);
    assert.equal(await root.getByRole("link", { name: said.change(second.means) }).count(), 0);
    await hands.select(filter, said.all);
    await caption(2);

    // One row on a page of its own, and back to where one was.
    const change = root.getByRole("link", { name: said.change(first.means) });
    await hands.press(change);
    const note = root.getByRole("textbox", { name: said.note });
    await hands.type(note, "Poste comblé en mars.");
    assert.deepEqual(await judge(page, "row"), []);
    await screenshot(page, "96-desk-row", language);
    await hands.press(visitor.button(said.save));
    await change.waitFor();
    await assertFocus(page, await change.getAttribute("id"), "the focus is on the row that was changed");
    assert.equal((await services())[0].gap_note, "Poste comblé en mars.");
    await leave(visitor);
  });
}

test("a plan of forty needs and a hundred and twenty services is sorted and worked with", { timeout: 240_000 }, async () => {
  const answers = plan();
  const from = (list, count, change) => Array.from({ length: count }, (_, index) => ({ ...list[index % list.length], ...change(index), key: `k${index}` }));
  const { psi } = answers;
  psi.needs = from(psi.needs, 40, (index) => ({ description: `Besoin numéro ${index + 1}` }));
  psi.objectives = from(psi.objectives, 60, (index) => ({ text: `Objectif numéro ${index + 1}`, need: `k${index % 40}` }));
  psi.services = from(psi.services, 120, (index) => ({ means: `Service numéro ${index + 1}`, objective: `k${index % 60}` }));
  psi.unmet = from(psi.unmet, 1, () => ({ need: "k39" }));
  const visitor = await atDesk("en", WIDE, await live("drafted", { answers }));
  const said = SAID.en;
  await visitor.root.getByText(said.shown(120, 120)).first().waitFor();
  await visitor.hands.select(visitor.root.getByRole("combobox", { name: said.order }), said.end);
  await visitor.root.getByRole("columnheader", { name: "End" }).waitFor();
  assert.equal(await visitor.root.getByRole("columnheader", { name: "End" }).getAttribute("aria-sort"), "ascending");
  // Rows of the same need stand together no more: each says its need and its objective.
  await visitor.root.getByRole("columnheader", { name: "Need addressed" }).waitFor();
  assert.equal(await visitor.root.getByRole("row").count(), 121);
  await leave(visitor);
});
