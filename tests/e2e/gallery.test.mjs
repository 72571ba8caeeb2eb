// The gallery: every example of every component, judged like a page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "./harness/axe.mjs";
import { assertNoSidewaysScroll, open } from "./harness/browser.mjs";
import { screenshot } from "./harness/screenshot.mjs";
import { stage } from "./harness/stage.mjs";
import { VIEWS } from "./harness/views.mjs";

let receiver, browser;
stage((started) => {
  ({ receiver, browser } = started);
});

const PLACES = { fr: "/gallery/", en: "/en/gallery/" };

for (const [language, viewport] of VIEWS) {
  test(`A-01 A-11: every component in every state, ${language}, ${viewport.width} px [components]`, { timeout: 120_000 }, async () => {
    const visit = await open(browser, `${receiver.origin}${PLACES[language]}`, { viewport, language });
    const { page } = visit;
    await page.locator("parcours-gallery:not([aria-busy]) > section").first().waitFor({ timeout: 60_000 });
    const names = await page.locator("parcours-gallery > section > h2").allInnerTexts();
    assert.ok(names.length > 50, `${names.length} examples`);
    const twice = names.filter((name, index) => names.indexOf(name) !== index);
    assert.deepEqual(twice, [], "each example has a name of its own");
    await assertAccessible(page, `gallery ${language}`);
    await assertNoSidewaysScroll(page, `gallery ${language}`);
    await screenshot(page, "40-gallery", language);
    visit.assertQuiet();
    await visit.close();
  });
}
