// axe-core, run in the page as it is, open shadow roots included.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** zero violations. `exclude` names parts of the host page that are not ours to judge. */
export async function assertAccessible(page, where, { exclude = [] } = {}) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(source);
  const { ran, violations } = await page.evaluate(
    async ({ tags, exclude }) => {
      const context = { include: [["html"]], exclude: exclude.map((selector) => [selector]) };
      // Judged from its top: further down, what slides under the bar of the quick exit would look too small to press.
      const place = scrollY;
      scrollTo(0, 0);
      const result = await globalThis.axe.run(context, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
      scrollTo(0, place);
      const violations = result.violations.map((violation) => ({
        id: violation.id,
        help: violation.help,
        nodes: violation.nodes.map((node) => `${node.target.flat().join(" ")}: ${node.html.slice(0, 160)}`),
      }));
      return { ran: result.passes.length, violations };
    },
    { tags: TAGS, exclude },
  );
  assert.ok(ran > 10, `axe had something to judge, ${where}`);
  assert.deepEqual(violations, [], `axe, ${where}`);
}
