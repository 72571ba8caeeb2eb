// Forms to print and fill by hand: every question of every branch is there, in order, tagged, on Letter, with nothing to press.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { assertAccessible } from "./harness/axe.mjs";
import { NARROW, WIDE, assertNoSidewaysScroll, open } from "./harness/browser.mjs";
import { print } from "./harness/paper.mjs";
import { site } from "./harness/receiver.mjs";
import { screenshot } from "./harness/screenshot.mjs";
import { stage } from "./harness/stage.mjs";

let receiver, browser;
stage((started) => {
  ({ receiver, browser } = started);
});

const PLACES = { fr: "/paper/", en: "/en/paper/" };
const ONLY = { fr: /^(Répondez seulement s|S)i /, en: /^(Answer only i|I)f / };

/** What is asked in a form, as the page receives it: labels and options in a language. */
function asked(id, language) {
  const form = JSON.parse(readFileSync(join(site, "schemas/forms", id, "readable.json"), "utf8"));
  const [labels, options] = [[], []];
  const said = (text) => text[language] ?? text;
  const walk = (questions) => {
    for (const { kind, label, questions: inner = [], options: own = [], list } of questions) {
      if (kind !== "computed") labels.push(said(label));
      if (/^choices?$/.test(kind)) options.push(...(form.lists?.[list]?.options ?? own).map((option) => said(option.label)));
      walk(inner);
    }
  };
  form.sections.forEach((section) => walk(section.questions));
  return { labels, options, title: said(form.title) };
}

const squeezed = (text) => text.replace(/[\s\u00ad]+/g, "");

// The guide only shows the way: nothing of it is sent.
const forms = readdirSync(new URL("../../schemas/forms/", import.meta.url)).filter((id) => id !== "guide");
// The longest in both languages; of the others, one after the other: they are drawn by the same code.
const WAYS = [["fr", NARROW], ["en", WIDE]];
for (const [place, id] of forms.entries()) {
  for (const [language, viewport] of id === "cli-60508" ? WAYS : [WAYS[place % 2]]) {
    test(`A-01 A-10 A-36: every question has its place on paper, ${language} [${id}]`, { timeout: 90_000 }, async () => {
      const visit = await open(browser, `${receiver.origin}${PLACES[language]}${id}/`, { viewport, language });
      const { page } = visit;
      await assertAccessible(page, `${id} ${language}`);
      await assertNoSidewaysScroll(page, `${id} ${language}`);
      await screenshot(page, `paper-${id}`, language);
      assert.equal(await page.locator("input, button, select, textarea, script").count(), 0, "nothing to press");
      const paper = await print(page, `paper-${id}`, language);
      assert.equal(paper.told["Page size"], "612 x 792 pts (letter)");
      assert.equal(paper.told.Tagged, "yes");
      assert.match(paper.language ?? "", new RegExp(`^${language}`));
      const text = squeezed(paper.sheets.join(""));
      const { labels, options, title } = asked(id, language);
      assert.ok(labels.length > 3);
      let from = 0;
      for (const label of labels) {
        const at = text.indexOf(squeezed(label), from);
        assert.ok(at >= 0, `« ${label} » is not on paper, or not in its order`);
        from = at;
      }
      for (const option of options) assert.ok(text.includes(squeezed(option)), `« ${option} » is not on paper`);
      assert.ok(text.includes(squeezed(title)));
      const told = await page.locator(".only").allInnerTexts();
      assert.ok(told.every((one) => ONLY[language].test(one)), told.join("\n"));
      assert.match(paper.sheets[0], new RegExp(`1 ?/ ?${paper.sheets.length}`), "sheets are numbered");
      visit.assertQuiet();
      await visit.close();
    });
  }
}
