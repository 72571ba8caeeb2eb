// Easy-to-read texts: asked for by a button, under each question, heard with it; in both languages; gone again without a trace.

import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { judge, proved } from "./a11y/judge.mjs";
import { NARROW, WIDE, open, startBrowser, whenReady } from "./harness/browser.mjs";
import { site } from "./harness/receiver.mjs";
import { literal } from "./harness/literal.mjs";
import { stage } from "./harness/stage.mjs";
import { formPage, startHost } from "./exit/host.mjs";

const WORDS = { fr: { easy: "Texte facile à lire", other: "English", next: "Continuer" }, en: { easy: "Easy-to-read text", other: "Français", next: "Continue" } };
const FILE = { "who.name": "Écrivez votre nom. Vous pouvez aussi écrire un surnom.", "who.call": "Vous avez peur? Appelez.", "who.people": "Qui vit avec vous?", "who.people.name": "Le nom de cette personne.", "who.agreed": "Vous dites oui.", "<img src=x onerror=alert(1)>": "x" };
const label = (fr, en) => ({ fr, en });
const FORM = {
  id: "trial", version: "1.0.0", revision: "2026", audience: "public", legal_regime: "a-2.1", sensitive: false, title: label("Essai", "Trial"),
  sections: [{ id: "who", title: label("Qui", "Who"), questions: [
    { id: "call", kind: "note", label: label("En cas de danger", "In danger"), body: [{ p: label("Appelez le 911.", "Call 911.") }] },
    { id: "name", kind: "text", label: label("Nom", "Name"), required: true, missing: label("Inscrivez votre nom", "Enter your name") },
    { id: "people", kind: "group", label: label("Personnes", "People"), repeat: { min: 0, max: 3, add: label("Ajouter une personne", "Add a person"), item: label("Personne", "Person") }, questions: [{ id: "name", kind: "text", label: label("Prénom", "First name") }] },
    { id: "agreed", kind: "attestation", label: label("Accord", "Agreement"), statement: label("Je suis d’accord", "I agree"), required: true, missing: label("Cochez la case", "Select the box") },
  ] }],
};

let receiver, browser, host;
stage((started) => ({ receiver, browser } = started));
before(async () => {
  host = await startHost({ "/fr/": formPage({ "easy-read": "/easy.{lang}.json", "exit-url": null }), "/none/": formPage({ "exit-url": null }), "/gone/": formPage({ "easy-read": "/gone.json" }) });
  host.give("/form.json", FORM);
  host.pages["/easy.fr.json"] = JSON.stringify(FILE);
  host.pages["/easy.en.json"] = JSON.stringify(Object.fromEntries(Object.keys(FILE).map((path) => [path, `English of ${path}.`])));
});
after(() => host?.stop());

const choice = (root, language = "fr") => root.getByRole("button", { name: WORDS[language].easy });
const texts = (root) => root.evaluate((element) => [...element.shadowRoot.querySelectorAll("[part~=easy]")].map((node) => [node.id, node.textContent]));
const markup = (root) => root.evaluate((element) => element.shadowRoot.querySelector(".parcours").innerHTML);

test("easy.js weighs at most 1.6 kB in brotli, and nothing of it is fetched where nobody asked", { timeout: 60_000 }, async () => {
  assert.ok(statSync(join(site, "parcours/easy.js.br")).size <= 1600);
  const none = await open(browser, `${host.origin}/none/`);
  await whenReady(none.page);
  assert.deepEqual(none.seen.requests.filter(({ url }) => url.includes("easy")), []);
  await none.close();
  const visit = await open(browser, `${host.origin}/fr/`);
  const root = await whenReady(visit.page);
  await choice(root).waitFor();
  assert.deepEqual(visit.seen.requests.map(({ url }) => new URL(url).pathname).filter((path) => path.endsWith(".json") && path.includes("easy")), [], "the texts come when they are asked for");
  await visit.close();
});

test("A-06: by keyboard alone each question, note, row and box gets its text, and loses it without a trace [components]", { timeout: 60_000 }, async () => {
  const visit = await open(browser, `${host.origin}/fr/`);
  const { page } = visit;
  const root = await whenReady(page);
  await choice(root).waitFor();
  const before = await markup(root);
  await page.keyboard.press("Tab");
  assert.equal(await choice(root).evaluate((node) => node.getRootNode().activeElement === node), true, "the first that Tab reaches");
  await page.keyboard.press("Enter");
  await root.locator("#q-who-name-easy").waitFor();
  assert.equal(await choice(root).getAttribute("aria-pressed"), "true");
  assert.deepEqual(await texts(root), [
    ["q-who-call-easy", "Vous avez peur?\nAppelez."],
    ["q-who-name-easy", "Écrivez votre nom.\nVous pouvez aussi écrire un surnom."],
    ["q-who-people-easy", "Qui vit avec vous?"],
    ["q-who-agreed-easy", "Vous dites oui."],
  ]);
  // Heard with the question, and still once an error has come.
  const field = root.getByLabel(/^Nom/);
  assert.equal(await field.getAttribute("aria-describedby"), "q-who-name-easy");
  await root.getByRole("button", { name: WORDS.fr.next }).click();
  await root.locator("#summary").waitFor();
  await page.waitForFunction(() => /^q-who-name-easy q-who-name-error$/.test(document.querySelector("parcours-form").shadowRoot.getElementById("q-who-name").getAttribute("aria-describedby")));
  await root.getByRole("button", { name: "Ajouter une personne" }).click();
  await root.locator("#q-who-people-0-name-easy").waitFor();
  await field.fill("Léa");
  await choice(root).click();
  assert.deepEqual(await texts(root), []);
  assert.equal(await field.inputValue(), "Léa");
  assert.doesNotMatch(await markup(root), /easy/);
  assert.match(before, /q-who-name/);
  await visit.close();
});

test("A-21: the texts follow the language of the form [components]", { timeout: 60_000 }, async () => {
  const visit = await open(browser, `${host.origin}/fr/`);
  const root = await whenReady(visit.page);
  await choice(root).click();
  await root.locator("#q-who-name-easy").waitFor();
  await root.locator("#language").click();
  await root.getByText("English of who.name.").waitFor();
  assert.equal(await choice(root, "en").getAttribute("lang"), "en");
  assert.equal((await texts(root)).some(([, text]) => text.startsWith("Écrivez")), false);
  await visit.close();
});

test("texts that do not come leave the form as it is, say so, and tell the host page", { timeout: 60_000 }, async () => {
  const visit = await open(browser, `${host.origin}/gone/`, { expectMessages: true });
  const { page } = visit;
  const root = await whenReady(page);
  await page.evaluate(() => addEventListener("parcours-error", ({ detail }) => (globalThis.told = detail.code)));
  await choice(root).click();
  await root.getByRole("status").filter({ hasText: "Appuyez de nouveau" }).waitFor();
  assert.equal(await choice(root).getAttribute("aria-pressed"), "false");
  assert.equal(await page.evaluate(() => globalThis.told), "easy-read");
  assert.deepEqual(await texts(root), []);
  await visit.close();
});

// What is written for people, on the pages of the portal.
for (const [language, viewport] of [["fr", NARROW], ["en", WIDE]]) {
  test(`${proved(viewport)}: the guide with its easy texts, ${language}, ${viewport.width} px [guide: empty]`, { timeout: 120_000 }, async () => {
    const visit = await open(browser, `${receiver.origin}${language === "fr" ? "" : "/en"}/guide/`, { language, viewport });
    const { page } = visit;
    const root = await whenReady(page);
    const file = JSON.parse(readFileSync(join(site, `schemas/forms/guide/easy.${language}.json`), "utf8"));
    await choice(root, language).click();
    await root.locator("#q-guide-danger-easy").waitFor();
    assert.deepEqual(await texts(root), [["q-guide-danger-easy", file["guide.danger"].replace(/([.?!]) /g, "$1\n")]]);
    assert.deepEqual(await judge(page, `guide easy ${language}`, { errors: false }), []);
    await root.getByRole("button", { name: WORDS[language].next }).click();
    await root.locator("#q-guide-who-easy").waitFor();
    assert.match(await root.locator("#q-guide-who").getAttribute("aria-describedby"), new RegExp(`^${literal("q-guide-who-easy")}`));
    visit.assertQuiet();
    await visit.close();
  });
}
