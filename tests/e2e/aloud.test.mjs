// Reading aloud. Chromium without a screen has no voice: the page is given some, and what it hands to `speechSynthesis.speak` is
// written down instead of being heard. Everything else is real.

import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { assertAccessible } from "./harness/axe.mjs";
import { NARROW, WIDE, assertNoSidewaysScroll, focused, open, startBrowser, whenReady } from "./harness/browser.mjs";
import { literal } from "./harness/literal.mjs";
import { site } from "./harness/receiver.mjs";
import { FORM, VOICES, mute } from "./harness/voices.mjs";
import { formPage, gone, startHost } from "./exit/host.mjs";

const WORDS = { fr: { listen: "Écouter", stop: "Arrêter", next: "Continuer" }, en: { listen: "Listen", stop: "Stop", next: "Continue" } };
let host, browser;
before(async () => {
  const page = (attributes, more) => formPage({ "read-aloud": "", ...attributes }, more);
  host = await startHost({ "/fr/": page(), "/en/": page({}, { lang: "en" }), "/none/": page({ "read-aloud": null }), "/dossier/": formPage({}, { scripts: ["/parcours/dossier/parcours-dossier.js"], after: `<parcours-dossier src="/schemas/workflows/service-plan/bundle.json" acting-as="person" read-aloud lang="fr"></parcours-dossier>` }), "/two/": page({}, { after: `<parcours-form id="other" src="/form.json" lang="fr" read-aloud></parcours-form>` }) });
  host.give("/form.json", FORM);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await host?.stop();
});

async function come(path, { voices = VOICES, ...more } = {}) {
  const prepare = (page) => page.addInitScript(mute, voices);
  const visit = await open(browser, `${host.origin}${path}`, { prepare, ...more });
  const { page } = visit;
  const root = await whenReady(page);
  await page.evaluate(() => import("/parcours/aloud.js"));
  const buttons = root.locator("[part~=aloud]");
  return {
    ...visit, root, buttons,
    button: (label, language = "fr", word = "listen") => root.getByRole("button", { name: new RegExp(`^${WORDS[language][word]}\\s?:\\s${literal(label)}(\\s\\((facultatif|optional)\\))?$`) }),
    said: () => page.evaluate(() => globalThis.said.splice(0)),
    texts: async () => (await page.evaluate(() => globalThis.said.splice(0))).map(({ text }) => text),
    stopped: () => page.evaluate(() => globalThis.waiting.length === 0),
    finish: () => page.evaluate(() => globalThis.waiting.splice(0).forEach((one) => one.dispatchEvent(new Event("end")))),
  };
}

/** The questions that have not one button, and what groups questions and has one. */
const bare = (root) =>
  root.evaluate((element) => {
    const fields = [...element.shadowRoot.querySelectorAll("[part~=field]")];
    if (fields.length === 0) throw new Error("no question");
    const own = (field) => [...field.children].filter((node) => node.matches("[part~=aloud]")).length;
    return fields.filter((field) => own(field) !== (field.querySelector("[part~=field]") ? 0 : 1)).map((field) => field.textContent.slice(0, 40));
  });

test("aloud.js weighs at most 1.8 kB in brotli, and is fetched where the attribute asks for it only", { timeout: 60_000 }, async () => {
  const { size } = statSync(join(site, "parcours/aloud.js.br"));
  assert.ok(size <= 1800, `${size} bytes`);
  const visit = await open(browser, `${host.origin}/none/`);
  await whenReady(visit.page);
  assert.deepEqual(visit.seen.requests.filter(({ url }) => url.includes("aloud")), []);
  await visit.close();
});

for (const language of ["fr", "en"]) {
  for (const viewport of [WIDE, NARROW]) {
    test(`A-01 A-06 A-10 A-11 P-02: each question is read by a voice of the device, ${language}, ${viewport.width} px [components]`, { timeout: 90_000 }, async () => {
      const visit = await come(`/${language}/`, { language, viewport });
      const { page, root, buttons } = visit;
      const words = WORDS[language];
      const say = (fr, en) => (language === "fr" ? fr : en);
      await visit.button(say("Votre nom", "Your name"), language).waitFor();
      for (const button of await buttons.all()) {
        const { width, height } = await button.boundingBox();
        assert.ok(width >= 44 && height >= 44, `${width} × ${height}`);
        assert.ok((await button.getAttribute("aria-label")).startsWith(await button.textContent()), "its name begins with what is seen (2.5.3)");
      }
      assert.deepEqual(await bare(root), []);
      await assertAccessible(page, `aloud, ${language}`);
      await assertNoSidewaysScroll(page, `aloud, ${language}`);
      const before = visit.seen.requests.length;

      // By keyboard: after the question's own control.
      await root.getByRole("textbox", { name: say("Votre nom", "Your name") }).focus();
      await page.keyboard.press("Tab");
      assert.equal((await focused(page)).text, words.listen);
      assert.notEqual(await page.evaluate(() => getComputedStyle(document.querySelector("parcours-form").shadowRoot.activeElement).outlineStyle), "none");
      await page.keyboard.press("Enter");
      assert.equal((await focused(page)).text, words.stop);
      const said = await visit.said();
      assert.deepEqual(said.map(({ text }) => text), say(["Votre nom", "Comme sur votre carte."], ["Your name", "As on your card."]));
      for (const one of said) assert.deepEqual([one.voice, one.lang], say(["Chantal", "fr_CA"], ["Allison", "en-CA"]));
      await assertAccessible(page, `aloud, reading, ${language}`);
      await visit.finish();
      assert.equal((await focused(page)).text, words.listen, "read to the end");

      // What is wrong comes before what may be chosen; a kit that goes to a wrong question goes to its first control.
      await root.getByRole("button", { name: words.next, exact: true }).click();
      await root.getByRole("link", { name: say("Choisissez une herbe.", "Select a herb.") }).click();
      assert.equal(await page.evaluate(() => document.querySelector("parcours-form").shadowRoot.activeElement.type), "radio");
      await visit.button(say("Une herbe", "A herb"), language).click();
      assert.deepEqual(await visit.texts(), say(["Une herbe", "Erreur\u00a0: Choisissez une herbe.", "Menthe", "Thym"], ["A herb", "Error: Select a herb.", "Mint", "Thyme"]));
      await visit.button(say("Une liste", "A list"), language).click();
      assert.deepEqual(await visit.texts(), say(["Une liste (facultatif)", "Menthe", "Thym"], ["A list (optional)", "Mint", "Thyme"]).map((text) => text.replace(" (", "\u00a0(")));
      assert.equal(visit.seen.requests.length, before, "nothing is asked of anybody");
      visit.assertQuiet();
      await visit.close();
    });
  }
}

test("P-02: no button without a voice of the device in the page's language, whatever voices there are elsewhere; it comes with the voice", { timeout: 60_000 }, async () => {
  const visit = await come("/fr/", { voices: [["Distante", "fr-CA", false], ["Allison", "en-CA", true], ["Muette", "fr-CA", undefined], ["Fon", "fon", true]] });
  const { page, root, buttons } = visit;
  assert.equal(await buttons.count(), 0);
  const give = (...voices) => page.evaluate((voices) => globalThis.give(voices), voices);
  await give(["Amélie", "fr-FR", true], ["Distante", "fr-CA", false]);
  await visit.button("Votre nom").click();
  assert.deepEqual(new Set((await visit.said()).map(({ voice }) => voice)), new Set(["Amélie"]));
  await give(["Distante", "fr-CA", false]);
  assert.equal(await buttons.count(), 0);
  assert.ok(await visit.stopped());
  // In the other language there is one.
  await give(["Allison", "en-CA", true]);
  assert.equal(await buttons.count(), 0);
  await root.locator("#language").click();
  await visit.button("Your name", "en").click();
  assert.deepEqual((await visit.said()).map(({ voice }) => voice), ["Allison", "Allison"]);
  visit.assertQuiet();
  await visit.close();
});

test("T-13: what was typed, chosen or named is never read", { timeout: 90_000 }, async () => {
  const visit = await come("/fr/");
  const { page, root, buttons } = visit;
  const canaries = ["Zoraïde", "Ursuline", "Xavière", "Wilfrid", "1983"];
  await root.getByRole("textbox", { name: "Votre nom" }).fill(canaries[0]);
  await root.getByRole("checkbox", { name: /^J’ai autre chose/ }).check();
  await root.getByRole("textbox", { name: "Dites-le" }).fill(canaries[1]);
  const add = root.getByRole("button", { name: "Ajouter un proche" });
  while ((await root.getByRole("textbox", { name: "Son nom" }).count()) < 2) await add.click();
  await root.getByRole("textbox", { name: "Son nom" }).nth(0).fill(canaries[2]);
  await root.getByRole("textbox", { name: "Son nom" }).nth(1).fill(canaries[3]);
  await root.getByRole("textbox", { name: "Année" }).first().fill(canaries[4]);
  await root.getByRole("radio", { name: new RegExp(canaries[2]) }).check();
  await visit.button("Dites-le").waitFor();
  const heard = [];
  for (const button of await buttons.all()) {
    await button.click();
    heard.push(...(await visit.texts()));
  }
  for (const canary of canaries) assert.ok(!heard.some((text) => text.includes(canary)), canary);
  for (const words of ["Votre nom", "Thym", "Son nom", "Jour", "Vos proches", "Ceux qui vous aident.", "Qui appeler"]) assert.ok(heard.some((text) => text.includes(words)), words);
  assert.equal(heard.filter((text) => text.startsWith("Vos proches")).length, 1, "with the first of its questions");
  // Nor in the name of a button.
  const names = await buttons.evaluateAll((all) => all.map((button) => button.getAttribute("aria-label")).join());
  for (const canary of canaries) assert.ok(!names.includes(canary));
  visit.assertQuiet();
  await visit.close();
});

test("a part in another language is read by a voice of its own, or left out", { timeout: 60_000 }, async () => {
  const visit = await come("/fr/", { voices: [...VOICES, ["Monica", "es-MX", true]] });
  const { page, root } = visit;
  await visit.button("Une herbe").waitFor();
  await root.evaluate((element) => {
    const [mint, thyme] = [...element.shadowRoot.querySelectorAll("[role=radiogroup] label")];
    mint.lang = "es";
    thyme.lang = "iu";
  });
  await visit.button("Une herbe").click();
  assert.deepEqual((await visit.said()).map(({ text, voice }) => [text, voice]), [["Une herbe", "Chantal"], ["Menthe", "Monica"]]);
  await visit.close();
});

test("reading stops: asked to, by Escape, by another, with its page, its question, its element, its dialog, its exit", { timeout: 90_000 }, async () => {
  const visit = await come("/two/");
  const { page, root } = visit;
  const name = visit.button("Votre nom");
  const start = async (button = name) => {
    await button.click();
    assert.ok(!(await visit.stopped()));
  };
  const stops = async (why) => {
    for (let wait = 0; wait < 40 && !(await visit.stopped()); wait += 1) await new Promise((done) => setTimeout(done, 50));
    assert.ok(await visit.stopped(), why);
  };
  await start();
  await visit.button("Votre nom", "fr", "stop").click();
  await stops("asked to");
  await start();
  await page.keyboard.press("Escape");
  await stops("Escape");
  await name.waitFor();

  // One voice at a time, in the whole page.
  await start();
  const cancelled = await page.evaluate(() => globalThis.cancelled);
  await page.locator("#other").getByRole("button", { name: "Écouter\u00a0: Votre nom" }).click();
  assert.equal(await page.evaluate(() => globalThis.cancelled), cancelled + 1);
  assert.equal(await page.getByRole("button", { name: /^Arrêter/ }).count(), 1);
  await name.waitFor();
  await page.evaluate(() => document.querySelector("#other").remove());
  await stops("taken out of the page");

  await root.getByRole("checkbox", { name: /^J’ai autre chose/ }).check();
  await start(visit.button("Dites-le"));
  await root.getByRole("checkbox", { name: /^J’ai autre chose/ }).uncheck();
  await stops("the question is no longer asked");

  await start();
  await root.evaluate((element) => element.shadowRoot.append(document.createElement("dialog")));
  await stops("a dialog has something to say");
  await root.evaluate((element) => element.shadowRoot.querySelector("dialog").remove());

  await root.getByRole("textbox", { name: "Votre nom" }).fill("Marie");
  await root.getByRole("radio", { name: "Thym" }).first().check();
  await start();
  await root.getByRole("button", { name: "Continuer", exact: true }).click();
  await visit.button("Un lieu").waitFor();
  await stops("another page");
  assert.equal(await visit.buttons.count(), 1, "none is left of the page before");
  await root.getByRole("button", { name: "Retour" }).or(root.getByRole("link", { name: "Retour" })).click();
  await start();
  await page.evaluate(() => addEventListener("parcours-exit", () => queueMicrotask(() => sessionStorage.setItem("left", globalThis.waiting.length))));
  await page.getByRole("link", { name: "Quitter rapidement" }).click();
  await gone(page);
  assert.equal(await page.evaluate(() => sessionStorage.getItem("left")), "0", "the quick exit");
  await visit.close();
});

test("A-08 A-16 A-36: the buttons in forced colours, and not on paper [components]", { timeout: 60_000 }, async () => {
  const visit = await come("/fr/");
  const { page, buttons } = visit;
  await visit.button("Votre nom").waitFor();
  await page.emulateMedia({ forcedColors: "active" });
  const { border, outline } = await visit.button("Votre nom").evaluate((button) => {
    button.focus({ focusVisible: true });
    const { borderStyle, borderWidth, outlineStyle } = getComputedStyle(button);
    return { border: `${borderStyle} ${borderWidth}`, outline: outlineStyle };
  });
  assert.deepEqual([border, outline], ["solid 1px", "solid"]);
  await page.emulateMedia({ forcedColors: "none", media: "print" });
  for (const button of await buttons.all()) assert.ok(!(await button.isVisible()));
  await visit.close();
});

test("moved and drawn anew, each question has one button", { timeout: 90_000 }, async () => {
  const visit = await come("/fr/");
  const { page, root, buttons } = visit;
  await visit.button("Votre nom").waitFor();
  const count = await buttons.count();
  await root.evaluate((element) => document.querySelector("h1").after(element));
  await root.evaluate((element) => element.setAttribute("lang", "en"));
  await visit.button("Your name", "en").waitFor();
  await root.evaluate((element) => element.setAttribute("lang", "fr"));
  await visit.button("Votre nom").waitFor();
  assert.equal(await buttons.count(), count);
  await root.getByRole("button", { name: "Ajouter un proche" }).click();
  await visit.button("Sa naissance").waitFor();
  assert.deepEqual(await bare(root), []);
  assert.equal(await visit.button("Vos proches").count(), 0, "it is read with the first of its questions");
  visit.assertQuiet();
  await visit.close();
});

test("a dossier's questions alike", { timeout: 90_000 }, async () => {
  const visit = await open(browser, `${host.origin}/dossier/`, { prepare: (page) => page.addInitScript(mute, VOICES) });
  const dossier = visit.page.locator("parcours-dossier");
  await dossier.getByRole("button", { name: "Commencer un dossier" }).click();
  await dossier.getByRole("link", { name: /Qui fait la demande/ }).click();
  await dossier.getByRole("button", { name: /^Écouter/ }).first().click();
  assert.deepEqual(await bare(dossier), []);
  const said = await visit.page.evaluate(() => globalThis.said);
  assert.ok(said.length > 0 && said.every(({ voice }) => voice === "Chantal"));
  await assertAccessible(visit.page, "aloud, a dossier");
  visit.assertQuiet();
  await visit.close();
});
