// The form as pictures, and two pictures compared, in a page of the browser: no other program draws or reads them.

import assert from "node:assert/strict";

/**
 * The form of the element, whole, with nothing that blinks or depends on where the pointer is. It is put on a whole pixel
 * first: letters are drawn otherwise between two. What its last pixel shares with the page is left out.
 */
export async function picture(page, root) {
  // Out of the window: where a host leaves no margin, a link of the form is in its corner.
  await page.mouse.move(-1, -1);
  const clip = await root.evaluate((element) => {
    const form = element.shadowRoot.querySelector("[part=form]");
    const at = () => ({ x: form.getBoundingClientRect().left + scrollX, y: form.getBoundingClientRect().top + scrollY });
    const put = (name, value) => element.style.setProperty(name, value, "important");
    put("position", "relative");
    for (const name of ["left", "top"]) put(name, "0px");
    const { x, y } = at();
    put("left", `${Math.ceil(x) - x}px`);
    put("top", `${Math.ceil(y) - y}px`);
    const { width, height } = form.getBoundingClientRect();
    const clip = { ...at(), width: Math.floor(width), height: Math.floor(height) };
    return clip;
  });
  const png = await page.screenshot({ clip, fullPage: true, animations: "disabled", caret: "hide" });
  return { width: clip.width, png: png.toString("base64") };
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

/**
 * Round and slanted edges (radio buttons, arrows, the sign of an error) are shaded otherwise at another height of the page:
 * some ninety pixels of a page of fields were seen, by eighty levels of 255. A style that comes through changes whole letters:
 * hundreds of pixels, by two hundred levels.
 */
const EDGES = { pixels: 150, most: 100 };

/** The same picture: fonts, sizes, engine and width are the same, so nothing but a style of the host could differ. */
export function assertSame(difference, where) {
  assert.equal(difference.sizes, undefined, `${where}: ${difference.sizes?.join(", then ")}`);
  assert.ok(difference.of > 10_000, `${where}: there was something to compare`);
  const { pixels, most } = difference;
  assert.ok(pixels <= EDGES.pixels && most <= EDGES.most, `${where}: ${pixels} pixels differ, by ${most} at most`);
}
