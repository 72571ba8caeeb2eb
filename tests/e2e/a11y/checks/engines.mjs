// A-01 by two more judges: IBM's checker, and the validity of the HTML that stands on the page.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { HtmlValidate } from "html-validate";

const require = createRequire(import.meta.url);
const ace = readFileSync(require.resolve("accessibility-checker-engine/ace.js"), "utf8");

/** What the second judge says that does not hold here, each with its reason. */
export const WAIVED = JSON.parse(readFileSync(new URL("../waived.json", import.meta.url), "utf8"));

/** no violation by IBM's rules for WCAG 2.2. */
export async function assertSecondJudge(page, where) {
  if (!(await page.evaluate(() => "ace" in globalThis))) await page.evaluate(`${ace}; globalThis.ace = ace;`);
  const { failed, judged } = await page.evaluate(async () => {
    const report = await new globalThis.ace.Checker().check(document, ["WCAG_2_2"]);
    const failed = report.results
      .filter(({ value }) => value[0] === "VIOLATION" && value[1] === "FAIL")
      .map(({ ruleId, reasonId, message, snippet, path }) => ({ ruleId, reasonId, message, snippet: snippet?.slice(0, 160), path: path?.dom }));
    return { failed, judged: report.results.length };
  });
  assert.ok(judged > 10, `${where}: the second judge had something to judge`);
  const held = failed.filter(({ ruleId, snippet }) => !WAIVED.some((one) => one.rule === ruleId && snippet?.includes(one.snippet)));
  assert.deepEqual(held, [], `A-01, IBM, ${where}`);
}

const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:standard"],
  rules: {
    // What a browser writes is judged, not how somebody typed it.
    "attr-quotes": "off", "attribute-boolean-style": "off", "attribute-empty-style": "off", "no-trailing-whitespace": "off", "void-style": "off", "doctype-style": "off", "element-case": "off", "no-inline-style": "error", "long-title": "off",
    // A form never names what it is about in a title, and a fragment has none.
    "missing-doctype": "off", "require-sri": "off", "no-implicit-button-type": "off",
  },
});

/** What is not valid in a whole page, each fault in words. */
export async function htmlFaults(html) {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) => messages).map((one) => `${one.ruleId}: ${one.message} near ${html.slice(Math.max(0, one.offset - 60), one.offset + 60)}`);
}

/** the tree in the element is valid HTML, no id twice, nothing where it may not be. */
export async function assertValidHtml(page, where) {
  const trees = await page.evaluate(() => globalThis.deep.roots().map((root) => root.innerHTML));
  const faults = [];
  for (const tree of trees) {
    const { results } = await validator.validateString(`<!DOCTYPE html><html lang="fr"><head><title>x</title></head><body><main>${tree}</main></body></html>`);
    for (const result of results) for (const one of result.messages) faults.push(`${one.ruleId}: ${one.message} ${(one.context && JSON.stringify(one.context)) || ""} near ${tree.slice(Math.max(0, one.offset - 140), one.offset + 60)}`);
  }
  assert.ok(trees.some((tree) => tree.length > 500), `${where}: there is something to validate`);
  assert.deepEqual(faults, [], `A-01, HTML, ${where}`);
}
