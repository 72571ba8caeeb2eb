// The other forms as they open, and as they answer to somebody who goes on without a word: by every check a machine can make, and
// as a screen reader is told. CLI-60508 is judged whole in form.test.mjs.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, whenReady } from "../harness/browser.mjs";
import { PAGE } from "../harness/referral.mjs";
import { stage } from "../harness/stage.mjs";
import { VIEWS } from "../harness/views.mjs";
import { judge, proved } from "./judge.mjs";
import { assertKept, spoken } from "./spoken.mjs";

let receiver, browser;
stage((started) => {
  ({ receiver, browser } = started);
});

const FORMS = ["guide", "home-support", "housing-first", "access-refusal", "access-restriction", "disclosure"];

for (const form of FORMS) {
  for (const [language, viewport] of VIEWS) {
    test(`${proved(viewport)}: first page, and the next without a word, ${language}, ${viewport.width} px [${form}: empty]`, { timeout: 120_000 }, async () => {
      const visit = await open(browser, `${receiver.origin}${language === "fr" ? "" : "/en"}/${form}/`, { language, viewport });
      const { page } = visit;
      const root = await whenReady(page);
      const heard = [];
      const wrong = [];
      const look = async (state) => {
        wrong.push(...(await judge(page, `${form}, ${state} ${language}`)));
        heard.push([state, await spoken(page, language)]);
      };
      await look("first page");
      await root.getByRole("button", { name: PAGE[language].next }).click();
      await page.waitForTimeout(300);
      await look("went on without a word");
      assert.equal(wrong.join("\n"), "");
      assertKept(`${form}.${language}`, heard);
      visit.assertQuiet();
      await visit.close();
    });
  }
}
