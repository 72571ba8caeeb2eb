// Rows that are many: one line each, opened by a person or by what must be corrected; and a choice among many of them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NARROW, WIDE, assertFocus } from "./harness/browser.mjs";
import { visitAs } from "./harness/dossier.mjs";
import { planOf } from "./harness/plans.mjs";
import { stage } from "./harness/stage.mjs";

let receiver, browser;
stage((started) => {
  ({ receiver, browser } = started);
});

const COUNT = 8;

for (const [language, viewport, go, correct] of [
  ["fr", NARROW, "Enregistrer et continuer", /à corriger/],
  ["en", WIDE, "Save and continue", /to fix/],
]) {
  test(`A-24 many services are lines that open with the keyboard, ${language} [dossier service-plan]`, { timeout: 120_000 }, async () => {
    const id = await planOf(receiver.origin, { needs: 3, objectives: COUNT, services: COUNT });
    const visitor = await visitAs(browser, receiver, "coordinator", { id, language, viewport });
    const { page, root } = visitor;
    await visitor.open("services");
    const line = (number) => root.getByRole("button", { name: new RegExp(`^Service ${number}\\b`) });
    const means = (row) => root.locator(`#q-psi-services-${row}-means`);
    await line(COUNT).waitFor();
    for (let number = 1; number <= COUNT; number += 1) {
      assert.equal(await line(number).getAttribute("aria-expanded"), "false");
    }
    assert.equal(await root.locator("fieldset.row input").count(), 0, "no question of a folded row is on the page");

    await line(3).focus();
    await page.keyboard.press("Enter");
    assert.equal(await line(3).getAttribute("aria-expanded"), "true");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.querySelector("parcours-dossier:not([hidden])").shadowRoot.activeElement.closest("fieldset.row").id), "q-psi-services-2");
    const objective = root.locator("#q-psi-services-2-objective");
    assert.equal(await objective.evaluate((element) => element.tagName), "SELECT", "more objectives than can stand in sight");
    await objective.selectOption({ label: await objective.locator("option").nth(5).innerText() });
    await visitor.judge("many-rows");

    await means(2).fill("");
    await line(3).click();
    assert.equal(await means(2).count(), 0);
    await root.getByRole("button", { name: go, exact: true }).click();
    await root.getByRole("heading", { name: correct }).waitFor();
    await assertFocus(page, "summary");
    await means(2).waitFor();
    assert.equal(await line(3).getAttribute("aria-expanded"), "true", "what must be corrected opens by itself");
    assert.equal(await line(2).getAttribute("aria-expanded"), "false");
    await root.locator("#summary a, #summary button").first().click();
    await assertFocus(page, "q-psi-services-2-means");
    await visitor.close();
  });
}
