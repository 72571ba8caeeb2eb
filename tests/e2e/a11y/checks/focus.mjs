// Where the focus goes and how it is seen. The keyboard walks the whole page once, forwards; each stop is looked at.

import assert from "node:assert/strict";
import { CONTROLS } from "../deep.mjs";

/**
 * Tab stops at every control, in the order of the page, and gets out at the end. A-08: each stop has an outline of its
 * own, at least 2 px (A-07 measures its pixels). A-09: no stop is under something else.
 */
export async function assertWalk(page, where) {
  const expected = await page.evaluate((controls) => {
    const { deep } = globalThis;
    globalThis.walk = [];
    if (deep.any("[tabindex]").some((node) => node.tabIndex > 0)) return "a positive tabindex";
    // What the host page gave for a place of a note stands there, in the order of the page.
    const given = (slot) => slot.assignedElements({ flatten: true }).flatMap((one) => [...one.querySelectorAll("a[href]")]).filter(deep.shown);
    const inOrder = deep.any(`${controls}, .note slot`).flatMap((node) => (node.tagName === "SLOT" ? given(node) : deep.shown(node) ? [node] : []));
    const stops = inOrder.filter((node) => {
      if (node.tabIndex < 0 || node.disabled) return false;
      if (node.tagName === "SUMMARY" && node.parentElement.tagName !== "DETAILS") return false;
      if (node.type !== "radio") return true;
      const group = deep.all("input[type=radio]").filter((other) => other.name === node.name && other.getRootNode() === node.getRootNode());
      return node === (group.find((one) => one.checked) ?? group[0]);
    });
    globalThis.expectedStops = stops;
    // The walk starts just before the first: from the page's own beginning.
    document.activeElement?.blur?.();
    deep.active()?.blur?.();
    const start = document.createElement("span");
    start.tabIndex = -1;
    const [first] = deep.roots();
    first.prepend(start);
    start.focus();
    globalThis.walkStart = start;
    return stops.length;
  }, CONTROLS);
  assert.equal(typeof expected, "number", `A-06, ${where}: ${expected}`);
  const faults = [];
  for (let presses = 0; presses < expected; presses += 1) {
    await page.keyboard.press("Tab");
    const fault = await page.evaluate(async (index) => {
      const { deep } = globalThis;
      const node = deep.active();
      const wanted = globalThis.expectedStops[index];
      if (node !== wanted) return `A-06: stop ${index + 1} is ${node ? deep.name(node) : "nowhere"}, not ${deep.name(wanted)}`;
      // How it is drawn is the host page's own.
      if (node.closest("[slot]")) return undefined;
      const style = getComputedStyle(node);
      const drawnBy = ["radio", "checkbox"].includes(node.type) && style.outlineStyle === "none" ? node.labels?.[0] : node;
      const ring = getComputedStyle(drawnBy ?? node);
      if (ring.outlineStyle === "none" || Number.parseFloat(ring.outlineWidth) < 2) return `A-08: ${deep.name(node)} has outline ${ring.outlineStyle} ${ring.outlineWidth}`;
      let box = (drawnBy ?? node).getBoundingClientRect();
      if (box.top < 0 || box.bottom > innerHeight) {
        // A browser may bring it into view with its next frame.
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        box = (drawnBy ?? node).getBoundingClientRect();
      }
      const inset = 2;
      const points = [[box.left + box.width / 2, box.top + box.height / 2], [box.left + inset, box.top + inset], [box.right - inset, box.top + inset], [box.left + inset, box.bottom - inset], [box.right - inset, box.bottom - inset]];
      const top = (x, y) => {
        let found = document.elementFromPoint(x, y);
        while (found?.shadowRoot) {
          const inner = found.shadowRoot.elementFromPoint(x, y);
          if (!inner || inner === found) break;
          found = inner;
        }
        return found;
      };
      const mine = (found) => found && (found === node || node.contains(found) || found.contains(node) || [...(node.labels ?? [])].some((label) => label.contains(found)));
      const visible = points.filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
      // A browser brings the caret of a long text into view, not all of the box.
      const whole = node.tagName !== "TEXTAREA" && box.height <= innerHeight;
      if (visible.length < (whole ? points.length : 1)) return `A-09: ${deep.name(node)} is not whole in the window: ${Math.round(box.top)} to ${Math.round(box.bottom)} of ${innerHeight}`;
      const covered = visible.filter(([x, y]) => !mine(top(x, y)));
      // A rounded or multi-line box may leave a corner to what is behind it.
      return covered.length > 1 ? `A-09: ${deep.name(node)} is under ${covered.map(([x, y]) => deep.name(top(x, y) ?? document.body)).join(", ")}` : null;
    }, presses);
    if (fault) faults.push(fault);
    if (fault?.startsWith("A-06")) break;
  }
  if (faults.length === 0) {
    await page.keyboard.press("Tab");
    const out = await page.evaluate(() => !globalThis.expectedStops.includes(globalThis.deep.active()) || globalThis.expectedStops.length === 1);
    if (!out) faults.push("A-06: the keyboard does not get out at the end");
  }
  await page.evaluate(() => globalThis.walkStart.remove());
  assert.deepEqual(faults, [], `A-06 A-08 A-09, ${where}`);
  return expected;
}
