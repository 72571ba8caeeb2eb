// Drafts on the device: asked for, kept closed, found again, deleted in time; and what the device or the browser refuses.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { NARROW, WIDE, assertNoSidewaysScroll, focused, startBrowser } from "../harness/browser.mjs";
import { keyboard } from "../harness/hands.mjs";
import { change, startProfile, startTrial, stored, visit } from "./trial.mjs";

const ANSWERS = { name: "Zanzibar-name-7731", phone: "Zanzibar-phone-7731", story: "Zanzibar-story-7731" };
const PHRASE = "Quatre mots bien choisis";
const DAY = 86_400_000;
const OPTIONS = { timeout: 120_000 };

let host, browser;
before(async () => {
  host = await startTrial();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await host?.stop();
});

const come = (context, name = "fr", options) => visit(context, host.origin, name, options);
/** A device of its own; `context` is what stays when a page is closed. */
async function device(options) {
  const context = await browser.newContext({ viewport: WIDE, ...options });
  return { context, come: (name, more) => come(context, name, more), close: () => context.close() };
}

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

test("P-01 P-05: no storage and no file of the browser's own profile holds a word of it, nor the passphrase", OPTIONS, async () => {
  const folder = mkdtempSync(join(tmpdir(), "draft-profile-"));
  for (const phrase of ["", PHRASE]) {
    const context = await startProfile(folder);
    const person = await come(context);
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

test("P-05 3.3.4: a draft is deleted when somebody says so twice, and leaves no database behind", OPTIONS, async () => {
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
      await session.send("Storage.overrideQuotaForOrigin", { origin: host.origin, quotaSize: 1 });
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

for (const [language, viewport] of [["fr", NARROW], ["en", WIDE]]) {
  test(`A-01 A-06 A-26: with a keyboard alone, in ${language}, ${viewport.width} px`, { timeout: 180_000 }, async () => {
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

test("A-21: what drafts say follows the language of the form", OPTIONS, async () => {
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
