// What a page is on paper: printed by Chromium on Letter, tagged, then read back with poppler: its tags, the text of each sheet.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../screenshots/", import.meta.url));

/** Prints the page. `sheets` is the text of each sheet, `tags` the structure: one tag a line, deeper ones further in. */
export async function print(page, state, language) {
  mkdirSync(folder, { recursive: true });
  const path = `${folder}${state}-${language}.pdf`;
  await page.pdf({ path, format: "Letter", tagged: true, preferCSSPageSize: true });
  const read = (program, ...options) => execFileSync(program, [...options, path], { encoding: "utf8", maxBuffer: 64e6 });
  const told = Object.fromEntries(read("pdfinfo").split("\n").map((line) => line.split(/:\s+(.*)/).slice(0, 2)));
  // A line may end anywhere on paper.
  const text = execFileSync("pdftotext", [path, "-"], { encoding: "utf8", maxBuffer: 64e6 });
  const sheets = text.split("\f").slice(0, -1).map((sheet) => sheet.replace(/\s+/g, " "));
  // The catalogue and the tags are not compressed.
  const raw = readFileSync(path).toString("latin1");
  const lang = /\/Lang\s*\(([^)]*)\)/.exec(raw)?.[1];
  return { told, sheets, tags: read("pdfinfo", "-struct"), language: lang, alternatives: raw.match(/\/Alt\b/g)?.length ?? 0 };
}
