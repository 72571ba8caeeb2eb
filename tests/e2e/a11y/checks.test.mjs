// Each check finds what it is for: a page with one fault of each kind, judged; and the same page without them.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBrowser } from "../harness/browser.mjs";
import { judge } from "./judge.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const STYLE = `
  * { box-sizing: border-box; }
  body { margin: 0; overflow-wrap: anywhere; font: 16px/1.5 sans-serif; color: #223654; background: #fff; }
  form { overflow-wrap: anywhere; }
  label, legend { display: block; font-weight: bold; }
  input, button { min-height: 44px; min-width: 44px; width: 100%; font: inherit; }
  fieldset { min-width: 0; margin: 0; }
  [type=radio] { width: 44px; }
  label.row { padding: 10px; }
  :focus-visible { outline: 3px solid #223654; outline-offset: 2px; }`;

const SOUND = `
  <form method="post" novalidate autocomplete="off">
    <h2>Renseignements sur la personne</h2>
    <p id="why">Ces renseignements servent à rappeler la personne qui demande un service.</p>
    <label for="name">Prénom</label><input id="name" type="text" aria-describedby="why" required>
    <fieldset><legend>Langue</legend>
      <input type="radio" name="l" id="a"><label class="row" for="a">Français</label>
      <input type="radio" name="l" id="b"><label class="row" for="b">Anglais</label>
    </fieldset>
    <button type="submit">Continuer</button>
  </form>`;

/** A fault, put in the sound page, and what must be said of it. */
const FAULTS = [
  ["A-02", 'for="name"', 'for="other"'],
  ["A-02", 'id="name"', 'id="name" placeholder="Prénom"'],
  ["A-32", 'id="name"', 'id="name" title="Votre prénom"'],
  ["A-03", "<legend>Langue</legend>", ""],
  ["A-04", 'aria-describedby="why"', 'aria-describedby="nowhere"'],
  ["A-04", 'id="name"', 'id="name" aria-invalid="false"'],
  ["A-04", 'id="name"', 'id="name" aria-invalid="true"'],
  ["A-04", 'id="why"', 'id="name"'],
  ["A-05", "Prénom</label>", "Prénom (facultatif)</label>"],
  ["A-05", "novalidate", ""],
  ["A-05", "<legend>Langue", "<legend>Langue *"],
  ["A-06", 'type="submit"', 'type="submit" tabindex="3"'],
  ["A-06", 'type="submit"', 'type="button" onfocus="document.querySelector(\'parcours-form\').shadowRoot.querySelector(\'#name\').focus()"'],
  ["A-08", 'id="name"', 'id="name" style="outline: none"'],
  ["A-09", "</form>", '</form><p style="position: fixed; inset: auto 0 0 0; margin: 0; height: 90%; background: #ddd">Une annonce couvre la page.</p>'],
  ["A-10", 'type="submit"', 'type="submit" style="min-height: 20px; font-size: 10px; padding: 0"'],
  ["A-12", "<p id", '<p style="height: 26px; overflow: hidden" id'],
  ["A-12", "<p id", '<p style="width: 20em; white-space: nowrap" id'],
  ["A-12 over", "<legend>", '<legend style="position: relative; top: 30px">'],
  ["A-13", "<h2>", '<h2 style="height: 1.1em; line-height: 1; width: 300px; font-size: 14px; overflow: hidden">'],
  ["A-16", 'type="submit"', 'type="submit" style="transition: all 1s"'],
  ["A-23 P-07", 'autocomplete="off"', ""],
  ["A-31", 'type="submit"', 'type="submit" accesskey="c"'],
  ["T-07", "</form>", '<input aria-label="x" style="opacity: 0; width: 1px; height: 1px; min-height: 0; min-width: 0; padding: 0; border: 0"></form>'],
  ["HTML", "<h2>", "<ul><p>Un</p></ul><h2>"],
  ["1.4.11", 'id="name"', 'id="name" style="border: 1px solid #ddd; background: #fff"'],
  ["C-07", 'id="a"', 'id="a" checked'],
  ["IBM", 'type="submit"', 'type="submit" role="heading"'],
];

async function faultsOf(html) {
  const context = await browser.newContext({ viewport: { width: 320, height: 568 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.setContent(`<!DOCTYPE html><html lang="fr"><head><title>Demande</title><style>body { margin: 0 } h1 { font-size: 16px }</style></head><body><main><h1>Demande de service</h1><parcours-form></parcours-form></main></body></html>`);
  await page.evaluate(({ style, html }) => {
    const root = document.querySelector("parcours-form").attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
    root.innerHTML = html;
  }, { style: STYLE, html });
  const faults = await judge(page, "here", { errors: false, fresh: true });
  await context.close();
  return faults;
}

test("nothing is said of a sound page", { timeout: 60_000 }, async () => {
  assert.deepEqual(await faultsOf(SOUND), []);
});

for (const [id, from, to] of FAULTS) {
  test(`${id} sees ${to || `the lack of ${from}`} [harness]`, { timeout: 60_000 }, async () => {
    assert.ok(SOUND.includes(from), from);
    const faults = await faultsOf(SOUND.replace(from, to));
    assert.ok(faults.some((fault) => fault.includes(id)), `none of these is ${id}:\n${faults.join("\n")}`);
  });
}
