// A copy in a file: nothing stays on the device, and the file says nothing without its passphrase.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { focused } from "../harness/browser.mjs";
import { stage } from "./trial.mjs";

const ANSWERS = { name: "Zanzibar-name-6642", phone: "Zanzibar-phone-6642", story: "Zanzibar-story-6642" };
const PHRASE = "Quatre mots bien choisis";
const folder = mkdtempSync(join(tmpdir(), "draft-file-"));

after(() => rmSync(folder, { recursive: true, force: true }));

const { device: deviceOf } = stage();
async function device(name) {
  const { context, come } = await deviceOf();
  return { context, ...(await come(name)) };
}

async function copy(person) {
  await person.button("Enregistrer une copie").click();
  await person.heading("Enregistrer une copie");
  await person.phrase().fill(PHRASE);
  await person.again().fill(PHRASE);
  const coming = person.page.waitForEvent("download");
  await person.button("Enregistrer une copie").click();
  const download = await coming;
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return { path, name: download.suggestedFilename() };
}

async function openFile(person, path, phrase) {
  await person.page.locator("#draft-file").setInputFiles(path);
  await person.phrase().fill(phrase);
  await person.button("Ouvrir").click();
}

test("P-05 P-10: a copy leaves no trace on the device, has a neutral name, and opens elsewhere with its phrase only", { timeout: 120_000 }, async () => {
  const first = await device();
  await first.write(ANSWERS);
  await first.button("Enregistrer une copie").click();
  await first.heading("Enregistrer une copie");
  await assertAccessible(first.page, "copy");
  await first.button("Enregistrer une copie").click();
  await first.page.getByText("Inscrivez la phrase secrète.").first().waitFor();
  await first.button("Retour au formulaire").click();
  const { path, name } = await copy(first);
  assert.match(name, /^copie-\d{4}-\d{2}-\d{2}\.json$/);
  await first.page.getByText("Copie enregistrée. Vérifiez qu’elle est bien dans vos fichiers.").waitFor();
  assert.deepEqual(await first.told(), [{ form: { id: "draft-trial", version: "1.0.0" }, where: "file" }]);
  assert.deepEqual(await first.databases(), []);
  assert.equal(await first.page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])), '[{},{},""]');
  assert.match(await first.status(), /ne sont pas enregistrées sur cet appareil/);
  const file = readFileSync(path, "utf8");
  assert.ok(!file.includes("6642") && !file.includes(PHRASE) && !file.includes("Votre"), "the file says nothing without its phrase");
  assert.deepEqual([JSON.parse(file).key, JSON.parse(file).rounds, JSON.parse(file).expires], ["PBKDF2-HMAC-SHA-256", 600_000, null]);
  await first.context.close();

  const second = await device();
  await second.button("Ouvrir une copie").click();
  await second.heading("Ouvrir une copie");
  await assertAccessible(second.page, "open a copy");
  await second.button("Ouvrir").click();
  await second.page.getByText("Choisissez le fichier de votre copie.").first().waitFor();
  await openFile(second, path, "Une autre phrase secrète");
  await second.page.getByText("Ces réponses ne s’ouvrent pas avec cette phrase.").first().waitFor();
  assert.equal((await focused(second.page)).id, "draft-summary");
  await openFile(second, path, PHRASE);
  await second.field("Votre nom").waitFor();
  assert.equal(await second.field("Ce qui se passe").inputValue(), ANSWERS.story);
  assert.equal((await focused(second.page)).id, "heading");
  assert.deepEqual(await second.databases(), []);
  await second.context.close();

  const later = await device("later");
  await later.button("Ouvrir une copie").click();
  await openFile(later, path, PHRASE);
  await later.heading("Réponses à donner de nouveau");
  assert.deepEqual(await later.page.locator("[part=draft] li").allInnerTexts(), ["Votre téléphone"]);
  await later.context.close();
});

test("T-12: a file that is no copy is said, one that was changed looks like another phrase, and the right one opens after", { timeout: 120_000 }, async () => {
  const first = await device();
  await first.write(ANSWERS);
  const { path } = await copy(first);
  const whole = readFileSync(path, "utf8");
  await first.button("Ouvrir une copie").click();
  const { content, ...rest } = JSON.parse(whole);
  const other = (changes) => JSON.stringify({ ...rest, content, ...changes });
  const files = [
    ["", /n’est pas une copie de demande/], [whole.slice(0, 90), /n’est pas une copie de demande/], ["\u0000\u0001", /n’est pas une copie de demande/], ['{"parcours":"parcours-dossier"}', /n’est pas une copie de demande/],
    [other({ version: 2 }), /version plus récente/], [other({ form: "guide" }), /d’un autre formulaire/], [other({ key: "device", rounds: 0 }), /n’est pas une copie de demande/],
    [other({ content: `AAAA${content.slice(4)}` }), /ne s’ouvrent pas avec cette phrase/], [other({ form_version: "9.9.9" }), /ne s’ouvrent pas avec cette phrase/],
  ];
  for (const [index, [text, expected]] of files.entries()) {
    const wrong = join(folder, `wrong-${index}.json`);
    writeFileSync(wrong, text);
    await openFile(first, wrong, PHRASE);
    await first.page.locator("#draft-summary").filter({ hasText: expected }).waitFor();
    assert.equal(await first.page.locator("#q-you-name").inputValue(), ANSWERS.name, "what is typed stays");
  }
  await openFile(first, path, PHRASE);
  await first.field("Votre nom").waitFor();
  await first.context.close();
});
