// The portal's own pages, without the form: readable, bilingual, accessible, and quiet under the strict policy.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "./harness/axe.mjs";
import { NARROW, WIDE, assertNoSidewaysScroll, open } from "./harness/browser.mjs";
import { screenshot } from "./harness/screenshot.mjs";
import { bare } from "./harness/bare.mjs";
import { stage } from "./harness/stage.mjs";
import { VIEWS } from "./harness/views.mjs";

let receiver, browser;
stage((started) => {
  ({ receiver, browser } = started);
});

for (const [language, start] of [["fr", "/"], ["en", "/en/"]]) {
  for (const [, viewport] of VIEWS.filter(([of]) => of === language)) {
    test(`A-01 A-11 P-02 P-12: home, desk, help and accessibility, ${language}, ${viewport.width} px [portal]`, async () => {
      for (const place of ["", "desk/", "help/", "accessibility/", "accessibility/cli-60508/"]) {
        const visit = await open(browser, `${receiver.origin}${start}${place}`, { viewport, language });
        assert.equal(await visit.page.locator("html").getAttribute("lang"), `${language}-CA`);
        await assertAccessible(visit.page, `${start}${place}`);
        await assertNoSidewaysScroll(visit.page, `${start}${place}`);
        await screenshot(visit.page, place.replaceAll("/", "") || "home", language);
        visit.assertQuiet();
        await visit.close();
      }
    });
  }

  test(`A-34: without WebAssembly the page still says what to do, ${language} [cli-60508]`, async () => {
    for (const viewport of [WIDE, NARROW]) {
      const visit = await open(browser, `${receiver.origin}${start}referral/`, { viewport, language, expectMessages: true });
      const { page } = visit;
      await page.route("**/*.wasm", (route) => route.abort());
      await bare(page);
      await page.reload();
      await page.waitForLoadState("networkidle");
      const text = await page.locator("main").innerText();
      const title = language === "fr" ? "services sociaux généraux" : "general social services";
      for (const words of [title, "CLI-60508", "811", "911", "277-3553", "371-4090", "699-5935"]) {
        assert.ok(text.includes(words), `the fallback says ${words}`);
      }
      assert.equal(await page.locator("parcours-form").first().locator("a[href^='tel:']").first().isVisible(), true);
      assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
      await assertAccessible(page, `fallback ${language}`);
      await assertNoSidewaysScroll(page, `fallback ${language}`);
      await screenshot(page, "fallback", language);
      assert.deepEqual(visit.seen.violations, []);
      await visit.close();
    }
  });
}

test("A-06: the first Tab reaches the skip link, which leads to the content [portal]", async () => {
  const visit = await open(browser, `${receiver.origin}/`);
  await visit.page.keyboard.press("Tab");
  const skip = visit.page.getByRole("link", { name: "Passer au contenu" });
  assert.ok(await skip.evaluate((link) => link === document.activeElement));
  await visit.page.keyboard.press("Enter");
  assert.equal(await visit.page.evaluate(() => document.activeElement.id), "content");
  await visit.close();
});
