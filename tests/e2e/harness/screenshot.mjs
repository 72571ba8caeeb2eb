// Pictures of each state, to be compared by eye: screenshots/<state>-<language>-<width>.png.

import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../screenshots/", import.meta.url));

/** Takes the whole page. */
export async function screenshot(page, state, language) {
  mkdirSync(folder, { recursive: true });
  const { width } = page.viewportSize();
  await page.screenshot({ path: `${folder}${state}-${language}-${width}.png`, fullPage: true, animations: "disabled", timeout: 60_000 });
}
