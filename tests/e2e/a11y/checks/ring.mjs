// the ring of the focus, by its pixels: what changes around a control when it takes the focus.

import assert from "node:assert/strict";

/** Counts the pixels that change by at least 3 to 1 when `control` takes the focus, as a share of a line 2 px thick around it. */
export async function ringOf(page, bench, control) {
  await control.scrollIntoViewIfNeeded();
  const box = await control.boundingBox();
  const { width, height } = page.viewportSize();
  const margin = 8;
  const left = Math.max(0, box.x - margin);
  const top = Math.max(0, box.y - margin);
  const clip = { x: left, y: top, width: Math.min(width, box.x + box.width + margin) - left, height: Math.min(height, box.y + box.height + margin) - top };
  const shoot = async () => (await page.screenshot({ clip, animations: "disabled", caret: "hide" })).toString("base64");
  const before = await shoot();
  // The keyboard's focus, which is the one that is drawn.
  await control.evaluate((node) => node.focus({ preventScroll: true, focusVisible: true }));
  const after = await shoot();
  await control.evaluate((node) => node.blur());
  const changed = await bench.evaluate(async ([before, after]) => {
    const pixels = async (data) => {
      const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext("2d");
      context.drawImage(image, 0, 0);
      return context.getImageData(0, 0, image.width, image.height).data;
    };
    const linear = (value) => (value <= 10.31475 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    const luminance = (data, at) => 0.2126 * linear(data[at]) + 0.7152 * linear(data[at + 1]) + 0.0722 * linear(data[at + 2]);
    const [first, second] = [await pixels(before), await pixels(after)];
    let count = 0;
    for (let at = 0; at < first.length; at += 4) {
      const [one, other] = [luminance(first, at) + 0.05, luminance(second, at) + 0.05];
      if (Math.max(one, other) / Math.min(one, other) >= 3) count += 1;
    }
    return count;
  }, [before, after]);
  return changed / (2 * 2 * (box.width + box.height));
}

/** at least as many pixels as a line 2 px thick all around the control would have. */
export function assertRing(share, where) {
  assert.ok(share >= 1, `A-07, ${where}: the ring has ${Math.round(share * 100)} % of the pixels of a line 2 px thick`);
}
