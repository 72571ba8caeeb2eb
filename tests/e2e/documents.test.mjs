// The documents of a service plan: read on the screen, printed on Letter, in both languages, by who may have them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { assertAccessible } from "./harness/axe.mjs";
import { NARROW, WIDE, assertFocus, assertNoSidewaysScroll, open } from "./harness/browser.mjs";
import { live } from "./harness/lives.mjs";
import { print } from "./harness/paper.mjs";
import { screenshot } from "./harness/screenshot.mjs";
import { stage } from "./harness/stage.mjs";

const workflow = JSON.parse(readFileSync(new URL("../../schemas/workflows/service-plan/workflow.json", import.meta.url), "utf8"));
const titleOf = (id, language) => workflow.documents.find((document) => document.id === id).title[language];

let receiver, browser, dossier;
stage(async (started) => {
  ({ receiver, browser } = started);
  dossier = await live(receiver.origin, "reviewed");
});

const SAY = {
  fr: { place: "/service-plan/", print: "Imprimer ce document", brief: "En bref", time: "Le plan dans le temps", number: /Page 1 sur \d/, calendar: /agenda/, file: "echeances.ics", review: "Réviser le plan", details: "Identité de la personne" },
  en: { place: "/en/service-plan/", print: "Print this document", brief: "In brief", time: "The plan over time", number: /Page 1 of \d/, calendar: /calendar/, file: "due-dates.ics", review: "Review the plan", details: "Who the person is" },
};
// What the first sheet says of each: who, what, and whom to call, in the words of the case.
const FIRST = {
  receipt: ["Félix Lasalle"],
  information: ["Marie Gagnon"],
  portrait: ["Félix Lasalle", "Vivre dans mon logement et travailler.", "Habiter seul", "Un répit pour la famille", "Marie Gagnon"],
  invitation: ["CLSC", "Félix Lasalle", "Horizon", "Paul Côté"],
  meeting_record: ["CLSC", "2025"],
  plan: ["Félix Lasalle", "Vivre dans mon logement et travailler.", "Avoir un bail", "Aide à la recherche", "Accompagnement au", "Horizon", "2026", "Paul Côté", "450"],
  review_report: ["Félix Lasalle", "Avoir un bail", "Paul Côté"],
};

const inside = (page) => page.locator("parcours-dossier");

async function visit(language, { role = "person", viewport = WIDE, id = dossier } = {}) {
  const seen = await open(browser, `${receiver.origin}${SAY[language].place}#${id}`, { viewport, language });
  await inside(seen.page).locator("a.task-name").first().waitFor();
  if (role !== "person") {
    await seen.page.locator("[data-visitor]:visible").selectOption(role);
    await seen.page.locator(`parcours-dossier[acting-as=${role}] .whereabouts`).waitFor();
  }
  return seen;
}

async function read(page, name) {
  await inside(page).getByRole("link", { name, exact: true }).last().click();
  await inside(page).locator("article.document").waitFor();
  await assertFocus(page, "heading", "a document is read from its title");
}

/** Tags of a kind, in order: `H1`, `TH`. */
const tagged = (paper, kind) => [...paper.tags.matchAll(/^ *([A-Z][A-Za-z0-9]*)\b/gm)].map((found) => found[1]).filter((tag) => kind.test(tag));

for (const [language, viewport] of [["fr", WIDE], ["en", NARROW]]) {
  const say = SAY[language];
  for (const id of Object.keys(FIRST)) {
    test(`A-01 A-36: ${id} is read on the screen, then on paper, ${language} [dossier service-plan]`, { timeout: 90_000 }, async () => {
      const seen = await visit(language, { viewport });
      const { page } = seen;
      const [title, state] = [titleOf(id, language), `60-document-${id}`];
      await read(page, title);
      await assertAccessible(page, `${id} ${language}`);
      await assertNoSidewaysScroll(page, `${id} ${language}`);
      await screenshot(page, state, language);

      await page.emulateMedia({ media: "print" });
      await assertAccessible(page, `${id} on paper ${language}`);
      const paper = await print(page, state, language);
      assert.equal(paper.told["Page size"], "612 x 792 pts (letter)");
      assert.equal(paper.told.Tagged, "yes");
      assert.match(paper.language ?? "", new RegExp(`^${language}`), "the language of the page");
      const headings = tagged(paper, /^H[1-6]$/);
      assert.deepEqual(headings.slice(0, 3), ["H1", "H2", "H3"], "the title, the summary, its first part");
      assert.equal(headings.filter((one) => one === "H1").length, 1);
      const [first, ...rest] = paper.sheets;
      for (const told of [title, say.brief, ...FIRST[id]]) assert.ok(first.includes(told), `${told} is not on the first sheet:\n${first}`);
      assert.match(first, say.number);
      const all = paper.sheets.join("");
      assert.ok(rest.length > 0 && all.includes(dossier), "the details follow, then the number of the dossier");
      assert.ok(!all.includes(say.print), "nothing to press on paper");
      assert.ok(!/811|English|Français|Portail de|Demonstration portal/.test(all), "nothing of the page around it");

      await page.emulateMedia({ media: "screen" });
      await inside(page).locator(".back").click();
      await assertFocus(page, "heading");
      assert.equal(await page.evaluate(() => document.adoptedStyleSheets.length), 0, "the rules for paper go with the document");
      seen.assertQuiet();
      await seen.close();
    });
  }

  test(`A-05: the plan over time is a picture and a table that say the same, ${language} [dossier service-plan]`, { timeout: 90_000 }, async () => {
    const seen = await visit(language, { viewport });
    const { page } = seen;
    await read(page, titleOf("plan", language));
    const time = inside(page).locator(".time");
    await time.getByRole("heading", { name: say.time }).waitFor();
    const pictures = await time.getByRole("img").all();
    assert.equal(pictures.length, 4, "the dates of the plan, then three needs");
    const shown = await time.locator("svg .time-name").allTextContents();
    const rows = await time.getByRole("rowheader").allInnerTexts();
    assert.equal(shown.length, rows.length, "as many in the picture as in the table");
    shown.forEach((name, number) => assert.ok(rows[number].startsWith(name.replace("…", "")), `${name} is ${rows[number]} in the table`));
    // Every shape is as far along as its dates are: the plan begins before the review comes.
    const boxes = await time.locator("svg .time-day").evaluateAll((days) => days.map((day) => day.getBoundingClientRect().x));
    assert.ok(boxes[0] < boxes[1], boxes.join(" "));
    assert.equal(await time.getByRole("columnheader").count(), 3, "the table keeps its headers on a phone too");

    await page.emulateMedia({ forcedColors: "active" });
    await assertAccessible(page, `the plan in forced colours ${language}`);
    await screenshot(page, "61-document-forced", language);
    await page.emulateMedia({ forcedColors: "none", media: "print" });
    const paper = await print(page, "61-document-time", language);
    assert.ok(tagged(paper, /^TH$/).length >= 5 + 2 + 3 + 9, "column and row headers are tagged as such");
    assert.equal(tagged(paper, /^Table$/).length, 2);
    assert.equal(tagged(paper, /^Figure$/).length, 4, "pictures are tagged as such");
    assert.ok(paper.alternatives >= 4, "each says what it is");
    await seen.close();
  });

  test(`A-36: a plan of forty needs is summed up on one sheet, ${language} [dossier service-plan]`, { timeout: 120_000 }, async () => {
    const id = await live(receiver.origin, "drafted", { answers: large() });
    const seen = await visit(language, { viewport, id });
    const { page } = seen;
    await read(page, titleOf("plan", language));
    await page.emulateMedia({ media: "print" });
    const { sheets } = await print(page, "62-document-large", language);
    const [first, second] = sheets;
    assert.ok(first.includes("Paul Côté"), `whom to call is on the first sheet:\n${first}`);
    assert.match(first, language === "fr" ? /Et \d+ de plus/ : /And \d+ more/, "what is left out is said");
    assert.ok(second.includes(say.time), `the details begin the second sheet:\n${second}`);
    assert.ok(sheets.join("").includes("Service numéro 120"), "nothing is left out of the details");
    await seen.close();
  });

  test(`P-01: due dates go to a calendar, one event each, ${language}`, { timeout: 60_000 }, async () => {
    const id = await live(receiver.origin, "executed");
    const seen = await visit(language, { viewport, id });
    const { page } = seen;
    await screenshot(page, "63-dossier-calendar", language);
    const [download] = await Promise.all([page.waitForEvent("download"), inside(page).getByRole("button", { name: say.calendar }).click()]);
    assert.equal(download.suggestedFilename(), say.file, "the name says nothing of the dossier");
    const text = readFileSync(await download.path(), "utf8");
    const lines = text.split("\r\n");
    assert.equal(lines.pop(), "");
    for (const line of lines) assert.ok(Buffer.byteLength(line) <= 75, `${line} is folded`);
    const whole = text.replaceAll("\r\n ", "").split("\r\n");
    const value = (name) => whole.filter((line) => line.startsWith(name)).map((line) => line.slice(name.length));
    assert.deepEqual(value("UID:"), [`review.1@${id}`], "an event for each deadline that runs, named for ever");
    assert.deepEqual(value("DTSTART;VALUE=DATE:"), ["20261101"], "a day, whatever the clocks do that day");
    assert.deepEqual(value("DTEND;VALUE=DATE:"), ["20261102"]);
    assert.deepEqual(value("SUMMARY:"), [say.review]);
    assert.ok(!/Félix|Lasalle|logement|450/.test(text), "nothing that was answered");
    seen.assertQuiet();
    await seen.close();
  });
}

test("each role finds its own documents, and reads in them what it may", { timeout: 90_000 }, async () => {
  const seen = await visit("fr", { role: "provider" });
  const { page } = seen;
  const offered = await inside(page).locator("a[id^=document-]").allInnerTexts();
  const expected = workflow.documents.filter((document) => document.roles.includes("provider")).map((document) => document.title.fr);
  assert.deepEqual(offered, expected);
  await read(page, titleOf("plan", "fr"));
  const text = await inside(page).locator("article.document").innerText();
  assert.ok(text.includes("Accompagnement au travail") && !text.includes("14 février 1980"), "no birth date for a provider");
  await seen.close();
});

/** The answers of the cases with forty needs, an objective for each, three services for each. */
function large() {
  const { given } = JSON.parse(readFileSync(new URL("../../schemas/forms/service-plan/cases/plan.json", import.meta.url), "utf8"));
  const domains = given.psi.needs.map((need) => need.domain);
  const many = (count, row) => Array.from({ length: count }, (_, number) => row(number));
  const needs = many(40, (number) => ({ ...given.psi.needs[0], key: `n${number + 1}`, domain: domains[number % domains.length], description: `Besoin de la personne, le numéro ${number + 1}` }));
  const objectives = many(40, (number) => ({ ...given.psi.objectives[0], key: `o${number + 1}`, need: `n${number + 1}`, text: `Arriver à faire seul, chaque semaine, ce que le besoin numéro ${number + 1} demande` }));
  const services = many(120, (number) => ({ ...given.psi.services[0], key: `s${number + 1}`, objective: `o${Math.floor(number / 3) + 1}`, means: `Service numéro ${number + 1}, avec une aide à la maison` }));
  const project = "Je veux vivre dans mon logement, près de ma sœur, et travailler à mon rythme. ".repeat(12);
  return { ...given, psi: { ...given.psi, needs, objectives, services, unmet: [{ key: "u1", need: "n3", reason: "waiting_list" }], life_project: project } };
}
