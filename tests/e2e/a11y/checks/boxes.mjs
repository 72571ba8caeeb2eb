// Sizes: what one must hit, and what must not be cut when letters grow.

import assert from "node:assert/strict";
import { CONTROLS, FIELDS } from "../deep.mjs";

/** 44 px for what is ours to size (buttons, rows to choose from, telephone numbers), 24 px or room around for links in text. */
export async function assertTargets(page, where) {
  const { faults, seen } = await page.evaluate((controls) => {
    const { deep } = globalThis;
    const boxOf = (node) => {
      const boxes = [node, ...(["radio", "checkbox", "file"].includes(node.type) ? (node.labels ?? []) : [])].map((one) => one.getBoundingClientRect());
      const [left, top] = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top))];
      return { width: Math.max(...boxes.map((box) => box.right)) - left, height: Math.max(...boxes.map((box) => box.bottom)) - top };
    };
    const inText = (node) => node.tagName === "A" && !node.getAttribute("href").startsWith("tel:") && getComputedStyle(node).display === "inline";
    const faults = [];
    const nodes = deep.all(controls).filter((node) => node.getAttribute("tabindex") !== "-1");
    for (const node of nodes) {
      const { width, height } = boxOf(node);
      const least = inText(node) ? 0 : node.tagName === "A" || node.tagName === "SUMMARY" ? 24 : 44;
      const ours = node.tagName === "A" && node.getAttribute("href").startsWith("tel:") ? 44 : least;
      if (width < Math.min(ours, 24) - 0.5 || height < ours - 0.5) faults.push(`${deep.name(node)}: ${Math.round(width)} × ${Math.round(height)} px, at least ${ours}`);
    }
    return { faults, seen: nodes.length };
  }, CONTROLS);
  assert.ok(seen > 0, `${where}: there is something to hit`);
  assert.deepEqual(faults, [], `A-10, ${where}`);
}

/** A-12, at any size of letters: no control stands over words, those of its own group among them. */
export async function assertNothingOverlaps(page, where) {
  const faults = await page.evaluate((fields) => {
    const { deep } = globalThis;
    const words = deep.all("legend, label, p, h1, h2, h3, h4").flatMap((node) => {
      if (node.matches(".unseen, .unseen *")) return [];
      const range = document.createRange();
      range.selectNodeContents(node);
      return [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1).map((box) => ({ node, box }));
    });
    const over = (one, two) => Math.min(one.right, two.right) - Math.max(one.left, two.left) > 2 && Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top) > 2;
    return deep.all(fields).flatMap((field) => {
      const box = field.getBoundingClientRect();
      const faults = words.filter(({ node, box: other }) => !node.contains(field) && over(box, other) && getComputedStyle(field).opacity !== "0");
      return faults.slice(0, 1).map(({ node }) => `${deep.name(field)} stands over ${deep.name(node)}`);
    });
  }, FIELDS);
  assert.deepEqual(faults, [], `A-12 over, ${where}`);
}

/** letters twice as large. A-13: letters, words and lines further apart. Nothing is cut, nothing sticks out. */
export async function assertRoom(page, where) {
  const found = [];
  for (const [id, css] of [
    ["A-12", "html { font-size: 200% !important; } parcours-form, parcours-dossier, parcours-guide { font-size: 32px !important; }"],
    ["A-13", "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"],
  ]) {
    const faults = await page.evaluate((css) => {
      const { deep } = globalThis;
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      const trees = [document, ...deep.roots().filter((root) => root instanceof ShadowRoot)];
      for (const tree of trees) tree.adoptedStyleSheets = [...tree.adoptedStyleSheets, sheet];
      const faults = [];
      // Twice the letters on a narrow screen is more than is asked: half the window is, at the size a window has then.
      const root = document.documentElement;
      if (root.scrollWidth > root.clientWidth + 1) {
        const wide = deep.all("*").filter((node) => node.getBoundingClientRect().right > root.clientWidth + 1).slice(0, 3).map(deep.name);
        faults.push(`the page is ${root.scrollWidth} px wide in ${root.clientWidth}: ${wide.join(", ")}`);
      }
      for (const node of deep.all("*")) {
        const { overflowX, overflowY, position } = getComputedStyle(node);
        const hides = (value) => value === "hidden" || value === "clip";
        // What is for screen readers only is one pixel large, on purpose.
        if (position === "absolute" && node.clientWidth <= 1) continue;
        // A field of one line scrolls its own text.
        if (node.tagName === "INPUT" || node.closest("svg") || node.clientHeight === 0) continue;
        if (hides(overflowY) && node.scrollHeight > node.clientHeight + 2) faults.push(`${deep.name(node)}: ${node.scrollHeight} px high in ${node.clientHeight}`);
        if (hides(overflowX) && node.scrollWidth > node.clientWidth + 2) faults.push(`${deep.name(node)}: ${node.scrollWidth} px wide in ${node.clientWidth}`);
        if (node.tagName === "SELECT" && node.scrollHeight > node.clientHeight + 2) faults.push(`${deep.name(node)}: its text is cut`);
      }
      for (const tree of trees) tree.adoptedStyleSheets = tree.adoptedStyleSheets.filter((one) => one !== sheet);
      return faults;
    }, css);
    found.push(...faults.map((fault) => `${id}: ${fault}`));
  }
  assert.deepEqual(found, [], where);
}

/** for whoever asked for less movement nothing moves; nothing blinks for anybody. */
export async function assertStill(page, where) {
  const faults = await page.evaluate(() => {
    const { deep } = globalThis;
    const seconds = (text) => Math.max(...text.split(",").map((part) => Number.parseFloat(part) * (part.trim().endsWith("ms") ? 0.001 : 1)));
    const moves = deep.all("*").filter((node) => {
      const style = getComputedStyle(node);
      return seconds(style.transitionDuration) > 0.001 || (style.animationName !== "none" && seconds(style.animationDuration) > 0.001) || style.scrollBehavior === "smooth";
    });
    return [...moves.map(deep.name), ...document.getAnimations().map((one) => String(one.animationName ?? one.id))];
  });
  assert.deepEqual(faults, [], `A-16, ${where}`);
}
