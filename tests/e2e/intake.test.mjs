// The intake desk: a CLI-60508 that arrived is there with its delays, and opens as a dossier that goes on from state to state.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "./harness/axe.mjs";
import { arrive } from "./harness/arrivals.mjs";
import { NARROW, WIDE, assertNoSidewaysScroll, open } from "./harness/browser.mjs";
import { keyboard, mouse } from "./harness/hands.mjs";
import { screenshot } from "./harness/screenshot.mjs";
import { stage } from "./harness/stage.mjs";

let receiver, browser;
stage(async (started) => {
  ({ receiver, browser } = started);
});

const SAID = {
  fr: { start: "", open: /^Ouvrir/, due: /^Rappeler avant le .* – à temps$/, state: "Reçue", suggestions: "Pistes d’orientation", door: "Consultation sociale", because: "Nature : Ponctuelle" },
  en: { start: "en/", open: /^Open/, due: /^Call back by .* – on time$/, state: "Received", suggestions: "Orientation suggestions", door: "Social consultation", because: "Nature: One-off" },
};

for (const [language, viewport] of [["fr", WIDE], ["en", NARROW]]) {
  test(`A-24: a referral that arrived is at the intake desk with its delays, ${language}, ${viewport.width} px [dossier ssg-intake]`, { timeout: 120_000 }, async () => {
    await arrive(receiver.origin);
    const said = SAID[language];
    const visit = await open(browser, `${receiver.origin}/${said.start}intake/`, { language, viewport });
    const { page } = visit;
    const hands = viewport === WIDE ? keyboard(page) : mouse(page);
    const list = page.locator("[data-requests]:visible");
    const way = list.getByRole("button", { name: said.open }).first();
    await way.waitFor();
    assert.match(await list.locator("li li").first().innerText(), said.due);
    await assertAccessible(page, `intake desk, ${language}`);
    await assertNoSidewaysScroll(page, `intake desk, ${language}`);
    await screenshot(page, `intake-${viewport.width}`, language);

    await hands.press(way);
    const root = page.locator("parcours-dossier");
    await root.getByText(said.state, { exact: true }).first().waitFor();
    await hands.press(root.getByRole("link", { name: said.suggestions }).or(root.getByRole("button", { name: said.suggestions })));
    await root.getByRole("heading", { name: said.door }).waitFor();
    assert.equal(await root.getByText(said.because).count(), 1, "the answer that led there");
    await assertAccessible(page, `intake, suggestions, ${language}`);
    await assertNoSidewaysScroll(page, `intake, suggestions, ${language}`);
    await screenshot(page, `intake-suggestions-${viewport.width}`, language);
    visit.assertQuiet();
    await visit.close();
  });
}
