// Pages made with a framework, for the tests only: bundled here, served in the place of a page of the demo, under the
// policy the README gives.

import { build } from "esbuild";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
// The warnings of development are what is looked for.
const DEFINED = { "process.env.NODE_ENV": '"development"', __VUE_OPTIONS_API__: "true", __VUE_PROD_DEVTOOLS__: "false", __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "true" };

const PAGE = `<!doctype html>
<html lang="fr-CA"><head><meta charset="utf-8"><title>Essai</title>
<link rel="stylesheet" href="/hosts/calm/calm.css">
<script type="module" src="/parcours/parcours.js"></script><script type="module" src="/framework.js"></script></head>
<body><main class="column" id="app"></main></body></html>`;

/** Prepares a page to find the application `file` of this folder at `/framework/`. */
export async function serve(file, policy) {
  const { outputFiles } = await build({ entryPoints: [`${here}${file}`], bundle: true, write: false, format: "esm", target: "chrome100", define: DEFINED, logLevel: "error" });
  return async (page) => {
    await page.route("**/framework/", (route) => route.fulfill({ contentType: "text/html; charset=utf-8", headers: { "content-security-policy": policy }, body: PAGE }));
    await page.route("**/framework.js", (route) => route.fulfill({ contentType: "text/javascript; charset=utf-8", body: outputFiles[0].text }));
  };
}
