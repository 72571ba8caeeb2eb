// A page of another site around the form: nothing to lay over, unless the host page names that site (T-03). The header
// `frame-ancestors`, which forbids it before any script, is taken away here, as a portal may that is shown in its partners' pages.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "../harness/browser.mjs";
import { stage } from "../harness/stage.mjs";
import { isPage, startRelay } from "./relay.mjs";

let receiver, browser;
stage((started) => {
  ({ receiver, browser } = started);
});

const html = (text) => ({ status: 200, headers: { "content-type": "text/html; charset=utf-8" }, body: Buffer.from(text) });

/** A page of `localhost` around the form of 127.0.0.1, which names `named` in `frame-origins`. */
async function inFrameOf(path, { named = "", sandbox, language = "fr" } = {}) {
  let self;
  const relay = await startRelay(receiver.origin, {
    own({ path: asked }) {
      const closed = sandbox ? ` sandbox="${sandbox}"` : "";
      return asked === "/around/" ? html(`<!doctype html><meta charset="utf-8"><title>Autre site</title><iframe title="Formulaire" src="${self}${path}" width="900" height="900"${closed}></iframe>`) : undefined;
    },
    change(answer) {
      delete answer.headers["x-frame-options"];
      const { "content-security-policy": policy } = answer.headers;
      if (policy) answer.headers["content-security-policy"] = policy.replace("frame-ancestors 'none'", "frame-ancestors *");
      if (named && isPage(answer)) answer.body = Buffer.from(String(answer.body).replace(/<parcours-(form|dossier) /, `$&frame-origins="${named.replace("{other}", self.replace("127.0.0.1", "localhost"))}" `));
    },
  });
  self = relay.origin;
  const visit = await open(browser, `${self.replace("127.0.0.1", "localhost")}/around/`, { expectMessages: true, language, prepare: (page) => page.addInitScript(() => addEventListener("parcours-error", ({ detail }) => (globalThis.told = detail.code))) });
  const frame = visit.page.frames().find((one) => one !== visit.page.mainFrame());
  return { ...visit, frame, root: frame.locator("parcours-form, parcours-dossier").first(), stop: async () => (await visit.close(), await relay.stop()) };
}

const REFUSED = { fr: /ne s’ouvre pas dans la page d’un autre site/, en: /does not open inside another website’s page/ };

for (const [path, language, sandbox] of [["/referral/", "fr"], ["/en/referral/", "en"], ["/referral/", "fr", "allow-scripts allow-forms allow-same-origin"], ["/service-plan/kept/", "fr"]]) {
  test(`T-03: ${path}${sandbox ? " in a sandbox" : ""}: framed by another site, it shows no question and leads to its own page`, { timeout: 60_000 }, async () => {
    const visit = await inFrameOf(path, { language, sandbox });
    const { frame, root } = visit;
    const note = root.locator("#framed");
    await note.waitFor();
    assert.match(await note.innerText(), REFUSED[language]);
    const link = note.getByRole("link");
    assert.equal(await link.evaluate(({ href }) => new URL(href).pathname), path);
    assert.equal(await link.getAttribute("target"), "_blank");
    assert.equal(await root.evaluate(({ shadowRoot }) => shadowRoot.querySelectorAll("input, textarea, select, button, form").length), 0, "nothing to answer");
    assert.equal(await frame.evaluate(() => globalThis.told), "framed");
    await visit.stop();
  });
}

test("T-03: framed by a site the page names, the form is there; near names do not count", { timeout: 90_000 }, async () => {
  const named = await inFrameOf("/hosts/calm/", { named: "https://partner.example {other}" });
  await named.root.locator("[part=form]").waitFor();
  assert.equal(await named.root.locator("#framed").count(), 0);
  await named.stop();
  for (const near of ["http://localhost", "{other}/", "*", "null", "{other}.example"]) {
    const visit = await inFrameOf("/hosts/calm/", { named: near });
    await visit.root.locator("#framed").waitFor();
    assert.equal(await visit.root.locator("[part=form]").count(), 0, near);
    await visit.stop();
  }
});
