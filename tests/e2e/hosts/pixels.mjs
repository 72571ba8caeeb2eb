// The form as pictures, and two pictures compared, in a page of the browser: no other program draws or reads them.

import assert from "node:assert/strict";

/** The form of the element, whole, with nothing that blinks or depends on where the pointer is. */
export async function picture(page, root) {
  await page.mouse.move(0, 0);
  const form = root.locator("[part=form]");
  const { width } = await form.boundingBox();
  return { width, png: (await form.screenshot({ animations: "disabled", caret: "hide" })).toString("base64") };
}

/** A page that compares: how many pixels of two pictures differ, and by how much at most in one colour. */
export async function startBench(browser) {
  const bench = await (await browser.newContext()).newPage();
  return (one, other) =>
    bench.evaluate(async (pictures) => {
      const [first, second] = await Promise.all(
        pictures.map(async (data) => {
          const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
          const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
          context.drawImage(image, 0, 0);
          return context.getImageData(0, 0, image.width, image.height);
        }),
      );
      const size = (image) => `${image.width} × ${image.height}`;
      if (size(first) !== size(second)) return { sizes: [size(first), size(second)] };
      let [pixels, most] = [0, 0];
      for (let at = 0; at < first.data.length; at += 4) {
        const apart = Math.max(...[0, 1, 2, 3].map((one) => Math.abs(first.data[at + one] - second.data[at + one])));
        if (apart > 0) pixels += 1;
        most = Math.max(most, apart);
      }
      return { pixels, most, of: first.data.length / 4 };
    }, [one.png, other.png]);
}

/** No pixel differs: fonts, sizes, engine and width are the same, so nothing but a style can make a difference. */
export function assertSame(difference, where) {
  assert.equal(difference.sizes, undefined, `${where}: ${difference.sizes?.join(", then ")}`);
  assert.ok(difference.of > 10_000, `${where}: there was something to compare`);
  assert.equal(difference.pixels, 0, `${where}: ${difference.pixels} pixels differ, by ${difference.most} at most`);
}
