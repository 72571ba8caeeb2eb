// 1.4.11: where a field or a button ends is seen: its border, or what fills it, stands out from what is around it.

import assert from "node:assert/strict";
import { FIELDS } from "../deep.mjs";

/** 3 to 1 at least between the outline of a control and the page around it, where it has one: some pages have links only. What
 * the browser draws itself is its own. */
export async function assertOutlines(page, where) {
  const faults = await page.evaluate((controls) => {
    const { deep } = globalThis;
    const read = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const clear = (colour) => colour === "transparent" || read(colour)[3] === 0;
    const linear = (value) => (value <= 10.31475 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    const light = (colour) => {
      const [red, green, blue] = read(colour);
      return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue) + 0.05;
    };
    const contrast = (one, other) => Math.max(light(one), light(other)) / Math.min(light(one), light(other));
    const around = (node) => {
      for (let up = node.parentNode; up; up = up.parentNode ?? up.host) {
        if (up instanceof ShadowRoot) up = up.host;
        if (up instanceof Element && !clear(getComputedStyle(up).backgroundColor)) return getComputedStyle(up).backgroundColor;
      }
      return "rgb(255, 255, 255)";
    };
    const nodes = deep.all(controls).filter((node) => !node.disabled && getComputedStyle(node).opacity !== "0");
    const drawn = nodes.filter((node) => !["radio", "checkbox", "file"].includes(node.type) || getComputedStyle(node).appearance === "none");
    const faults = [];
    for (const node of drawn) {
      const style = getComputedStyle(node);
      // A button that looks like a link is told by its words, which 1.4.3 measures.
      if (node.tagName === "BUTTON" && style.borderTopStyle === "none" && clear(style.backgroundColor)) continue;
      const page = around(node);
      const edges = ["Top", "Right", "Bottom", "Left"].map((side) => (style[`border${side}Style`] === "none" ? page : style[`border${side}Color`]));
      const best = Math.max(Math.min(...edges.map((edge) => contrast(edge, page))), clear(style.backgroundColor) ? 1 : contrast(style.backgroundColor, page));
      if (best < 3) faults.push(`${deep.name(node)}: an outline of ${best.toFixed(1)} to 1`);
    }
    return faults;
  }, `${FIELDS}, button`);
  assert.deepEqual(faults, [], `1.4.11, ${where}`);
}
