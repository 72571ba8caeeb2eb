// Every word of ours that people read is in a dictionary of French or of Canadian English, or in `dictionary.json`.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { startBrowser } from "../harness/browser.mjs";
import { definitionTexts, pageTexts, speller } from "./spelling.mjs";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const OWN = JSON.parse(readFileSync(new URL("dictionary.json", import.meta.url), "utf8"));
/** Fewest texts there must be, so that a source that moved is noticed. */
const FEWEST = { definitions: 2_000, pages: 20 };

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser?.close());

function interface_(language) {
  return [[`words.${language}.txt`, readFileSync(join(process.env.PARCOURS_SITE, "parcours", `words.${language}.txt`), "utf8")]];
}

for (const language of ["fr", "en"]) {
  test(`texts are spelled as a dictionary spells them, ${language}`, { timeout: 120_000 }, async () => {
    const definitions = definitionTexts(join(ROOT, "schemas"))[language];
    const page = await browser.newPage();
    const pages = (await pageTexts(join(ROOT, "www"), page))[language];
    await page.close();
    assert.ok(definitions.length > FEWEST.definitions, `${definitions.length} texts of definitions`);
    assert.ok(pages.length > FEWEST.pages, `${pages.length} texts of pages`);
    const own = [...OWN.names, ...OWN.abbreviations, ...OWN[language]];
    const unknown = await speller(language, own);
    const found = new Map();
    const used = new Set();
    for (const [place, text] of [...definitions, ...pages, ...interface_(language)]) {
      for (const word of unknown(text)) found.set(word, place);
      own.filter((word) => text.includes(word)).forEach((word) => used.add(word));
    }
    const told = [...found].map(([word, place]) => `${word} (${place})`).sort().join("\n");
    assert.equal(told, "", "correct the word, or put it in a11y/dictionary.json if it is right");
    assert.deepEqual(OWN[language].filter((word) => !used.has(word)), [], "of our own list, read nowhere any more: take it out");
  });
}

test("a misspelling is found, in a definition and on a page", async () => {
  const [french, english] = [await speller("fr", OWN.fr), await speller("en", OWN.en)];
  assert.deepEqual(french("L’adrese de l’aidante, jusqu’à demain"), ["adrese"].map((word) => `L’${word}`));
  assert.deepEqual(english("The organisation’s colour and adress"), ["organisation’s", "adress"]);
});
