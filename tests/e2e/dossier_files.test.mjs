// Documents joined to a dossier: kept whole by the site or in the person's file, given back to those who may read of them.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { NARROW, WIDE, open } from "./harness/browser.mjs";
import { visitAs } from "./harness/dossier.mjs";
import { live } from "./harness/lives.mjs";
import { stage } from "./harness/stage.mjs";

let receiver, browser;
stage((started) => {
  ({ receiver, browser } = started);
});

const PDF = Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.from(Array.from({ length: 40_000 }, (_, index) => (index * 31) % 256)), Buffer.from("\n%%EOF")]);
const FILE = { name: "bilan d’Anne.pdf", mimeType: "application/pdf", buffer: PDF };
const SAY = {
  fr: { add: "Ajouter un document", download: "Télécharger bilan d’Anne.pdf", back: "Enregistrer et revenir", fail: "Le fichier n’a pas pu être ouvert. Réessayez plus tard." },
  en: { add: "Add a document", download: "Download bilan d’Anne.pdf", back: "Save and go back", fail: "The file could not be opened. Try again later." },
};

/** Joins the file and asks to save. */
async function attach(root, say) {
  await root.getByRole("button", { name: say.add }).click();
  const kind = root.locator("#q-attachments-0-kind");
  if ((await kind.evaluate((element) => element.tagName)) === "SELECT") await kind.selectOption({ index: 1 });
  else await kind.locator("input").first().check();
  await root.locator("input[type=file]").setInputFiles(FILE);
  await root.getByText(FILE.name).first().waitFor();
  await root.getByRole("button", { name: say.back, exact: true }).click();
}

async function downloaded(page, root, say) {
  const coming = page.waitForEvent("download");
  await root.getByRole("button", { name: say.download, exact: true }).click();
  const download = await coming;
  assert.equal(download.suggestedFilename(), FILE.name);
  return readFileSync(await download.path());
}

for (const [language, viewport] of [["fr", NARROW], ["en", WIDE]]) {
  test(`P-08 a document is kept whole and given to the adviser, ${language}, ${viewport.width} px`, { timeout: 120_000 }, async () => {
    const say = SAY[language];
    const id = await live(receiver.origin, "requested");
    const person = await visitAs(browser, receiver, "person", { id, language, viewport });
    await person.open("attachments");
    await attach(person.root, say);
    await person.root.locator(".whereabouts").waitFor();
    await person.reload();
    await person.open("attachments");
    assert.ok((await downloaded(person.page, person.root, say)).equals(PDF), "read again, in another visit");
    await person.close();

    const adviser = await visitAs(browser, receiver, "adviser", { id, language, viewport });
    await adviser.open("attachments");
    assert.ok((await downloaded(adviser.page, adviser.root, say)).equals(PDF));
    await adviser.judge("65-attached");
    await adviser.page.route("**/files/*", (route) => route.abort());
    await adviser.root.getByRole("button", { name: say.download, exact: true }).click();
    await adviser.root.locator("#status").getByText(say.fail).waitFor();
    await adviser.close();
  });
}

test("P-08 a document that does not reach the site is not said to be saved", { timeout: 120_000 }, async () => {
  const say = SAY.fr;
  const id = await live(receiver.origin, "requested");
  const person = await visitAs(browser, receiver, "person", { id });
  const { page, root } = person;
  await person.open("attachments");
  await page.route("**/files/*", (route) => route.abort());
  await attach(root, say);
  await root.getByRole("alert").waitFor();
  assert.equal(await root.evaluate((element) => element.unsaved), true);
  await page.unroute("**/files/*");
  await root.getByRole("alert").getByRole("button").click();
  await root.locator(".whereabouts").waitFor();
  await person.open("attachments");
  assert.ok((await downloaded(page, root, say)).equals(PDF), "the next try sends it");
  await person.close();
});

test("P-05 a document is in the file one keeps", { timeout: 120_000 }, async () => {
  const say = SAY.fr;
  const path = join(mkdtempSync(join(tmpdir(), "files-")), "dossier.json");
  const begin = async () => {
    const seen = await open(browser, `${receiver.origin}/service-plan/kept/`, { viewport: WIDE, language: "fr" });
    return { ...seen, root: seen.page.locator("parcours-dossier") };
  };
  const phrase = async ({ root }) => {
    await root.getByLabel(/^Phrase secrète/).fill("Quatre mots bien choisis");
  };
  const first = await begin();
  await first.root.getByRole("button", { name: "Commencer un dossier" }).click();
  await first.root.getByRole("link", { name: /Documents joints/ }).click();
  await attach(first.root, say);
  await first.root.locator(".whereabouts").waitFor();
  await first.root.getByRole("button", { name: "Enregistrer une copie" }).click();
  await phrase(first);
  await first.root.getByLabel(/deuxième fois/).fill("Quatre mots bien choisis");
  const coming = first.page.waitForEvent("download");
  await first.root.getByRole("button", { name: "Enregistrer une copie" }).click();
  await (await coming).saveAs(path);
  await first.close();

  const second = await begin();
  await second.root.locator("input[type=file]").setInputFiles(path);
  await phrase(second);
  await second.root.getByRole("button", { name: "Ouvrir", exact: true }).click();
  await second.root.getByRole("link", { name: /Documents joints/ }).click();
  assert.ok((await downloaded(second.page, second.root, say)).equals(PDF));
  await second.close();
});
