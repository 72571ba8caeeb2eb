// What a portal installs: the archive, put in a project of its own. Its types are checked, a bundler builds with it, and a
// referral is sent from what was built; then from a page without a bundler. Both under the strictest policy there is.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { open, startBrowser, whenReady } from "../harness/browser.mjs";
import { mouse } from "../harness/hands.mjs";
import { definition, site, startReceiver } from "../harness/receiver.mjs";
import { ANSWERS, referral } from "../harness/referral.mjs";
import { makePackage } from "../npm_package.mjs";

const project = fileURLToPath(new URL("../../..", import.meta.url));
const modules = fileURLToPath(new URL("../node_modules", import.meta.url));
const portal = fileURLToPath(new URL("portal", import.meta.url));
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; font-src 'self'; " +
  "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

let folder, archive, installed;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "parcours-package-"));
  archive = makePackage(project, site, join(folder, "made"));
  // As npm installs an archive, without asking a registry for anything.
  installed = join(folder, "project/node_modules/parcours");
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", archive, "-C", installed, "--strip-components=1"]);
  cpSync(portal, join(folder, "project"), { recursive: true });
  cpSync(join(installed, "schemas"), join(folder, "project/public/schemas"), { recursive: true });
  cpSync(join(project, "www/favicon.svg"), join(folder, "project/public/favicon.svg"));
});
after(() => rmSync(folder, { recursive: true, force: true }));

const read = (file) => JSON.parse(readFileSync(join(installed, file), "utf8"));
const tool = (name, options) => execFileSync(process.execPath, [join(modules, name), ...options], { cwd: join(folder, "project"), encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

test("the archive holds every file it names, with its hash, and depends on nothing", () => {
  const { files } = read("integrity.json");
  const there = readdirSync(installed, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const places = there.map((entry) => join(entry.parentPath, entry.name).slice(installed.length + 1)).sort();
  assert.deepEqual(places, [...Object.keys(files), "integrity.json"].sort());
  for (const [file, integrity] of Object.entries(files)) {
    assert.equal(integrity, `sha384-${createHash("sha384").update(readFileSync(join(installed, file))).digest("base64")}`, file);
  }
  const manifest = read("package.json");
  for (const kind of ["dependencies", "peerDependencies", "optionalDependencies", "scripts"]) assert.equal(manifest[kind], undefined, kind);
  const named = Object.values(manifest.exports).flatMap((target) => (typeof target === "string" ? [target] : Object.values(target)));
  for (const target of named.filter((target) => !target.includes("*"))) assert.ok(places.includes(target.slice(2)), target);
});

test("the same project makes the same archive", () => {
  const again = makePackage(project, site, join(folder, "again"));
  assert.ok(readFileSync(archive).equals(readFileSync(again)));
});

test("the bill of materials names what is linked, and only that", () => {
  const { components, ...bill } = read("sbom.cdx.json");
  assert.equal(bill.specVersion, "1.6");
  const names = components.map(({ name }) => name);
  for (const name of ["leptos", "wasm-bindgen", "sha2", "parcours-embed", "parcours-rules", "small-json", "rust-std"]) assert.ok(names.includes(name), `${name} is named`);
  for (const name of ["axum", "sqlx", "tokio", "leptos_macro", "serde_derive", "wasm-bindgen-test", "parcours-receiver", "xtask"]) assert.ok(!names.includes(name), `${name} is not linked`);
  assert.equal(new Set(components.map((one) => one["bom-ref"])).size, components.length, "each once");
  for (const one of components) {
    assert.ok(one.licenses?.[0].expression, `${one.name} has a licence`);
    assert.ok(!one.purl || /^[0-9a-f]{64}$/.test(one.hashes[0].content), `${one.name} has a hash`);
  }
  const form = components.filter(({ properties }) => properties.some(({ value }) => value === "form"));
  assert.ok(form.length < components.length, "the dossier's module links more than the form's");
});

for (const resolution of ["bundler", "nodenext"]) {
  test(`the types take all there is to use, and refuse mistakes (${resolution})`, () => {
    const options = ["--noEmit", "-p", "tsconfig.json", "--moduleResolution", resolution, ...(resolution === "nodenext" ? ["--module", "nodenext"] : [])];
    try {
      tool("typescript/bin/tsc", options);
    } catch (error) {
      assert.fail(error.stdout);
    }
  });
}

test("T-02 P-12: what a bundler makes of it sends a referral, and so does a page without a bundler", { timeout: 240_000 }, async (both) => {
  tool("vite/bin/vite.js", ["build", "--base=/app/", "--logLevel=warn"]);
  const pages = join(folder, "pages");
  cpSync(join(folder, "project/dist"), join(pages, "app"), { recursive: true });
  const plain = readFileSync(join(portal, "plain.html"), "utf8").replace("INTEGRITY", read("integrity.json").files["kit/parcours.js"]);
  cpSync(installed, join(pages, "plain/parcours"), { recursive: true });
  cpSync(join(project, "www/favicon.svg"), join(pages, "plain/favicon.svg"));
  writeFileSync(join(pages, "plain/index.html"), plain);

  const receiver = await startReceiver(["--static", pages, "--policy", POLICY]);
  both.after(() => receiver.stop());
  const browser = await startBrowser();
  both.after(() => browser.close());
  const form = await definition(receiver.origin);

  for (const [address, language] of [["/app/", "fr"], ["/plain/", "en"]]) {
    await both.test(address, async () => {
      const visit = await open(browser, receiver.origin + address, { language });
      const { page, seen } = visit;
      const root = await whenReady(page);
      const person = referral({ page, root, form, language, hands: mouse(page) });
      await person.fill(ANSWERS);
      await person.send();
      const reference = await person.reference();
      assert.ok(receiver.rows().some((row) => row.reference === reference), "it is stored");
      if (address === "/app/") assert.equal(await page.locator("html").getAttribute("data-reference"), reference, "and the page was told");
      // The demo's own kit is on this server too.
      const asked = seen.requests.map(({ url }) => new URL(url)).filter(({ pathname }) => !pathname.startsWith(address));
      assert.deepEqual(asked.map(({ pathname }) => pathname), ["/api/referrals"], "nothing but its own files, then the sending");
      visit.assertQuiet();
      await visit.close();
    });
  }
});
