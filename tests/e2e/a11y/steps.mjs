// What must hold from one step to the next, whatever the form: the same buttons under the same names, on a screen held
// either way.

import assert from "node:assert/strict";
import { CONTROLS } from "./deep.mjs";

/** 3.2.4: what a button does and its name go together on every step. `said` holds what earlier steps called it. */
export async function assertSameNames(page, where, said) {
  const now = await page.evaluate(() =>
    globalThis.deep.all("button").filter((node) => !node.closest("#summary, fieldset")).map((node) => [node.type === "submit" ? "submit" : (node.className || node.getAttribute("part") || ""), node.innerText.trim()]),
  );
  for (const [does, name] of now.filter(([does]) => does === "submit" || does === "back")) {
    assert.equal(name, (said[does] ??= name), `3.2.4, ${where}: ${does}`);
  }
  assert.ok(now.some(([does]) => does === "submit"), `${where}: a button goes on`);
}

/** 1.3.4: on a screen held the other way, the same things can be done and nothing leaves it. */
export async function assertEitherWay(page, where) {
  const { width, height } = page.viewportSize();
  const there = () => page.evaluate((controls) => {
    const root = document.documentElement;
    return { wide: root.scrollWidth > root.clientWidth, names: globalThis.deep.all(controls).map(globalThis.deep.name) };
  }, CONTROLS);
  const before = await there();
  await page.setViewportSize({ width: height, height: width });
  const after = await there();
  await page.setViewportSize({ width, height });
  assert.ok(before.names.length > 0, `${where}: there is something to do`);
  assert.deepEqual(after.names, before.names, `1.3.4, ${where}`);
  assert.equal(after.wide, false, `1.3.4, ${where}: the page is wider than the window`);
}
