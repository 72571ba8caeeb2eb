// The documents of a service plan: read on the screen, printed on Letter, in both languages, by who may have them.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible } from "./harness/axe.mjs";
import { NARROW, WIDE, assertFocus, assertNoSidewaysScroll, open, startBrowser } from "./harness/browser.mjs";
import { live } from "./harness/lives.mjs";
import { print } from "./harness/paper.mjs";
import { startReceiver } from "./harness/receiver.mjs";
import { screenshot } from "./harness/screenshot.mjs";

let receiver, browser, dossier;
before(async () => {
  receiver = await startReceiver();
  browser = await startBrowser();
  dossier = await live(receiver.origin, "reviewed");
});
after(async () => {
  await browser?.close();
  await receiver?.stop();
});

const SAY = {
  fr: { place: "/service-plan/", print: "Imprimer ce document", plan: "Plan de services", number: /Page 1 sur \d/, project: "Projet de vie", lives: "Vivre dans mon logement et travailler." },
  en: { place: "/en/service-plan/", print: "Print this document", plan: "Service plan", number: /Page 1 of \d/, project: "Life project", lives: "Vivre dans mon logement et travailler." },
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
  await inside(page).getByRole("link", { name, exact: true }).click();
  await inside(page).locator("article.document").waitFor();
  await assertFocus(page, "heading", "a document is read from its title");
}

for (const [language, viewport] of [["fr", WIDE], ["en", NARROW]]) {
  test(`A-36: the plan is read on the screen, then on paper, ${language}`, { timeout: 90_000 }, async () => {
    const say = SAY[language];
    const seen = await visit(language, { viewport });
    const { page } = seen;
    await read(page, say.plan);
    await assertAccessible(page, `the plan ${language}`);
    await assertNoSidewaysScroll(page, `the plan ${language}`);
    await screenshot(page, "60-document-plan", language);

    await page.emulateMedia({ media: "print" });
    await assertAccessible(page, `the plan on paper ${language}`);
    const paper = await print(page, "60-document-plan", language);
    assert.equal(paper.told["Page size"], "612 x 792 pts (letter)");
    assert.equal(paper.told.Tagged, "yes");
    assert.match(paper.language ?? "", new RegExp(`^${language}`), "the language of the page");
    const headings = [...paper.tags.matchAll(/^ *(H[1-6])\b/gm)].map((found) => found[1]);
    assert.equal(headings[0], "H1", "the document begins with its title");
    assert.equal(headings.filter((one) => one === "H1").length, 1);
    assert.ok(headings.includes("H2") && headings.includes("H3"), headings.join(" "));
    const [first] = paper.sheets;
    for (const told of [say.plan, say.project, say.lives]) assert.ok(first.includes(told), `${told}:\n${first}`);
    assert.match(first, say.number);
    assert.ok(!paper.sheets.join("").includes(say.print), "nothing to press on paper");
    assert.ok(!/811|English|Français|Portail|portal/.test(paper.sheets.join("")), "nothing of the page around it");

    await page.emulateMedia({ media: "screen" });
    await inside(page).locator(".back").click();
    await assertFocus(page, "heading");
    assert.equal(await page.evaluate(() => document.adoptedStyleSheets.length), 0, "the rules for paper go with the document");
    seen.assertQuiet();
    await seen.close();
  });
}
