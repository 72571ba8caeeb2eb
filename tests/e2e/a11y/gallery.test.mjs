// Every example of every component, by every check a machine can make.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NARROW, WIDE, open } from "../harness/browser.mjs";
import { stage } from "../harness/stage.mjs";
import { assertSecondJudge } from "./checks/engines.mjs";
import { judge, proved } from "./judge.mjs";

let receiver, browser;
stage((started) => {
  ({ receiver, browser } = started);
});

for (const [language, place, viewport] of [["fr", "/gallery/", NARROW], ["en", "/en/gallery/", WIDE]]) {
  test(`${proved(viewport)}: every example, ${language}, ${viewport.width} px [components]`, { timeout: 300_000 }, async () => {
    const visit = await open(browser, `${receiver.origin}${place}`, { viewport, language });
    await visit.page.locator("parcours-gallery:not([aria-busy]) > section").first().waitFor({ timeout: 60_000 });
    // IBM's rules take buttons of the same name for one group, through the roots that keep the examples apart.
    assert.equal((await judge(visit.page, "gallery", { without: [assertSecondJudge] })).join("\n"), "");
    await visit.close();
  });
}
