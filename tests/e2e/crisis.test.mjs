// Whom to call: the lines of the municipality once it is answered, and a page that interrupts the form after an answer that
// tells of a danger. Nothing is sent, nobody is called.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "./harness/axe.mjs";
import { WIDE, assertFocus, assertNoSidewaysScroll, focused, open, whenReady } from "./harness/browser.mjs";
import { keyboard, mouse } from "./harness/hands.mjs";
import { definition } from "./harness/receiver.mjs";
import { ANSWERS, PAGE, referral } from "./harness/referral.mjs";
import { screenshot } from "./harness/screenshot.mjs";
import { stage } from "./harness/stage.mjs";
import { VIEWS } from "./harness/views.mjs";

let receiver, browser, form;
stage(async (started) => {
  ({ receiver, browser } = started);
  form = await definition(receiver.origin);
});

const starts = { fr: "/referral/", en: "/en/referral/" };
const SAID = {
  fr: { danger: "Appelez le 911 avant de continuer", now: "Appelez avant de continuer", kept: "Rien n’est envoyé pour le moment", nearby: "Aide en cas de crise, selon la municipalité" },
  en: { danger: "Call 911 before you continue", now: "Call before you continue", kept: "Nothing is sent for now", nearby: "Help in a crisis, by municipality" },
};
const RISKS = {
  suicide: "plan", suicide_means_access: "unknown", attempts_history: "no", homicide: "none", conjugal_violence: "none",
  child_safety: "yes", screen_done: true, firearms: "unknown", intoxication: "no", safety_plan: "Sa sœur reste avec lui.",
};

/** The numbers of the notes under a title, in order. */
const numbers = (root, title) =>
  root.locator(".note", { has: root.page().getByRole("heading", { name: title, exact: true }) }).locator("a.phone").evaluateAll((links) => links.map((link) => link.getAttribute("href")));

for (const [language, viewport] of VIEWS) {
  test(`A-01 A-17 T-13: an answer that tells of a danger interrupts, ${language}, ${viewport.width} px [cli-60508: crisis]`, { timeout: 240_000 }, async () => {
    const visit = await open(browser, `${receiver.origin}${starts[language]}`, { language, viewport });
    const { page, seen } = visit;
    const root = await whenReady(page);
    const hands = viewport === WIDE ? keyboard(page) : mouse(page);
    const person = referral({ page, root, form, language, hands });
    const said = SAID[language];
    const seenSections = [];
    const answers = { ...ANSWERS, notice: { danger_now: true }, risk: RISKS };
    answers.person = { ...ANSWERS.person, address: { ...ANSWERS.person.address, municipality: { typed: "ste martine", kept: "Sainte-Martine" } } };

    await person.fill(answers, async (section) => {
      seenSections.push(section.id);
      if (section.id === "person") {
        await root.getByRole("heading", { name: said.nearby }).scrollIntoViewIfNeeded();
        assert.deepEqual(await numbers(root, said.nearby), ["tel:911", "tel:+14503714090", "tel:+14506995935", "tel:811"]);
        await screenshot(page, `crisis-nearby-${viewport.width}`, language);
      }
      if (section.id === "danger" || section.id === "help_now") {
        const title = section.id === "danger" ? said.danger : said.now;
        await assertFocus(page, "heading", "the heading has the focus");
        assert.equal((await focused(page)).text, title);
        assert.equal(await root.getByRole("heading", { name: said.kept }).count(), 1);
        assert.equal(await root.getByText(/^(Étape|Step) \d/).count(), 0, "an interruption is no step");
        assert.equal(await root.getByRole("button", { name: PAGE[language].resume, exact: true }).count(), 1);
        await assertAccessible(page, `${section.id} ${language}`);
        await assertNoSidewaysScroll(page, `${section.id} ${language}`);
        await screenshot(page, `crisis-${section.id}-${viewport.width}`, language);
        const dialled = await root.locator("a.phone").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
        assert.equal(dialled[0], "tel:911", "911 comes first");
        const box = await root.locator("a.phone").first().boundingBox();
        assert.ok(box.height >= 44 || (await root.locator(".call").first().boundingBox()).height >= 44, `a number is ${box.height} px high`);
        if (section.id === "help_now") {
          assert.deepEqual(dialled, ["tel:911", "tel:+14503714090", "tel:+14506995935", "tel:811", "tel:+18662773553", "tel:+18003615310"]);
        }
      }
    });
    assert.ok(seenSections.indexOf("danger") === seenSections.indexOf("notice") + 1, "danger is said before anything else");
    assert.ok(seenSections.indexOf("help_now") === seenSections.indexOf("risk") + 1);
    // On the review page, an interruption has nothing to read again.
    assert.equal(await root.getByRole("heading", { name: said.now }).count(), 0);
    assert.deepEqual(seen.requests.filter((request) => request.method === "POST"), [], "nothing was sent");
    visit.assertQuiet();
    await visit.close();
  });
}

test("A-20: a risk answered from the review page interrupts before the review comes back [cli-60508: crisis]", { timeout: 240_000 }, async () => {
  const visit = await open(browser, `${receiver.origin}/referral/`, {});
  const root = await whenReady(visit.page);
  const person = referral({ page: visit.page, root, form, language: "fr", hands: mouse(visit.page) });
  await person.fill(ANSWERS);
  await root.locator("#q-urgency-level-edit").click();
  await person.heading("Urgence");
  await root.getByRole("radio", { name: "Immédiate" }).check();
  await root.getByRole("textbox", { name: "Justification" }).fill("Elle ne dort plus.");
  await root.getByRole("button", { name: "Continuer vers la vérification" }).click();
  await person.heading("Appelez avant de continuer");
  await person.button(PAGE.fr.resume).click();
  await person.heading(PAGE.fr.review);
  await visit.close();
});
