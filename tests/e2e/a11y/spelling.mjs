// The texts people read, by language, and their words as a dictionary knows them.

import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import nspell from "nspell";

/** Folders and lists of `schemas` that hold no sentences of ours: answers of test cases, what is generated, proper names. */
const NOT_TEXTS = new Set(["cases", "export", "meta", "municipalities.json", "spoken-languages.json"]);

/** Texts of definitions as `{ fr: [[place, text]], en: […] }`. */
export function definitionTexts(folder) {
  const texts = { fr: [], en: [] };
  for (const file of files(folder, ".json", NOT_TEXTS)) gather(JSON.parse(readFileSync(file, "utf8")), file.slice(folder.length + 1), texts);
  return texts;
}

function gather(value, place, texts) {
  if (!value || typeof value !== "object") return;
  if (typeof value.fr === "string" && typeof value.en === "string") {
    for (const language of ["fr", "en"]) texts[language].push([place, value[language]]);
    return;
  }
  Object.values(value).forEach((inner) => gather(inner, place, texts));
}

/** Texts of the portal's pages, each by the language it is marked with, read by a browser that does not run them. */
export async function pageTexts(folder, page) {
  const texts = { fr: [], en: [] };
  for (const file of files(folder, ".html", new Set(["hosts"]))) {
    for (const [language, text] of await page.evaluate(marked, readFileSync(file, "utf8"))) texts[language]?.push([file.slice(folder.length + 1), text]);
  }
  return texts;
}

/** In the page: pairs of a language and a text. */
function marked(html) {
  const found = [];
  const walk = (node, outer) => {
    if (node.nodeType === Node.TEXT_NODE && node.data.trim()) found.push([outer, node.data]);
    if (/^(SCRIPT|STYLE|CODE|PRE|KBD|SAMP)$/u.test(node.nodeName)) return;
    const language = (node.getAttribute?.("hreflang") ?? node.getAttribute?.("lang") ?? outer)?.slice(0, 2);
    const words = node.getAttribute?.("aria-label") ?? node.getAttribute?.("alt");
    if (words) found.push([language, words]);
    (node.nodeName === "TEMPLATE" ? node.content : node).childNodes.forEach((child) => walk(child, language));
  };
  walk(new DOMParser().parseFromString(html, "text/html").documentElement);
  return found;
}

function files(folder, ending, left) {
  return readdirSync(folder).filter((name) => !left.has(name)).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return files(path, ending, left);
    return name.endsWith(ending) ? [path] : [];
  });
}

const ELISIONS = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)’/iu;
const DICTIONARIES = { fr: "dictionary-fr", en: "dictionary-en-ca" };

/** A function that tells the words of a text which neither the dictionary of a language nor our own list knows. */
export async function speller(language, own) {
  const spell = nspell((await import(DICTIONARIES[language])).default);
  const known = new Set(own);
  const isKnown = (word) => known.has(word) || spell.correct(word) || spell.correct(word.replaceAll("’", "'"));
  return (text) => {
    // Addresses, names of fields and places to fill are not words.
    const words = text.replace(/https?:\S+|\S+@\S+|\{[^}]*\}|[\w-]+(?:[._/][\w-]+)+/gu, " ").match(/\p{L}[\p{L}’-]*/gu) ?? [];
    return words.filter((word) => {
      const whole = word.replace(/-+$/u, "");
      const stem = language === "fr" ? whole.replace(ELISIONS, "") : whole.replace(/’s?$/u, "");
      return stem.length > 1 && !isKnown(stem) && !stem.split("-").every((part) => part.length < 2 || isKnown(part));
    });
  };
}
