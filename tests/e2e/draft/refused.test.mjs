// Drafts that were changed, that are another window’s or another version’s, and what a device or a browser refuses.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { focused } from "../harness/browser.mjs";
import { change, stage, stored } from "./trial.mjs";

const ANSWERS = { name: "Zanzibar-name-7731", phone: "Zanzibar-phone-7731", story: "Zanzibar-story-7731" };
const PHRASE = "Quatre mots bien choisis";
const DAY = 86_400_000;
const OPTIONS = { timeout: 120_000 };

const { device, origin } = stage();

test("P-05 T-12: a draft changed on the device looks like another passphrase, and lives no longer for it", OPTIONS, async () => {
  for (const [phrase, changes, expected] of [
    [PHRASE, (envelope) => ({ content: envelope.content.replace(/^..../, "AAAA") }), /Ces réponses ne s’ouvrent pas avec cette phrase/],
    [PHRASE, () => ({ rounds: 1000 }), /Ces réponses ne s’ouvrent pas avec cette phrase/],
    [PHRASE, (envelope) => ({ expires: envelope.expires + DAY }), /Ces réponses ne s’ouvrent pas avec cette phrase/],
    ["", (envelope) => ({ expires: envelope.expires + DAY }), /Ce brouillon ne s’ouvre pas/],
    ["", () => ({ form: "guide" }), /Ce brouillon ne s’ouvre pas/],
  ]) {
    const { come, close } = await device();
    const first = await come();
    await first.write(ANSWERS);
    await first.save(phrase);
    const [{ envelope }] = await stored(first.page);
    await change(first.page, changes(envelope));
    await first.page.close();
    const second = await come();
    await second.heading("Demande enregistrée");
    if (phrase) await second.phrase().fill(phrase);
    await second.button("Continuer").click();
    await second.page.locator("#draft-summary").waitFor();
    assert.match(await second.page.locator("#draft-summary").innerText(), expected);
    assert.equal(await second.page.locator("#q-you-name").inputValue(), "");
    await close();
  }
});

test("T-12: in two windows, nothing replaces the other's draft before somebody has chosen", OPTIONS, async () => {
  const { come, close } = await device();
  const one = await come();
  const two = await come();
  await one.write({ name: "Un" });
  await two.write({ name: "Deux" });
  await one.save();
  const [{ revision }] = await stored(one.page);
  await two.button("Enregistrer pour plus tard sur cet appareil").click();
  await two.button("Oui, enregistrer sur cet appareil").click();
  await two.heading("Quel brouillon garder?");
  assert.match(await two.page.locator("[part=draft]").innerText(), /enregistrée dans une autre fenêtre le .* à .*\. Rien ne change avant votre choix\./);
  assert.equal((await stored(one.page))[0].revision, revision, "not replaced");
  await two.button("Garder l’autre brouillon").click();
  assert.equal((await stored(one.page))[0].revision, revision);
  assert.equal(await two.field("Votre nom").inputValue(), "Deux", "what is typed stays on the page");
  // Having seen the other one, the second window replaces it; the first is asked in its turn.
  await two.save();
  const [{ revision: second }] = await stored(one.page);
  assert.notEqual(second, revision);
  await one.button("Enregistrer de nouveau").click();
  await one.heading("Quel brouillon garder?");
  assert.equal((await stored(one.page))[0].revision, second);
  await one.button("Garder les réponses de cette page").click();
  await one.page.locator("#draft-status", { hasText: "Enregistré" }).waitFor();
  assert.notEqual((await stored(one.page))[0].revision, second);
  // Deleted elsewhere: not brought back before somebody says so.
  await two.button("Supprimer le brouillon").click();
  await two.button("Supprimer le brouillon").click();
  await two.page.waitForFunction(async () => (await indexedDB.databases()).length === 0);
  await one.button("Enregistrer de nouveau").click();
  await one.heading("Enregistrer de nouveau?");
  await one.button("Ne rien enregistrer").click();
  assert.deepEqual(await stored(one.page) ?? [], []);
  await close();
});

test("T-12: in another version of the form, what still fits comes back, and the rest is listed by its questions", OPTIONS, async () => {
  const { come, close } = await device();
  const first = await come();
  await first.write(ANSWERS);
  await first.save(PHRASE);
  await first.page.close();
  const second = await come("later");
  await second.phrase().fill(PHRASE);
  await second.button("Continuer").click();
  await second.heading("Réponses à donner de nouveau");
  assert.equal((await focused(second.page)).id, "draft-heading");
  assert.deepEqual(await second.page.locator("[part=draft] li").allInnerTexts(), ["Votre téléphone"]);
  const page = await second.page.locator("[part=draft]").innerText();
  assert.ok(!page.includes("7731"), "questions are named, answers are not shown");
  await assertAccessible(second.page, "left out");
  await second.button("Continuer").click();
  assert.equal(await second.field("Votre nom").inputValue(), ANSWERS.name);
  assert.equal(await second.field("Ce qui se passe").inputValue(), ANSWERS.story);
  assert.equal(await second.field("Votre ville").inputValue(), "");
  await close();
});

test("a full device, a browser that keeps nothing, or that has no cryptography: said plainly, and nothing typed is lost", OPTIONS, async () => {
  const refusals = {
    full: { expected: /Il ne reste pas assez de place sur cet appareil\. Rien n’a été enregistré\./ },
    private: { expected: /Votre navigateur ne permet pas d’enregistrer sur cet appareil/, script: () => Object.defineProperty(IDBFactory.prototype, "open", { value: () => { throw new DOMException("no", "SecurityError"); } }) },
    missing: { expected: /Votre navigateur ne permet pas d’enregistrer sur cet appareil/, script: () => Object.defineProperty(globalThis, "indexedDB", { value: undefined }) },
    plain: { expected: /Votre navigateur ne peut pas protéger vos réponses/, script: () => Object.defineProperty(Crypto.prototype, "subtle", { value: undefined }) },
  };
  for (const [name, { expected, script }] of Object.entries(refusals)) {
    const { context, come, close } = await device();
    const person = await come("fr", { prepare: (page) => script && page.addInitScript(script) });
    if (name === "full") {
      const session = await context.newCDPSession(person.page);
      await session.send("Storage.overrideQuotaForOrigin", { origin: origin(), quotaSize: 1 });
    }
    await person.write(ANSWERS);
    await person.button("Enregistrer pour plus tard sur cet appareil").click();
    await person.button("Oui, enregistrer sur cet appareil").click();
    await person.page.locator("#draft-summary").waitFor();
    assert.match(await person.page.locator("#draft-summary").innerText(), expected, name);
    assert.equal((await focused(person.page)).id, "draft-summary");
    await assertAccessible(person.page, name);
    await person.button("Retour au formulaire").click();
    assert.equal(await person.field("Votre nom").inputValue(), ANSWERS.name);
    assert.deepEqual(await person.told(), []);
    await close();
  }
});
