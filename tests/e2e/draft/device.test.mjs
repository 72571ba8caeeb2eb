// Drafts on the device: asked for, kept closed, found again, deleted in time.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { focused } from "../harness/browser.mjs";
import { stage, startProfile, stored, visit } from "./trial.mjs";

const ANSWERS = { name: "Zanzibar-name-7731", phone: "Zanzibar-phone-7731", story: "Zanzibar-story-7731" };
const PHRASE = "Quatre mots bien choisis";
const DAY = 86_400_000;
const OPTIONS = { timeout: 120_000 };

const { device, origin } = stage();

test("P-05: nothing is kept before somebody asks and says that the device is theirs", OPTIONS, async () => {
  const { come, close } = await device();
  const person = await come();
  await person.write(ANSWERS);
  assert.match(await person.status(), /^Vos réponses ne sont pas enregistrées sur cet appareil\./);
  assert.deepEqual(await person.databases(), [], "looking for a draft makes no database");
  await person.button("Enregistrer pour plus tard sur cet appareil").click();
  await person.heading("Cet appareil est-il seulement à vous?");
  assert.equal((await focused(person.page)).id, "draft-heading");
  assert.equal(await person.field("Votre nom").isVisible(), false, "a page of its own");
  assert.deepEqual(await person.databases(), []);
  await person.button("Retour au formulaire").click();
  assert.equal((await focused(person.page)).id, "draft-save");
  assert.equal(await person.field("Votre nom").inputValue(), ANSWERS.name);
  assert.deepEqual(await person.databases(), []);
  await person.save();
  assert.deepEqual(await person.databases(), ["parcours"]);
  assert.deepEqual(await person.told(), [{ form: { id: "draft-trial", version: "1.0.0" }, where: "device" }]);
  assert.match(await person.status(), /Enregistré sur cet appareil le .* à .*\. Après le .*, ce brouillon ne s’ouvrira plus\./);
  assert.equal(await person.page.getByRole("button", { name: "Suite" }).getAttribute("aria-describedby"), "draft-status");
  await person.page.locator("#q-you-story").fill("Plus tard");
  assert.match(await person.status(), /Vos derniers changements ne sont pas enregistrés\./);
  await close();
});

test("P-01 P-05: no storage and no file of the browser's own profile holds a word of it, nor the passphrase", OPTIONS, async (profile) => {
  const folder = mkdtempSync(join(tmpdir(), "draft-profile-"));
  for (const phrase of ["", PHRASE]) {
    const context = await startProfile(folder);
    profile.after(() => context.close());
    const person = await visit(context, origin(), "fr");
    if (phrase) await person.button("Supprimer").click().then(() => person.button("Supprimer le brouillon").click());
    await person.write(ANSWERS);
    await person.save(phrase);
    const [{ envelope, key }] = await stored(person.page);
    assert.equal(envelope.key, phrase ? "PBKDF2-HMAC-SHA-256" : "device");
    assert.equal(envelope.rounds, phrase ? 600_000 : 0);
    assert.deepEqual(key, phrase ? undefined : { extractable: false, type: "secret", usages: ["encrypt", "decrypt"] });
    const rest = await person.page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, name, history.state, document.title, location.href]));
    assert.ok(!rest.includes("7731"));
    await context.close();
  }
  const files = (place) => readdirSync(place, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? files(join(place, entry.name)) : [join(place, entry.name)]));
  const whole = files(folder).filter((file) => statSync(file).isFile()).map((file) => readFileSync(file));
  // As bytes and as the two-byte letters that browsers also write.
  const holds = (word) => whole.some((file) => file.includes(word) || file.includes(Buffer.from(word, "utf16le")));
  assert.ok(holds("draft-trial"), "the draft itself was looked through");
  for (const word of [...Object.values(ANSWERS), "7731", PHRASE]) assert.ok(!holds(word), `${word} stands in the profile`);
  rmSync(folder, { recursive: true });
});

for (const phrase of ["", PHRASE]) {
  test(`P-05: whoever comes back sees a date only, then goes on, ${phrase ? "with a passphrase" : "without"}`, OPTIONS, async () => {
    const { come, close } = await device();
    const first = await come();
    await first.write(ANSWERS);
    await first.save(phrase);
    await first.page.close();

    const second = await come();
    await second.heading("Demande enregistrée");
    const text = await second.page.locator("main").innerText().then((outside) => outside + second.page.url());
    const shown = await second.page.locator("#element").evaluate((element) => element.shadowRoot.textContent + JSON.stringify([...element.shadowRoot.querySelectorAll("input")].map((input) => input.value)));
    assert.ok(!(text + shown).includes("7731"), "no answer before somebody chooses");
    assert.match(shown, /Une demande commencée le .* est enregistrée sur cet appareil\./);
    assert.equal(await second.field("Votre nom").isVisible(), false);
    if (phrase) {
      await second.button("Continuer").click();
      await second.page.getByText("Inscrivez la phrase secrète.").first().waitFor();
      await second.phrase().fill("Une autre phrase secrète");
      await second.button("Continuer").click();
      await second.page.getByText("Ces réponses ne s’ouvrent pas avec cette phrase.").first().waitFor();
      assert.equal((await focused(second.page)).id, "draft-summary");
      await second.phrase().fill(phrase);
    }
    await second.button("Continuer").click();
    await second.field("Votre nom").waitFor();
    assert.deepEqual(await Promise.all(["Votre nom", "Votre téléphone", "Ce qui se passe"].map((name) => second.field(name).inputValue())), Object.values(ANSWERS));
    assert.equal((await focused(second.page)).id, "heading");
    // Kept again without asking for the passphrase again, under the same first date.
    const [{ envelope: before }] = await stored(second.page);
    await second.page.locator("#q-you-story").fill("Zanzibar-again-7731");
    await second.button("Enregistrer de nouveau").click();
    await second.page.waitForFunction(() => globalThis.told.length === 1);
    const [{ envelope: now }] = await stored(second.page);
    assert.deepEqual([now.started, now.key, now.salt === before.salt], [before.started, before.key, true]);
    assert.notEqual(now.nonce, before.nonce);
    await second.page.close();
    const third = await come();
    await third.heading("Demande enregistrée");
    if (phrase) await third.phrase().fill(phrase);
    await third.button("Continuer").click();
    await third.field("Ce qui se passe").waitFor();
    assert.equal(await third.field("Ce qui se passe").inputValue(), "Zanzibar-again-7731");
    await close();
  });
}

test("P-05 3.3.4: a draft is deleted when somebody says so twice, and leaves no database behind [components]", OPTIONS, async () => {
  const { come, close } = await device();
  const first = await come();
  await first.write(ANSWERS);
  await first.save();
  await first.button("Supprimer le brouillon").click();
  await first.heading("Supprimer ce brouillon?");
  await first.button("Garder le brouillon").click();
  assert.deepEqual(await first.databases(), ["parcours"]);
  await first.page.close();

  const second = await come();
  await second.button("Supprimer").click();
  await second.button("Garder le brouillon").click();
  await second.heading("Demande enregistrée");
  await second.button("Supprimer").click();
  await second.button("Supprimer le brouillon").click();
  await second.field("Votre nom").waitFor();
  assert.equal(await second.field("Votre nom").inputValue(), "");
  assert.equal(await second.page.getByRole("status").innerText(), "Brouillon supprimé.");
  await second.page.waitForFunction(async () => (await indexedDB.databases()).length === 0);
  await close();
});

test("P-06: sending and leaving delete it; so does the form, once it is sensitive", OPTIONS, async () => {
  for (const name of ["parcours-submitted", "parcours-exit", "sensitive"]) {
    const { come, close } = await device();
    const person = await come();
    await person.write(ANSWERS);
    await person.save();
    assert.equal((await stored(person.page)).length, 1);
    if (name === "sensitive") {
      const other = await come("sensitive");
      assert.equal(await other.page.getByText("Enregistrer pour plus tard").count(), 0, "nothing is offered");
      assert.equal(await other.page.getByText("Demande enregistrée").count(), 0);
    } else {
      await person.page.evaluate((name) => document.querySelector("#element").dispatchEvent(new CustomEvent(name, { detail: {} })), name);
    }
    await person.page.waitForFunction(async () => (await indexedDB.databases()).length === 0);
    if (name === "parcours-exit") assert.equal(await person.page.locator("[part=draft]").count(), 0);
    await close();
  }
});

test("P-05: seven days, or as many as the host page says and thirty at most; a clock put back helps nobody", OPTIONS, async () => {
  for (const [name, days] of [["fr", 7], ["month", 30], ["day", 1]]) {
    const { come, close } = await device();
    const first = await come(name);
    await first.write(ANSWERS);
    await first.save();
    const [{ envelope }] = await stored(first.page);
    assert.equal(envelope.expires - envelope.saved, days * DAY);
    await first.page.close();
    const eve = await come(name, { shift: days * DAY - 60_000 });
    await eve.heading("Demande enregistrée");
    // Its time comes while the page asks.
    await eve.page.evaluate((shift) => (globalThis.shift = shift), days * DAY + 1000);
    await eve.button("Continuer").click();
    await eve.field("Votre nom").waitFor();
    assert.equal(await eve.field("Votre nom").inputValue(), "");
    await eve.page.waitForFunction(async () => (await indexedDB.databases()).length === 0);
    await close();
  }
  for (const shift of [7 * DAY + 1000, -2 * DAY]) {
    const { come, close } = await device();
    const first = await come();
    await first.write(ANSWERS);
    await first.save();
    await first.page.close();
    const later = await come("fr", { shift });
    assert.equal(await later.page.getByText("Demande enregistrée").count(), 0, `${shift}`);
    await later.page.waitForFunction(async () => (await indexedDB.databases()).length === 0);
    await close();
  }
});
