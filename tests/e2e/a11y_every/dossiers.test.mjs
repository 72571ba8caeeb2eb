// A dossier of each programme at steps of its life, by every check a machine can make: the overview as whoever acts there has
// it, then the first page they may open. The demo shows those of the service plan and of intake; the others stand on a page
// made here.

import assert from "node:assert/strict";
import { test } from "node:test";
import { judge, proved } from "../a11y/judge.mjs";
import { arrive } from "../harness/arrivals.mjs";
import { NARROW, WIDE, open } from "../harness/browser.mjs";
import { live, read } from "../harness/lives.mjs";
import { stage } from "../harness/stage.mjs";

let receiver, browser;
stage((started) => {
  ({ receiver, browser } = started);
});

const [FRENCH, ENGLISH] = [["fr", NARROW], ["en", WIDE]];
/** Lived so far, by whom it is looked at, and how. */
const STEPS = {
  "home-support": [["contacted", "portal", FRENCH], ["analysed", "portal", ENGLISH], ["assigned", "case_manager", FRENCH], ["planned", "person", ENGLISH], ["active", "team", FRENCH], ["looked-again", "case_manager", ENGLISH]],
  "housing-first": [["identified", "outreach", FRENCH], ["consented", "person", ENGLISH], ["matched", "committee", FRENCH], ["leased", "housing", ENGLISH], ["supported", "clinical", FRENCH], ["reviewed", "housing", ENGLISH]],
};

for (const [workflow, steps] of Object.entries(STEPS)) {
  const { roles } = read(`workflows/${workflow}/workflow.json`);
  for (const [name, role, [language, viewport]] of steps) {
    test(`${proved(viewport)}: as the ${role} has it, ${language}, ${viewport.width} px [dossier ${workflow}: ${name}]`, { timeout: 240_000 }, async () => {
      assert.ok(roles.some((one) => one.id === role), role);
      const id = await live(receiver.origin, name, { workflow });
      const signIn = await fetch(`${receiver.origin}/demo/sign-in`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ name: "Camille Roy", role }) });
      const { token } = await signIn.json();
      const visit = await open(browser, `${receiver.origin}${language === "fr" ? "" : "/en"}/help/`, { language, viewport });
      const { page } = visit;
      await page.evaluate(async ({ workflow, id, role, language, token }) => {
        await import("/parcours/dossier/parcours-dossier.js");
        const element = document.createElement("parcours-dossier");
        const attributes = { src: `/schemas/workflows/${workflow}/bundle.json`, "acting-as": role, name: "Camille Roy", store: `/api/dossiers/${id}`, lang: language };
        for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
        element.token = token;
        document.querySelector("main").replaceChildren(Object.assign(document.createElement("h1"), { textContent: document.title }), element);
      }, { workflow, id, role, language, token });
      const root = page.locator("parcours-dossier");
      await root.getByRole("term").first().waitFor();
      const wrong = await judge(page, "overview", { errors: false });
      const heading = root.locator("#heading");
      const before = await heading.innerText();
      const way = root.locator(".task-list a, .tasks a, li a").first();
      if ((await way.count()) > 0) {
        await way.click();
        for (let wait = 0; wait < 100 && (await heading.innerText()) === before; wait += 1) await page.waitForTimeout(50);
        wrong.push(...(await judge(page, `first page, ${await heading.innerText()}`)));
      }
      assert.equal(wrong.join("\n"), "");
      visit.assertQuiet();
      await visit.close();
    });
  }
}

for (const [language, viewport] of [FRENCH, ENGLISH]) {
  test(`${proved(viewport)}: a referral that arrived, ${language}, ${viewport.width} px [dossier ssg-intake: received]`, { timeout: 240_000 }, async () => {
    await arrive(receiver.origin);
    const visit = await open(browser, `${receiver.origin}${language === "fr" ? "" : "/en"}/intake/`, { language, viewport });
    const { page } = visit;
    await page.locator("[data-requests]:visible").getByRole("button").first().click();
    const root = page.locator("parcours-dossier");
    await root.getByRole("term").first().waitFor();
    const wrong = await judge(page, "overview", { errors: false });
    const pages = await root.locator("li a").count();
    assert.ok(pages > 2, `${pages} pages to open`);
    for (const index of [0, 1]) {
      const heading = await root.locator("#heading").innerText();
      await root.locator("li a").nth(index).click();
      for (let wait = 0; wait < 100 && (await root.locator("#heading").innerText()) === heading; wait += 1) await page.waitForTimeout(50);
      wrong.push(...(await judge(page, await root.locator("#heading").innerText())));
      await page.reload();
      await page.locator("[data-requests]:visible").getByRole("button").first().click();
      await root.getByRole("term").first().waitFor();
    }
    assert.equal(wrong.join("\n"), "");
    visit.assertQuiet();
    await visit.close();
  });
}
