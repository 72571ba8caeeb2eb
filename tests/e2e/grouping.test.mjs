// A whole step on one page, for whoever works with many dossiers.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NARROW, WIDE, assertFocus } from "./harness/browser.mjs";
import { named, visitAs } from "./harness/dossier.mjs";
import { planOf } from "./harness/plans.mjs";
import { stage } from "./harness/stage.mjs";

let receiver, browser;
stage((started) => {
  ({ receiver, browser } = started);
});

const SAY = {
  fr: { group: "Une étape par page", objectives: "Objectifs", step: /^3\. Élaboration/, go: "Enregistrer et continuer", back: "Enregistrer et revenir" },
  en: { group: "One step per page", objectives: "Objectives", step: /^3\. Drawing up/, go: "Save and continue", back: "Save and go back" },
};

for (const [language, viewport, keys] of [["fr", NARROW, true], ["en", WIDE, false]]) {
  test(`C-01 a coordinator fills a step on one page, ${language}, ${viewport.width} px [dossier service-plan]`, { timeout: 120_000 }, async () => {
    const say = SAY[language];
    const id = await planOf(receiver.origin, { needs: 2, objectives: 2, services: 2 });
    const visitor = await visitAs(browser, receiver, "coordinator", { id, language, viewport, keys });
    const { page, root, hands } = visitor;
    const turn = visitor.button(say.group);
    assert.equal(await turn.getAttribute("aria-pressed"), "false");
    await hands.press(turn);
    assert.equal(await turn.getAttribute("aria-pressed"), "true");
    await hands.press(root.getByRole("link", { name: named(say.objectives) }));
    await root.getByRole("heading", { name: say.step, level: 2 }).waitFor();
    await assertFocus(page, "heading");
    const sections = await root.locator(".section-title").allInnerTexts();
    assert.ok(sections.length >= 3 && sections.every((title) => /^3\.\d /.test(title)), sections.join(" | "));
    await visitor.judge("66-step-on-one-page");

    const objective = root.locator("#q-psi-objectives-0-text");
    const means = root.locator("#q-psi-services-1-means");
    await hands.type(means, "");
    await hands.press(visitor.button(say.go));
    await assertFocus(page, "summary");
    await hands.press(root.locator("#summary a").first());
    await assertFocus(page, "q-psi-services-1-means");
    await hands.type(means, "Deux sections");
    await hands.type(objective, "Une seule page");
    // Other sections of the step are not complete yet: what is there is saved all the same.
    await hands.press(visitor.button(say.back));
    await root.locator(".whereabouts").waitFor();
    assert.equal(await visitor.root.evaluate((element) => element.unsaved), false);

    assert.equal(await turn.getAttribute("aria-pressed"), "true", "the choice lasts as long as the visit");
    await hands.press(turn);
    await visitor.open("services");
    assert.equal(await root.locator(".section-title").count(), 0);
    assert.equal(await means.inputValue(), "Deux sections");
    await visitor.close();
  });
}

test("C-01 a person is never offered it [dossier service-plan]", { timeout: 60_000 }, async () => {
  const visitor = await visitAs(browser, receiver, "person", {});
  assert.equal(await visitor.button(SAY.fr.group).count(), 0);
  await visitor.close();
});
