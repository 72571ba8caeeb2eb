// Words of the page: abbreviations, and the language things are said in.

import assert from "node:assert/strict";

/** What is no abbreviation, or is better known than what it stands for. */
const KNOWN = ["QC"];

/** an abbreviation is spelled out where it first stands on a page: what it means, then it, in parentheses. */
export async function assertAbbreviations(page, where) {
  const bare = await page.evaluate((known) => {
    const { deep } = globalThis;
    // What somebody typed is theirs; what the host says is on the page too.
    const texts = [document.body.innerText, ...deep.roots().map((root) => (root.querySelector("form, div") ?? root).innerText), ...deep.all("option").map((one) => one.label)];
    const text = texts.join("\n");
    const words = (text) => text.match(/(?<![\w-])[A-ZÉ]{2,}(?![\w-])/g) ?? [];
    // A review reads answers back, which no translation may touch: a health insurance number starts with four letters.
    const theirs = words(deep.all("[translate=no]").map((one) => one.innerText).join("\n"));
    const found = [...new Set(words(text))];
    return found.filter((one) => !known.includes(one) && !theirs.includes(one) && !new RegExp(`\\([^)]*\\b${one}\\b[^)]*\\)`).test(text));
  }, KNOWN);
  assert.deepEqual(bare, [], `A-22, ${where}`);
}

/** the kit says its language; a link or a button to the other language says that one. */
export async function assertLanguages(page, where, language) {
  const faults = await page.evaluate((language) => {
    const { deep } = globalThis;
    const faults = [];
    for (const root of deep.roots()) {
      // The bar of the quick exit stands above what the kit shows, and has a language of its own.
      const said = (root.querySelector(".parcours[lang]") ?? root.querySelector("[lang]"))?.getAttribute("lang");
      if (said !== `${language}-CA`) faults.push(`the kit says it is in ${said}`);
    }
    const other = { fr: /^English$/, en: /^Français$/ }[language];
    for (const node of [...deep.all("a, button"), ...document.querySelectorAll("header a")]) {
      if (other.test(node.innerText.trim()) && !(node.closest("[lang]")?.getAttribute("lang") ?? "").startsWith(language === "fr" ? "en" : "fr")) faults.push(`${deep.name(node)}: said in the wrong language`);
    }
    return faults;
  }, language);
  assert.deepEqual(faults, [], `A-21, ${where}`);
}
