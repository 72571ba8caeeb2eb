// The pages of drafts as people use them: keyboard, screen reader, both languages.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { NARROW, WIDE, assertNoSidewaysScroll, focused } from "../harness/browser.mjs";
import { keyboard } from "../harness/hands.mjs";
import { stage } from "./trial.mjs";

const PHRASE = "Quatre mots bien choisis";
const OPTIONS = { timeout: 120_000 };

const { device } = stage();

for (const [language, viewport] of [["fr", NARROW], ["en", WIDE]]) {
  test(`A-01 A-06 A-26: with a keyboard alone, in ${language}, ${viewport.width} px [components]`, { timeout: 180_000 }, async () => {
    const say = {
      fr: { save: "Enregistrer pour plus tard sur cet appareil", yes: "Oui, enregistrer sur cet appareil", show: "Montrer ce que j’écris", remove: "Supprimer", go: "Continuer", title: "Demande enregistrée", short: /Inscrivez une phrase d’au moins 12 caractères/, other: /Les deux phrases ne sont pas pareilles/ },
      en: { save: "Save for later on this device", yes: "Yes, save on this device", show: "Show what I type", remove: "Delete", go: "Continue", title: "Saved request", short: /Enter a phrase of at least 12 characters/, other: /The two phrases are not the same/ },
    }[language];
    const { come, close } = await device({ viewport });
    const person = await come(language);
    const { page, button } = person;
    const hands = keyboard(page);
    const judge = async (where) => {
      await assertAccessible(page, `${where} ${language}`);
      await assertNoSidewaysScroll(page, `${where} ${language}`);
      const small = await page.locator("[part=draft]").evaluate((root) => [...root.querySelectorAll("button, input")].filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML));
      assert.deepEqual(small, [], where);
    };
    await judge("under the form");
    await hands.press(button(say.save));
    await judge("whose device");
    await hands.type(person.phrase(), "court");
    await hands.press(button(say.yes));
    await page.locator("#draft-summary").waitFor();
    assert.match(await page.locator("#draft-summary").innerText(), say.short);
    assert.equal(await person.phrase().getAttribute("aria-invalid"), "true");
    await judge("too short");
    await hands.type(person.phrase(), PHRASE);
    await hands.type(person.again(), `${PHRASE}s`);
    await hands.press(button(say.yes));
    await page.locator("#draft-again-error").waitFor();
    assert.match(await page.locator("#draft-summary").innerText(), say.other);
    assert.equal(await person.phrase().getAttribute("aria-invalid"), null);
    assert.equal(await person.phrase().getAttribute("type"), "password");
    await hands.press(button(say.show));
    assert.equal(await person.phrase().getAttribute("type"), "text");
    assert.equal(await person.phrase().inputValue(), PHRASE);
    // A passphrase may be pasted.
    await person.again().evaluate((input) => {
      input.focus();
      input.select();
    });
    await page.evaluate((text) => navigator.clipboard?.writeText?.(text).catch(() => {}), PHRASE);
    assert.ok(await person.again().evaluate((input) => input.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true }))), "pasting is not held back");
    await hands.type(person.again(), PHRASE);
    await hands.press(button(say.yes));
    await page.waitForFunction(() => globalThis.told.length === 1);
    assert.match(await page.getByRole("status").innerText(), /20\d\d/);
    assert.equal((await focused(page)).id, "draft-save");
    await judge("saved");
    await page.close();

    const second = await come(language);
    await second.heading(say.title);
    await assertAccessible(second.page, `resume ${language}`);
    await assertNoSidewaysScroll(second.page, `resume ${language}`);
    const again = keyboard(second.page);
    await again.press(second.button(say.remove));
    await assertAccessible(second.page, `delete ${language}`);
    await close();
  });
}

test("A-21: what drafts say follows the language of the form [components]", OPTIONS, async () => {
  const { come, close } = await device();
  const person = await come();
  await person.page.locator("#element").evaluate((element) => {
    element.lang = "en";
    element.shadowRoot.querySelector(".parcours").lang = "en";
  });
  await person.button("Save for later on this device").waitFor();
  assert.equal(await person.page.locator("[part=draft]").getAttribute("lang"), "en-CA");
  await close();
});
